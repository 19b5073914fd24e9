import { createServer } from 'node:http';
import type { Logger } from 'pino';
import { guardConnections, listening } from './server.ts';

interface Sources {
  metrics: { text(): Promise<string> };
  ready: () => { ok: boolean };
  troubles: () => { ok: boolean };
  log: Logger;
}

type Page = { status: number; type: string; body: string } | undefined;

/** Serves the metrics and the full state of the service, on a port of their own that only this machine can reach. */
export async function showToWatchers(sources: Sources, port: number): Promise<{ close(): void }> {
  const server = createServer(async (request, response) => {
    const failed = (err: unknown): Page => {
      sources.log.error({ event: 'watchers.failed', err });
      return { status: 500, type: 'text/plain', body: '' };
    };
    const { status, type, body } = (await pageAt(request.url, sources).catch(failed)) ?? notServed;
    // Not chained: once restify is loaded in this process, Node's own `writeHead` is changed and returns nothing.
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  });
  guardConnections(server);
  await listening(server.listen(port, '127.0.0.1'), `METRICS_PORT: ${port}`);
  return { close: () => server.close() };
}

const notServed = { status: 404, type: 'text/plain', body: '' };

async function pageAt(path: string | undefined, { metrics, ready, troubles }: Sources): Promise<Page> {
  if (path === '/metrics') return { status: 200, type: 'text/plain; version=0.0.4', body: await metrics.text() };
  if (path === '/readyz') return inFull(ready());
  return path === '/alarmz' ? inFull(troubles()) : undefined;
}

const inFull = (state: { ok: boolean }): Page => ({
  status: state.ok ? 200 : 503,
  type: 'application/json',
  body: JSON.stringify(state),
});
