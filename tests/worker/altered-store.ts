import { DatabaseSync } from 'node:sqlite';
import { CosmosClient } from '@azure/cosmos';
import { afterAll } from '@jest/globals';
import { REFERENCE } from '../case/a-case.ts';
import { key, patientCosmosStore, startCosmosStandIn } from '../fakes/cosmos.ts';
import { aWorker } from './a-worker.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** Hides all cases of a SQLite store, so that they are in no list and no clock finds them. */
export const hideCases = "UPDATE documents SET status = 'withdrawn', wake_at = NULL WHERE kind = 'case'";

/** What somebody does to a SQLite store outside the program. */
export function alterSqlite({ path }: { path: string }, ...statements: string[]): void {
  const db = new DatabaseSync(path);
  for (const statement of statements) db.exec(statement);
  db.close();
}

/** Workers on Cosmos DB, whose documents somebody alters outside the program. */
export function cosmosWorkers() {
  const standIn = startCosmosStandIn();
  afterAll(async () => (await standIn).close());
  let databases = 0;
  return async () => {
    databases += 1;
    const { endpoint } = await standIn;
    const database = `altered-${databases}`;
    const store = await patientCosmosStore({ endpoint, key, database, organisation: 'HT', charged: () => {} });
    const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
    const container = client.database(database).container('documents');
    return {
      all: aWorker(() => store),
      /** Hides the case, and adds items. */
      async hide(...items: object[]) {
        const item = container.item(`case|${REFERENCE}`, 'HT');
        const { wakeAt: _, ...row } = (await item.read()).resource;
        await item.replace({ ...row, status: 'withdrawn' });
        for (const each of items) await container.items.create({ organisation: 'HT', ...each });
        client.dispose();
      },
    };
  };
}
