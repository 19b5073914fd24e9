import { createServer } from 'node:net';

/**
 * A port nobody listens on, kept out of the range the system hands to outgoing connections (32768 and up):
 * so it is still free when a killed program comes back to it.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await canListenOn(port)) return port;
  }
  throw new Error('no free port between 20000 and 32000 in 50 tries');
}

function canListenOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
