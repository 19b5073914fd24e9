import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from '@jest/globals';
import type { DataKeys } from '../../src/store/data-keys.ts';
import { pages } from '../../src/store/every-case.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { isSealed, keyOf, sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aReferral, at, OTHER_REFERENCE, REFERENCE } from '../case/a-case.ts';
import { bothStores } from '../fakes/both-stores.ts';
import { key } from '../fakes/cosmos.ts';
import { startProxy } from '../fakes/cosmos-proxy.ts';
import { run, start } from '../tools/tool.ts';
import { dataKey, envValueOf, keysFor, type Letter } from './keys.ts';
import { asTheProgram } from './stamped.ts';
import { bytesOf } from './stored.ts';

const { folder, newFile, standIn, openCosmos } = await bothStores();
const proxy = await startProxy(standIn);
afterEach(() => proxy.wellAgain());
afterAll(() => proxy.close());

const NOW = at('2026-11-24T14:00:00.000Z');
const [idA, idB] = [dataKey('A').id, dataKey('B').id];
const env = (present: Letter, ...old: Letter[]) => ({
  DATA_KEY: envValueOf(present),
  DATA_KEYS_OLD: old.map(envValueOf).join(','),
});

const fact = 'Girl Opal of 14 Beech Road';
const cases = (count: number): Document[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'case',
    id: `case-${index}`,
    ...{ facts: `${fact} ${index}` },
  }));
