import { createServer } from 'node:net';

const slices = 60;
const inSlice = 200;
const takenPorts = new Set<number>();

/**
 * Finds a port that nobody listens on and no other process of the test run will take: each has its own slice. The
 * slices lie below the range that the system gives to outgoing connections (32768 and up), so the port is still free
 * when a killed program comes back.
 */
export async function freePort(): Promise<number> {
  const first = 20_000 + (process.pid % slices) * inSlice;
  for (let tries = 0; tries < 100; tries += 1) {
    const port = first + Math.floor(Math.random() * inSlice);
    if (takenPorts.has(port)) continue;
    takenPorts.add(port);
    if (await canListenOn(port)) return port;
  }
  throw new Error(`found no free port from ${first} on in 100 tries: end other test runs`);
}

function canListenOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
