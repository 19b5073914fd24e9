import { expect, it } from '@jest/globals';
import { cosmosStore } from '../../src/store/cosmos.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { key, patientCosmosStore, startCosmosStandIn } from '../fakes/cosmos.ts';
import { startProxy } from '../fakes/cosmos-proxy.ts';
import { within } from '../fakes/time-taken.ts';
import { keysFor } from '../security/keys.ts';

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

it('Cosmos DB sends a document again only when somebody has changed it', async () => {
  const proxy = await startProxy(await startCosmosStandIn());
  const { endpoint } = proxy;
  const open = () => patientCosmosStore({ endpoint, key, database: 'mash', organisation: 'HT', charged: () => {} });
  const [own, others] = [await open(), await open()];
  const keys = keysFor('A');
  const [mine, theirs] = [sealedStore(own, 'HT', keys), sealedStore(others, 'HT', keys)];
  const named = (names: string) => ({ kind: 'settings' as const, id: 'a', names });
  await theirs.create(named('Opal'));
  const reads = async () => {
    const before = proxy.seen.length;
    const found = await mine.read('settings', 'a');
    const sent = proxy.seen.slice(before).filter(({ operation }) => operation === 'read');
    return { found, again: sent.map(({ body }) => body !== 'not modified') };
  };
  const first = await reads();
  expect(first).toMatchObject({ found: { document: { names: 'Opal' } }, again: [true] });
  expect(await reads()).toEqual({ found: first.found, again: [false] });
  await theirs.replace(named('Beryl'), first.found?.version ?? '');
  expect(await reads()).toMatchObject({ found: { document: { names: 'Beryl' } }, again: [true] });
  await mine.replace(named('Amber'), (await reads()).found?.version ?? '');
  expect(await reads()).toMatchObject({ found: { document: { names: 'Amber' } }, again: [false] });
  await Promise.all([own.close(), others.close()]);
  await proxy.close();
});
