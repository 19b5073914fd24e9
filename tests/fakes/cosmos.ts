import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '@vercel/cosmosdb-server';

export interface Peer {
  endpoint: string;
  close(): Promise<void>;
}

/** Any key opens the peer. */
export const key = Buffer.from('a key that opens nothing').toString('base64');

/**
 * A server that answers the requests of the store as Cosmos DB does. It never throttles, charges 1 and has no size
 * limit.
 */
export async function startPeer(): Promise<Peer> {
  const server = createHttpServer({});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
