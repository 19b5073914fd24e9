import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Store } from '../../src/store/port.ts';
import { aFolder } from './a-folder.ts';
import { key, patientCosmosStore, startCosmosStandIn } from './cosmos.ts';

/**
 * A folder for SQLite and a stand-in for Cosmos DB, for tests that hold for both. `kinds` opens a new store of each kind,
 * or, with its place, the same one by another connection. After the last test all stores are closed.
 */
export async function bothStores() {
  const files = aFolder();
  const standIn = await startCosmosStandIn();
  const stores: Store[] = [];
  afterAll(async () => {
    for (const store of stores) await store.close();
    await standIn.close();
  });
  const openCosmos = async (database: string = randomUUID()): Promise<Store> => {
    const store = await patientCosmosStore({
      endpoint: standIn.endpoint,
      key,
      database,
      organisation: 'HT',
      charged: () => {},
    });
    stores.push(store);
    return store;
  };
  const kinds: [string, (place?: string) => Promise<Store>][] = [
    ['SQLite', async (place = randomUUID()) => files.openStore(join(files.folder, `${place}.db`))],
    ['Cosmos DB (stand-in)', (place) => openCosmos(place)],
  ];
  return { ...files, standIn, openCosmos, kinds };
}
