import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { key, patientCosmosStore, startCosmosStandIn } from '../fakes/cosmos.ts';
import { run } from '../tools/tool.ts';
import { keysFor } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-sealed-copies-'));
const standIn = await startCosmosStandIn();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await standIn.close();
});

const fact = 'Girl Opal';
const path = join(folder, 'mash.db');
const original = sqliteStore(path, 'HT');
await sealedStore(original, 'HT', keysFor('A')).create({ kind: 'case', id: 'a', ...{ facts: fact } });
const storedDocument = (await original.read('case', 'a'))?.document;
afterAll(() => original.close());

/** Checks that the document is still sealed as it was, and opens with the key. */
async function expectWhole(store: Store): Promise<void> {
  expect((await store.read('case', 'a'))?.document).toEqual(storedDocument);
  expect(await sealedStore(store, 'HT', keysFor('A')).read('case', 'a')).toMatchObject({ document: { facts: fact } });
  await store.close();
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
  const { endpoint } = standIn;
  await expectWhole(
    await patientCosmosStore({ endpoint, key, database: 'mash', organisation: 'HT', charged: () => {} }),
  );
  await expectWhole(sqliteStore(back, 'HT'));
});

it('Somebody without the key can back up a sealed store, and it stays sealed', async () => {
  const to = join(folder, 'backup.db');
  expect((await run('store-backup', ['--to', to], { SQLITE_PATH: path })).code).toBe(0);
  await expectWhole(sqliteStore(to, 'HT'));
});
