import { createServer } from 'node:net';

const slices = 60;
const inSlice = 200;
const given = new Set<number>();

/**
 * A port nobody listens on, and nobody else is about to: each process of a test run has a slice of its own. Kept out of the range the
 * system hands to outgoing connections (32768 and up): so it is still free when a killed program comes back to it.
 */
export async function freePort(): Promise<number> {
  const first = 20_000 + (process.pid % slices) * inSlice;
  for (let tries = 0; tries < 100; tries += 1) {
    const port = first + Math.floor(Math.random() * inSlice);
    if (given.has(port)) continue;
    given.add(port);
    if (await canListenOn(port)) return port;
  }
  throw new Error(`no free port from ${first} on in 100 tries`);
}

function canListenOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
