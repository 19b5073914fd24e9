import { randomUUID } from 'node:crypto';
import { afterAll } from '@jest/globals';
import { cosmosClient } from '../../src/store/cosmos-container.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { key, patientCosmosStore, startCosmosStandIn } from '../fakes/cosmos.ts';
import { keysFor } from '../security/keys.ts';
import { keepsTheContract } from './contract.ts';
import { beginsOneDraft } from './one-draft.ts';

/** The real service if the environment names one, otherwise the stand-in; in a database that is dropped afterwards. */
async function aService() {
  const { COSMOS_TEST_ENDPOINT: endpoint, COSMOS_TEST_KEY } = process.env;
  if (endpoint) return { name: 'Azure Cosmos DB', endpoint, key: COSMOS_TEST_KEY, close: async () => {} };
  return { name: 'Cosmos DB (stand-in)', key, ...(await startCosmosStandIn()) };
}

const service = await aService();
const database = `mash-test-${randomUUID()}`;

afterAll(async () => {
  const client = await cosmosClient(service);
  await client.database(database).delete();
  client.dispose();
  await service.close();
});

const opened = (organisation: string) => patientCosmosStore({ ...service, database, organisation, charged: () => {} });

keepsTheContract(service.name, async () => ({ open: opened }));

keepsTheContract(`${service.name}, sealed`, async () => ({
  open: async (organisation) => sealedStore(await opened(organisation), organisation, keysFor('A')),
}));

beginsOneDraft(service.name, async () => ({ open: opened }));
