import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Put {
  method: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A server that takes uploaded files, as OneDrive does at the address of an upload session. */
export interface OneDrive {
  readonly base: string;
  readonly puts: Put[];
  /** Sets the status of its answers, which is 201 at first. */
  answers(status: number): void;
  stop(): Promise<void>;
}

export async function startOneDrive(): Promise<OneDrive> {
  const puts: Put[] = [];
  let status = 201;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    puts.push({ method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(status, { 'content-type': 'application/json', location: 'http://127.0.0.1:9/elsewhere' });
    response.end('{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    puts,
    answers: (next) => {
      status = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
