import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import type { Store } from '../../src/store/port.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { key, patientCosmosStore, startCosmosStandIn } from '../fakes/cosmos.ts';
import { startProxy } from '../fakes/cosmos-proxy.ts';
import { fill, inStore, run, start, whileWriting } from './tool.ts';

const { folder, newFile } = aFolder();
const proxy = await startProxy(await startCosmosStandIn());
afterEach(() => proxy.wellAgain());
afterAll(() => proxy.close());

let databases = 0;
const newDatabase = () => {
  databases += 1;
  return `mash-${databases}`;
};
const cosmosAt = (database: string) => `cosmos:${proxy.endpoint}/${database}`;
const openCosmos = (database: string) =>
  patientCosmosStore({ endpoint: proxy.endpoint, key, database, organisation: 'HT', charged: () => {} });
const copy = (from: string, to: string, organisation = 'HT') =>
  run('store-copy', ['--from', from, '--to', to], { ORGANISATION: organisation, COSMOS_KEY: key });

async function fileWith(put: (store: Store) => Promise<unknown>): Promise<string> {
  const path = newFile();
  await inStore(path, put);
  return path;
}
/** A file with this number of cases. */
const filled = (cases: number) => fileWith((store) => fill(store, cases, 100));
const read = (path: string, id: string) => inStore(path, async (store) => (await store.read('case', id))?.document);
const hashes = (out: string) => [...out.matchAll(/SHA-256 ([0-9a-f]{64})/g)].map(([, hash]) => hash);
const NOW = Instant.parse('2026-11-24T14:00:00.000Z');
const manyKinds = async (store: Store) => {
  await fill(store, 250, 100);
  await store.create({
    kind: 'case',
    id: 'HT-1',
    author: 'zoë',
    changedAt: NOW,
    wakeAt: NOW,
    ...{ facts: '漢字 👩‍👧 \u2028' },
  });
  await store.create({ kind: 'person', id: 'zoë', ...{ aboutYou: { work: 'a school', name: 'Zoë' } } });
  await store.create({ kind: 'settings', id: 'mash' });
  await store.create({ kind: 'history', id: 'HT-1~0', ...{ entries: [{ b: 1, a: [null, 1.5] }] } });
  await store.create({ kind: 'keys', id: 'HT-1', changedAt: NOW, keys: ['a-key', 'another'] });
  await store.create({ kind: 'link', id: 'a-hash', author: 'zoë', ...{ case: 'HT-1', until: NOW, spent: NOW } });
};

// Copying a store

it('A copy from SQLite to Cosmos DB and back has every document, and the command prints their number and hash', async () => {
  const [from, database, back] = [await fileWith(manyKinds), newDatabase(), newFile()];
  const there = await copy(`sqlite:${from}`, cosmosAt(database));
  expect(there.errors).toContain('Copying');
  expect([there.code, there.out.split('\n')[0]]).toEqual([0, 'Copied 256 documents; 0 were there already.']);
  const target = await openCosmos(database);
  expect(await target.due(NOW, 10)).toEqual([{ id: 'HT-1', author: 'zoë' }]);
  expect(await target.countCases('draft')).toBe(250);
  expect(await target.casesWith('another', 10)).toEqual(['HT-1']);
  await target.close();

  const andBack = await copy(cosmosAt(database), `sqlite:${back}`);
  expect(andBack).toMatchObject({ code: 0, out: expect.stringContaining('Copied 256 documents') });
  expect(new Set([...hashes(there.out), ...hashes(andBack.out)]).size).toBe(1);
  expect(await read(back, 'HT-1')).toEqual(await read(from, 'HT-1'));
  expect(await inStore(back, (copied) => copied.casesWith('a-key', 10))).toEqual(['HT-1']);
});

it('A copy that was killed continues when it is run again', async () => {
  const [from, database] = [await filled(300), newDatabase()];
  proxy.always('create', { kind: 'delay', ms: 30 });
  proxy.seen.length = 0;
  const first = start('store-copy', ['--from', `sqlite:${from}`, '--to', cosmosAt(database)], { COSMOS_KEY: key });
  while (proxy.seen.filter(({ operation }) => operation === 'create').length < 100) await wait(5);
  first.child.kill('SIGKILL');
  expect((await first.ended).out).toBe('');
  proxy.wellAgain();
  await wait(50);
  await proxy.atRest(); // all requests under way have arrived
  const second = await copy(`sqlite:${from}`, cosmosAt(database));
  const [, copied, before] = /Copied (\d+) documents; (\d+) were there already/.exec(second.out) ?? [];
  expect([second.code, Number(copied) + Number(before)]).toEqual([0, 300]);
  expect(Number(before)).toBeGreaterThan(80);
  expect(Number(copied)).toBeGreaterThan(150);
  let third = await copy(`sqlite:${from}`, cosmosAt(database));
  // A busy machine may not answer the client in time. The command says what to do then.
  if (/Run the same command again|nothing answers/.test(third.errors))
    third = await copy(`sqlite:${from}`, cosmosAt(database));
  expect(third).toMatchObject({
    code: 0,
    out: expect.stringContaining('Copied 0 documents; 300 were there already.'),
  });
});

