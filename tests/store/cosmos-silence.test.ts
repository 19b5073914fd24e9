import { expect, it } from '@jest/globals';
import { cosmosStore } from '../../src/store/cosmos.ts';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import { startProxy } from '../fakes/cosmos-proxy.ts';
import { within } from '../fakes/time-taken.ts';

it('A person gets an answer within ten seconds when Cosmos DB does not answer at all', async () => {
  const proxy = await startProxy(await startCosmosStandIn());
  const { endpoint } = proxy;
  const open = () => cosmosStore({ endpoint, key, database: 'mash', organisation: 'HT', charged: () => {} });
  const store = await open().catch(open); // the stand-in sometimes cuts a connection while it starts
  for (const operation of ['create', 'read', 'query'] as const) proxy.always(operation, { kind: 'delay', ms: 60_000 });
  const asked = [store.create({ kind: 'case', id: 'a' }), store.read('case', 'a'), store.nextWake()];
  for (const outcome of await within(10_000, Promise.allSettled(asked)))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'CosmosFault' } });
  await store.close();
  await proxy.close();
});
