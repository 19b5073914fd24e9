import type { CloudAdapter, TurnContext } from 'botbuilder';
import restify from 'restify';

export interface Serving {
  close(): Promise<void>;
}

/**
 * Listens for Teams and for whoever watches the service.
 * @param ready what `/readyz` shows, and whether all is well
 * @throws Error when the port cannot be had
 */
export async function serve(
  { host, port }: { host: string; port: number },
  {
    adapter,
    onTurn,
    ready,
  }: { adapter: CloudAdapter; onTurn: (context: TurnContext) => Promise<void>; ready: () => Promise<{ ok: boolean }> },
): Promise<Serving> {
  const server = restify.createServer({ name: 'mash-referrals' });
  server.use(restify.plugins.bodyParser({ maxBodySize: 256 * 1024, mapParams: false }));
  server.post('/api/messages', async (request, response) => {
    try {
      await adapter.process(request, response, onTurn);
    } catch {
      response.send(400, { error: 'not an activity' });
    }
  });
  server.get('/healthz', async (_request, response) => {
    response.send(200, { ok: true });
  });
  server.get('/readyz', async (_request, response) => {
    const readiness = await ready();
    response.send(readiness.ok ? 200 : 503, readiness);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken. Set PORT to another, or stop what uses it.`)
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        const http = server.server;
        const idle = setInterval(() => http.closeIdleConnections(), 50); // a client that keeps its connection would hold us up
        server.close(() => {
          clearInterval(idle);
          resolve();
        });
      }),
  };
}