async function fill(store: Store, documents: Document[]): Promise<void> {
  for (const document of documents) await store.create(document);
}
async function fileWith(keys: DataKeys | undefined, documents: Document[]): Promise<string> {
  const path = newFile();
  const bare = sqliteStore(path, 'HT');
  await fill(keys ? await asTheProgram(bare, keys) : bare, documents);
  await bare.close();
  return path;
}
/** Counts a store’s documents by the key they are sealed with, and closes the store. */
async function countByKey(store: Store): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const page of pages(store)) {
    for (const { id, stored } of page) {
      if (id === 'settings|stamp-key') continue;
      const name = isSealed(stored.document) ? keyOf(stored.document) : 'none';
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  await store.close();
  return counts;
}
const rotate = (path: string, keys: Record<string, string> = env('B', 'A')) =>
  run('keys-rotate', [], { SQLITE_PATH: path, ...keys });
const countInFile = (path: string) => countByKey(sqliteStore(path, 'HT'));
const cosmosEnv = (database: string) => ({
  STORE: 'cosmos',
  COSMOS_ENDPOINT: proxy.endpoint,
  COSMOS_KEY: key,
  COSMOS_DATABASE: database,
});
/**
 * Starts rotating these documents from key A to key B over a connection on which each write takes so many ms. Only what
 * the command writes goes through the slow proxy.
 */
async function rotateSlowly<Rotating>(
  documents: Document[],
  ms: number,
  begin: (env: Record<string, string>) => Rotating,
) {
  const database = `mash-${randomUUID()}`;
  const bare = await openCosmos(database);
  await fill(await asTheProgram(bare, keysFor('A')), documents);
  proxy.always('replace', { kind: 'delay', ms });
  proxy.seen.length = 0;
  const all = { ...cosmosEnv(database), ...env('B', 'A') };
  const rotating = begin(all);
  const waitForWrites = async (count: number) => {
    while (proxy.seen.filter(({ operation }) => operation === 'replace').length < count) await wait(5);
  };
  const counted = async () => countByKey(await openCosmos(database));
  return { bare, rotating, waitForWrites, counted, again: () => run('keys-rotate', [], all) };
}
const rotates = (env: Record<string, string>) => ({ ended: run('keys-rotate', [], env) });
/** In a process of its own, which can be killed. */
const rotatesAlone = (env: Record<string, string>) => start('keys-rotate', [], env);
async function write(store: Store, id: string, facts: string): Promise<void> {
  const found = await store.read('case', id);
  const outcome = await store.replace({ kind: 'case', id, ...{ facts } }, found?.version ?? '');
  if (outcome.kind !== 'saved') throw new Error(`${id} was not written`);
}
/** Whether this document is sealed with key B already. */
async function isUnderNewKey(store: Store, id: string): Promise<boolean> {
  const { document } = (await store.read('case', id)) ?? {};
  return document !== undefined && isSealed(document) && keyOf(document) === idB;
}

// keys:rotate

it('keys:rotate seals every document with the new key, counts them and says that the old key may go', async () => {
  const read = { kind: 'read' as const, id: 'case-1~now', ...{ case: 'case-1', by: 'jane', at: NOW, how: 'more' } };
  const keys = { kind: 'keys' as const, id: 'case-1', keys: ['a-key'] };
  const path = await fileWith(keysFor('A'), [...cases(250), keys, read]);
  const { code, out, errors } = await rotate(path);
  expect([code, out]).toEqual([
    0,
    `Sealed 251 documents of HT with the key ${idB}.\nOf 253 documents:\n  251 are under the key ${idB}\n  2 hold nothing to seal\nThe old keys may go: nothing needs them but backups.\n`,
  ]);
  expect(errors).toContain('Sealing');
  expect(await countInFile(path)).toEqual({ [idB]: 250, none: 2 });
  const store = sealedStore(sqliteStore(path, 'HT'), 'HT', keysFor('B'));
  expect(await store.read('case', 'case-249')).toMatchObject({ document: { facts: `${fact} 249` } });
  await store.close();
});

it('keys:rotate does not seal what somebody wrote straight into the store, but names it', async () => {
  const path = await fileWith(keysFor('A'), cases(2));
  const bare = sqliteStore(path, 'HT');
  await bare.create({ kind: 'link', id: 'forged', ...{ target: { to: 'case-file', case: REFERENCE } } });
  const { code, out, errors } = await rotate(path);
  expect([code, await countInFile(path)]).toEqual([1, { [idB]: 2, none: 1 }]);
  expect(out).toContain('1 are not sealed\n  Where the key is new, run this with UNSEALED_READ=yes.');
  expect(errors).toContain('  link forged: A document is not sealed');
  await bare.close();
});

it('keys:rotate seals what was written before there was a key, and leaves no clear text in the file or its write-ahead log, even while a program has it open', async () => {
  const path = await fileWith(undefined, cases(250));
  expect(bytesOf(path)).toContain(fact);
  const program = sealedStore(sqliteStore(path, 'HT'), 'HT', { ...keysFor('A'), readsUnsealed: true });
  await program.read('case', 'case-1');
  const { code, out } = await rotate(path, { ...env('A'), UNSEALED_READ: 'yes' });
  expect([code, out.split('\n')[0]]).toEqual([0, `Sealed 250 documents of HT with the key ${idA}.`]);
  expect(bytesOf(path)).not.toContain('Opal');
  expect(await program.read('case', 'case-1')).toMatchObject({ document: { facts: `${fact} 1` } });
  await program.close();
});

it('keys:rotate killed half way leaves every document readable, and the next run finishes the work', async () => {
  const { bare, rotating, waitForWrites, counted, again } = await rotateSlowly(cases(120), 30, rotatesAlone);
  await waitForWrites(50);
  rotating.child.kill('SIGKILL');
  expect((await rotating.ended).out).toBe('');
  proxy.wellAgain();
  await wait(50); // lets the requests on their way arrive
  await proxy.atRest();

  const half = await counted();
  expect(half[idB]).toBeGreaterThan(30);
  expect(half[idA]).toBeGreaterThan(30);
  const both = await asTheProgram(bare, keysFor('B', 'A'));
  for (const { id } of cases(120)) expect((await both.read('case', id))?.document).toHaveProperty('facts');

  const second = await again();
  const [, sealed] = /Sealed (\d+) documents/.exec(second.out) ?? [];
  expect([second.code, Number(sealed) + (half[idB] ?? 0)]).toEqual([0, 121]);
  expect(await counted()).toEqual({ [idB]: 120 });
  expect(await again()).toMatchObject({ code: 0, out: expect.stringContaining('Sealed 0 documents') });
  await bare.close();
});

it('keys:rotate loses no change that a program makes meanwhile', async () => {
  const counters = [0, 1, 2].map((index) => ({ kind: 'case' as const, id: `counter-${index}`, ...{ count: 0 } }));
  const { bare, rotating, counted } = await rotateSlowly([...cases(60), ...counters], 20, rotates);
  const program = await asTheProgram(bare, keysFor('B', 'A'));
  let [ended, added] = [false, 0];
  const outcome = rotating.ended.finally(() => {
    ended = true;
  });
  for (; !ended; added += 1) {
    const found = await program.read('case', `counter-${added % 3}`);
    const { count } = (found?.document ?? { count: Number.NaN }) as { count: number };
    const next = { kind: 'case' as const, id: `counter-${added % 3}`, ...{ count: count + 1 } };
    if ((await program.replace(next, found?.version ?? '')).kind === 'overtaken') added -= 1;
  }
  expect((await outcome).code).toBe(0);
  const counts = await Promise.all(counters.map(({ id }) => program.read('case', id)));
  expect(counts.reduce((sum, found) => sum + Number(Object(found?.document).count), 0)).toBe(added);
  expect(added).toBeGreaterThan(10);
  expect(await counted()).toEqual({ [idB]: 63 });
  await bare.close();
});

it('keys:rotate leaves what it cannot open unchanged, names it and says that the old keys are still needed', async () => {
  const path = await fileWith(keysFor('A'), [{ kind: 'case', id: 'under-A', ...{ facts: fact } }]);
  const bare = sqliteStore(path, 'HT');
  await fill(await asTheProgram(bare, keysFor('C', 'A')), cases(2));
  const before = await bare.read('case', 'case-0');
  const { code, out, errors } = await rotate(path);
  const [first, second, ...counted] = out.trim().split('\n');
  expect([code, first, second]).toEqual([1, `Sealed 2 documents of HT with the key ${idB}.`, 'Of 4 documents:']);
  expect(counted).toEqual(
    expect.arrayContaining([`  2 are under the key ${dataKey('C').id}, an old one`, `  2 are under the key ${idB}`]),
  );
  expect(counted.at(-1)).toBe('The old keys are still needed.');
  expect(errors).toContain(`  case case-0: A document is sealed with the key ${dataKey('C').id}, which is neither`);
  expect(errors).not.toContain('Opal');
  expect(await bare.read('case', 'case-0')).toEqual(before);
  await bare.close();
});

it('keys:rotate seals the newest version of a case that a program writes at the same moment', async () => {
  const { bare, rotating, waitForWrites, counted } = await rotateSlowly(cases(10), 500, rotates);
  await waitForWrites(1);
  // this program has not been restarted with the new key
  await write(await asTheProgram(bare, keysFor('A', 'B')), 'case-0', 'Girl Agate');
  expect((await rotating.ended).code).toBe(0);
  expect(await counted()).toEqual({ [idB]: 10 });
  const found = await sealedStore(bare, 'HT', keysFor('B')).read('case', 'case-0');
  expect(found).toMatchObject({ document: { facts: 'Girl Agate' } });
  await bare.close();
});

it.each<[string, DataKeys, string]>([
  ['with the old key', keysFor('A', 'B'), `1 are under the key ${idA}, an old one`],
  ['without a key', { present: undefined, old: [dataKey('A'), dataKey('B')] }, '1 are not sealed'],
])('keys:rotate says so when a program still writes %s', async (_, keys, countLine) => {
  const { bare, rotating, waitForWrites } = await rotateSlowly(cases(20), 300, (env) =>
    rotates({ ...env, UNSEALED_READ: 'yes' }),
  );
  await waitForWrites(17); // it writes sixteen at a time, so by now some are done
  while (!(await isUnderNewKey(bare, 'case-0'))) await wait(5);
  await write(await asTheProgram(bare, keys), 'case-0', fact);
  const { code, out } = await rotating.ended;
  expect(code).toBe(1);
  expect(out).toContain(`  20 are under the key ${idB}`);
  expect(out).toContain(`  ${countLine}\n`);
  expect(out).toContain(
    'The old keys are still needed.\nA program still writes without this key. Restart each instance with it, and run this again.',
  );
  await bare.close();
});

it('After keys:rotate, cases that may be linked are still found, because the salt of their search keys is sealed with the new key', async () => {
  const path = await fileWith(undefined, []);
  const bare = sqliteStore(path, 'HT');
  const before = await asTheProgram(bare, keysFor('A'));
  for (const id of [REFERENCE, OTHER_REFERENCE]) {
    await before.create({ ...aReferral(NOW), id });
    await searchKeysIn(before).keep(id, ['home WD180AA 14'], NOW);
  }
  expect((await rotate(path)).code).toBe(0);
  const after = sealedStore(bare, 'HT', keysFor('B'));
  expect((await searchKeysIn(after).sharing(['home WD180AA 14'], REFERENCE)).map(({ id }) => id)).toEqual([
    OTHER_REFERENCE,
  ]);
  await bare.close();
});

// keys:rotate that cannot run

const none = join(folder, 'none.db');
it.each<[string, string[], Record<string, string>, string]>([
  ['without a key', [], {}, 'DATA_KEY: set it, or DATA_KEY_FILE, to the key to seal with'],
  ['with an invalid key', [], { DATA_KEY: 'Peridot' }, 'DATA_KEY: must be 32 bytes'],
  ['on a missing file', [], { ...env('A'), SQLITE_PATH: none }, 'SQLITE_PATH: there is no file'],
  ['with an unknown option', ['--key', 'x'], env('A'), 'npm run keys:rotate'],
])('keys:rotate %s says what to do and creates no file', async (_, args, given, advice) => {
  const { code, out, errors } = await run('keys-rotate', args, { SQLITE_PATH: none, ...given });
  expect([code, out]).toEqual([1, '']);
  expect(errors).toContain(advice);
  expect(errors).not.toMatch(/Peridot|QUFB| {4}at /);
  expect(readdirSync(folder)).not.toContain('none.db');
});