it('A copy continues when Cosmos DB is busy for longer than a person who pressed a button would wait, and when connections are cut', async () => {
  const [from, database] = [await filled(40), newDatabase()];
  proxy.next('create', { kind: 'answer', status: 429, retryAfterMs: 5000 }, { kind: 'cut', when: 'after-commit' });
  proxy.next('query', { kind: 'answer', status: 429, retryAfterMs: 5000 });
  const outcome = await copy(`sqlite:${from}`, cosmosAt(database));
  expect(outcome).toMatchObject({ code: 0, out: expect.stringContaining('Both hold the same.') });
});

it('A copy that Cosmos DB refuses says what to do, and reveals nothing of a document', async () => {
  const [from, database] = [await filled(3), newDatabase()];
  proxy.always('create', { kind: 'answer', status: 413 });
  const { code, errors } = await copy(`sqlite:${from}`, cosmosAt(database));
  expect(code).toBe(1);
  expect(errors).toContain('the document is larger than the service takes');
  expect(errors).toContain('Run the same command again');
  expect(errors).not.toContain('what she told me');
});

it('A copy leaves a document that exists and differs as it is, names it, and copies the others', async () => {
  const from = await filled(5);
  const to = await fileWith(async (store) => {
    await store.create({ kind: 'case', id: 'case-3', ...{ facts: 'newer' } });
    await store.create({ kind: 'case', id: 'only-here' });
  });
  const { code, out, errors } = await copy(`sqlite:${from}`, `sqlite:${to}`);
  expect([code, out.split('\n')[0]]).toEqual([1, 'Copied 4 documents; 0 were there already.']);
  expect(errors).toContain('  case case-3 differs\n  case only-here is in the target only\n');
  expect(new Set(hashes(out)).size).toBe(2);
  expect(await read(to, 'case-3')).toEqual({ kind: 'case', id: 'case-3', facts: 'newer' });
  expect(await read(to, 'case-4')).toEqual(await read(from, 'case-4'));
});

it('A copy of a store in use reports differences, and a copy of its backup reports none', async () => {
  const [from, to, snapshot] = [await filled(300), newFile(), newFile()];
  await whileWriting(from, async () => {
    let live = await copy(`sqlite:${from}`, `sqlite:${to}`);
    // on a busy machine the other program may not come to write during a copy
    for (let tried = 1; live.code === 0 && tried < 20; tried += 1)
      live = await copy(`sqlite:${from}`, `sqlite:${newFile()}`);
    expect([live.code, live.out.split('\n')[0]]).toEqual([1, 'Copied 302 documents; 0 were there already.']);
    expect(live.errors).toMatch(/ {2}case (left|right) differs\n/);
    expect(live.errors).toContain('If the program was running meanwhile, stop it');
    expect((await run('store-backup', ['--to', snapshot], { SQLITE_PATH: from })).code).toBe(0);
    expect((await copy(`sqlite:${snapshot}`, `sqlite:${newFile()}`)).code).toBe(0);
  });
});

it('A copy of one organisation leaves out the others', async () => {
  const from = await filled(3);
  await inStore(from, (other) => other.create({ kind: 'case', id: 'theirs' }), 'BE');
  const to = newFile();
  expect((await copy(`sqlite:${from}`, `sqlite:${to}`, 'BE')).out).toContain('Copied 1 documents');
  expect(await read(to, 'case-0')).toBeUndefined();
});

// A copy that is not possible

const empty = newFile();
it.each([
  ['of a file that is missing', ['--from', `sqlite:${folder}/none.db`, '--to', `sqlite:${empty}`], 'Check the path'],
  ['from nowhere', ['--to', `sqlite:${empty}`], '--from: write sqlite:PATH or cosmos:ENDPOINT/DATABASE'],
  ['to a malformed place', ['--from', `sqlite:${empty}`, '--to', 'cosmos:mash'], '--to: write sqlite:PATH'],
  ['onto itself', ['--from', `sqlite:${empty}`, '--to', `sqlite:${empty}`], 'the same place'],
  ['with an unknown option', ['--form', 'x'], 'npm run store:copy -- --from'],
])('A copy %s says what to do, and creates nothing', async (_, args, said) => {
  const { code, out, errors } = await run('store-copy', args, { COSMOS_KEY: key });
  expect([code, out]).toEqual([1, '']);
  expect(errors).toContain(said);
  expect(errors).not.toContain('    at ');
  expect([existsSync(empty), existsSync(join(folder, 'none.db'))]).toEqual([false, false]);
});

it.each([
  [
    'of an organisation without documents',
    undefined,
    'The source has no document of ORGANISATION BE. Check ORGANISATION',
  ],
  ['from an endpoint that does not answer', 'cosmos:http://127.0.0.1:1/mash', 'nothing answers at the endpoint'],
])('A copy %s says so', async (_, to, said) => {
  const outcome = await copy(`sqlite:${await filled(3)}`, to ?? `sqlite:${newFile()}`, to ? 'HT' : 'BE');
  expect(outcome).toMatchObject({ code: 1, errors: expect.stringContaining(said) });
});
