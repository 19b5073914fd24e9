import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForgetfulTeams {
  serviceUrl: string;
  /** The number of requests since the start. */
  taken(): number;
  /** The newest link to a file in a message. */
  link(): string;
  stop(): void;
}

/**
 * A connector that takes everything and remembers only a count, so that a long run measures the program and not the
 * test.
 */
export async function forgetfulTeams(
  roster: { id: string; aadObjectId: string; name: string }[],
): Promise<ForgetfulTeams> {
  let count = 0;
  let link = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      count += 1;
      const body = Buffer.concat(chunks).toString();
      link = /[^"]+\/copy\/[\w-]+/.exec(body)?.[0] ?? link;
      const channel = /"channel":\{"id":"([^"]+)"/.exec(body)?.[1] ?? 'a:chat';
      const path = decodeURIComponent(request.url ?? '');
      const member = roster.find(({ id }) => path.endsWith(`/members/${id}`));
      const answer = member
        ? { ...member, userRole: 'user' }
        : path.endsWith('/pagedmembers')
          ? { members: roster }
          : {
              id: path.endsWith('/v3/conversations') ? `${channel};messageid=${count}` : String(count),
              activityId: String(count),
            };
      response.writeHead(request.method === 'GET' ? 200 : 201, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { serviceUrl: `http://127.0.0.1:${port}`, taken: () => count, link: () => link, stop: () => server.close() };
}
