import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { bothStores } from '../fakes/both-stores.ts';
import { key } from '../fakes/cosmos.ts';
import { run } from '../tools/tool.ts';
import { keysFor } from './keys.ts';

const { folder, standIn, openCosmos, openStore } = await bothStores();

const fact = 'Girl Opal';
const path = join(folder, 'mash.db');
const original = openStore(path);
await sealedStore(original, 'HT', keysFor('A')).create({ kind: 'case', id: 'a', ...{ facts: fact } });
const storedDocument = (await original.read('case', 'a'))?.document;

/** Checks that the document is still sealed as it was, and opens with the key. */
async function expectWhole(store: Store): Promise<void> {
  expect((await store.read('case', 'a'))?.document).toEqual(storedDocument);
  expect(await sealedStore(store, 'HT', keysFor('A')).read('case', 'a')).toMatchObject({ document: { facts: fact } });
}

// A store that is sealed

it('Somebody without the key can copy a sealed store to Cosmos DB and back, and it stays sealed', async () => {
  const [there, back] = [`cosmos:${standIn.endpoint}/mash`, join(folder, 'back.db')];
  for (const [from, to] of [
    [`sqlite:${path}`, there],
    [there, `sqlite:${back}`],
  ] as const) {
    const { code, out, errors } = await run('store-copy', ['--from', from, '--to', to], { COSMOS_KEY: key });
    expect([code, out.split('\n').at(-2)]).toEqual([0, 'Both hold the same.']);
    expect(out + errors).not.toContain('Opal');
  }
  await expectWhole(await openCosmos('mash'));
  await expectWhole(openStore(back));
});

it('Somebody without the key can back up a sealed store, and it stays sealed', async () => {
  const to = join(folder, 'backup.db');
  expect((await run('store-backup', ['--to', to], { SQLITE_PATH: path })).code).toBe(0);
  await expectWhole(openStore(to));
});
