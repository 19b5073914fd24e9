import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '@vercel/cosmosdb-server';
import { type CosmosOptions, cosmosStore } from '../../src/store/cosmos.ts';
import { type Store, StoreFault } from '../../src/store/port.ts';

export interface CosmosStandIn {
  endpoint: string;
  close(): Promise<void>;
}

/** The stand-in for Cosmos DB accepts any key. */
export const key = Buffer.from('a key that opens nothing').toString('base64');

/**
 * Starts the stand-in: a server that answers the store as Cosmos DB does. It never throttles and has no size limit.
 * It says that each request cost one request unit.
 */
export async function startCosmosStandIn(): Promise<CosmosStandIn> {
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

/** Opens the store, again while the machine is too busy to answer a request within the client's three seconds. */
export async function patientCosmosStore(options: CosmosOptions): Promise<Store> {
  for (let tried = 1; ; tried += 1)
    try {
      return await cosmosStore(options);
    } catch (error) {
      if (!(error instanceof StoreFault) || tried === 10) throw error;
    }
}
