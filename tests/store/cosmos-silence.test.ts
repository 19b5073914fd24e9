import { expect, it } from '@jest/globals';
import { cosmosStore } from '../../src/store/cosmos.ts';
import { key, startPeer } from '../fakes/cosmos.ts';
import { startProxy } from '../fakes/cosmos-proxy.ts';
import { within } from '../fakes/time-taken.ts';

it('when Cosmos DB says nothing at all, the person is told within ten seconds', async () => {
  const proxy = await startProxy(await startPeer());
  const { endpoint } = proxy;
  const open = () => cosmosStore({ endpoint, key, database: 'mash', organisation: 'HT', charged: () => {} });
  const store = await open().catch(open); // the peer cuts a connection now and then while it starts
  for (const operation of ['create', 'read', 'query'] as const) proxy.always(operation, { kind: 'delay', ms: 60_000 });
  const asked = [store.create({ kind: 'case', id: 'a' }), store.read('case', 'a'), store.nextWake()];
  for (const outcome of await within(10_000, Promise.allSettled(asked)))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'CosmosFault' } });
  await store.close();
  await proxy.close();
});
