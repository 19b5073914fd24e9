import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataKeys } from '../../src/store/data-keys.ts';
import { everyCase } from '../../src/store/every-case.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { SealFault, sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aReferral, at, jane, OTHER_REFERENCE, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { dataKey, envValueOf, keysFor } from './keys.ts';

const files = aFolder();
const NOW = at('2026-11-24T14:00:00.000Z');

const introducing = { ...keysFor('A'), readsUnsealed: true };
/** One store file: `bare` shows what is stored, `under(keys)` opens it with keys. */
function newFile(organisation = 'HT') {
  const path = files.newFile();
  const bare = sqliteStore(path, organisation);
  const own = sqliteStore(path, organisation); // another connection, as another program has
  return { path, bare, under: (keys = keysFor('A'), as = organisation) => sealedStore(own, as, keys) };
}
const aCase = (id = REFERENCE) => {
  const record = aReferral(NOW);
  return {
    ...record,
    id,
    facts: { ...record.facts, texts: { 'question-1': 'Girl Opal' } },
    upNext: `3 ${NOW}`,
    dueAt: NOW,
    heldBy: jane.id,
  };
};
async function storedDocument(
  store: Store,
  kind: Document['kind'],
  id: string,
): Promise<Document & { sealed: { data: string } }> {
  return (await store.read(kind, id))?.document as Document & { sealed: { data: string } };
}
/** Writes a document unchanged, over whatever was there. */
async function overwrite(store: Store, document: Document): Promise<void> {
  const there = await store.read(document.kind, document.id);
  const outcome = there ? await store.replace(document, there.version) : await store.create(document);
  if (outcome.kind !== 'saved') throw new Error('not written');
}
async function faultOf(work: Promise<unknown>): Promise<SealFault> {
  const error = await work.then(
    (value) => new Error(`it was opened: ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof SealFault) return error;
  throw error;
}

// A document with a key

it('A stored case is sealed but for its events and the fields that lists and clocks query', async () => {
  const { bare, under } = newFile();
  await under().create(aCase());
  const there = await storedDocument(bare, 'case', REFERENCE);
  expect(Object.keys(there).sort()).toEqual(
    [
      ...['author', 'chain', 'changedAt', 'dueAt', 'events', 'heldBy', 'id', 'kind', 'sealed', 'status'],
      ...['upNext', 'wakeAt'],
    ].sort(),
  );
  expect(there.sealed).toMatchObject({ key: dataKey('A').id });
  expect(JSON.stringify(there)).not.toMatch(/Opal|Okafor/);
});

it('Fields that a later version adds to any kind of document are sealed, too', async () => {
  const { bare, under } = newFile();
  const store = under();
  for (const kind of ['person', 'settings', 'history', 'link', 'keys', 'read'] as const) {
    const news = { ...(kind !== 'history' && { events: 'Girl Opal' }), somethingNew: 'Girl Opal', name: 'Girl Opal' };
    await store.create({ kind, id: 'a', ...news });
    expect(Object.keys(await storedDocument(bare, kind, 'a')).sort()).toEqual(['id', 'kind', 'sealed']);
    expect(await store.read(kind, 'a')).toMatchObject({ document: { kind, id: 'a', ...news } });
  }
});

it('Each write seals a document to a different text, so nobody can see whether it changed', async () => {
  const { bare, under } = newFile();
  const store = under();
  const seen = new Set<string>();
  for (let round = 0; round < 50; round += 1) {
    await overwrite(store, { kind: 'person', id: 'jane', ...{ aboutYou: { name: 'Jane' } } });
    seen.add((await storedDocument(bare, 'person', 'jane')).sealed.data.slice(0, 16)); // the nonce
  }
  expect(seen.size).toBe(50);
});

it.each<[string, DataKeys | undefined, DataKeys]>([
  ['before there was a key is readable while a key is introduced', undefined, introducing],
  ['with a former key opens with it', keysFor('A'), keysFor('B', 'C', 'A')],
])('A document written %s, and its next write seals it with the present key', async (_, former, keys) => {
  const { bare, under } = newFile();
  await (former ? under(former) : bare).create(aCase());
  const store = under(keys);
  const record = await store.read('case', REFERENCE);
  expect(record?.document).toEqual(JSON.parse(JSON.stringify(aCase())));
  await store.replace(aCase(), record?.version ?? '');
  const there = await storedDocument(bare, 'case', REFERENCE);
  expect(there.sealed).toMatchObject({ key: keys.present?.id });
  expect(JSON.stringify(there)).not.toMatch(/Opal|Okafor/);
});

it('Any content of a sealed document comes back unchanged through a read and every list', async () => {
  const { under } = newFile();
  const store = under();
  await store.create(aCase());
  const document = JSON.parse(JSON.stringify(aCase()));
  expect((await store.read('case', REFERENCE))?.document).toEqual(document);
  expect((await store.casesOf(jane.id, 5))[0]?.document).toEqual(document);
  expect((await store.upNext({}, 5))[0]?.document).toEqual(document);
  expect((await store.all(undefined, 5))[0]?.stored.document).toEqual(document);
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.string({ unit: 'binary' }), async (facts, name) => {
      const odd = { kind: 'person' as const, id: 'odd', [`x${name}`]: facts };
      await overwrite(store, odd);
      const read = (await store.read('person', 'odd'))?.document;
      expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(odd)));
    }),
  );
});

// A sealed document

it.each<[string, DataKeys]>([
  ['with another key', keysFor('B', 'C')],
  ['with no key', { present: undefined, old: [] }],
])(
  'A sealed document neither opens nor is overwritten %s, and the fault names the missing key but no part of the case or of a key',
  async (_, keys) => {
    const { bare, under } = newFile();
    await under().create(aCase());
    await under().create({ kind: 'person', id: jane.id, ...{ aboutYou: { name: 'Jane' } } });
    const before = [await bare.read('case', REFERENCE), await bare.read('person', jane.id)];
    const store = under(keys);
    const fault = await faultOf(store.read('case', REFERENCE));
    expect(fault.code).toBe(`no-key.${dataKey('A').id}`);
    expect(fault.message).toContain(`sealed with the key ${dataKey('A').id}`);
    for (const text of [inspect(fault), inspect(keys, { depth: 9 }), JSON.stringify(keys)])
      for (const secret of ['Opal', 'Okafor', envValueOf('A'), envValueOf('B'), 'AAAAAA', 'BBBBBB', '41414141'])
        expect(text).not.toContain(secret);

    expect(await store.create(aCase())).toEqual({ kind: 'overtaken' });
    await faultOf(peopleIn(store).change(jane.id, (person) => ({ ...person, aboutYou: {} })));
    const [listed] = await store.casesOf(jane.id, 5);
    await faultOf(store.replace(listed?.document as Document, listed?.version ?? ''));
    expect([await bare.read('case', REFERENCE), await bare.read('person', jane.id)]).toEqual(before);
  },
);

it('A case that cannot be opened hides no other case, and a count of all cases still includes it', async () => {
  const { under } = newFile();
  await under().create(aCase());
  const store = under(keysFor('B'));
  await store.create(aCase(OTHER_REFERENCE));
  const ids: (string | undefined)[] = [];
  for await (const record of everyCase(store)) ids.push(record?.id);
  expect(ids.sort()).toEqual([OTHER_REFERENCE, undefined]);
  const keys = searchKeysIn(store);
  await keys.keep(REFERENCE, ['home'], NOW);
  await keys.keep(OTHER_REFERENCE, ['home'], NOW);
  expect((await keys.sharing(['home'], OTHER_REFERENCE)).length).toBe(0);
  expect((await keys.sharing(['home'], REFERENCE)).map(({ id }) => id)).toEqual([OTHER_REFERENCE]);
});

it('A row that holds nothing hides no other case', async () => {
  const { under, path } = newFile();
  const store = under();
  await store.create(aCase());
  using db = new DatabaseSync(path);
  db.prepare(
    "INSERT INTO documents (organisation, kind, id, version, author, body) VALUES ('HT', 'case', 'x', 1, ?, 'null')",
  ).run(jane.id);
  expect((await store.casesOf(jane.id, 5)).map(({ document }) => document)).toContainEqual(aCase());
});

it('Somebody who cannot open a sealed case can postpone it, and it still opens with its key', async () => {
  const { under } = newFile();
  await under().create(aCase());
  await under(keysFor('B')).postpone(REFERENCE, at('2026-11-24T15:00:00.000Z'));
  expect((await under().read('case', REFERENCE))?.document).toMatchObject({
    facts: aCase().facts,
    wakeAt: '2026-11-24T15:00:00.000Z',
  });
});

it('Sealed data does not open in another document, kind or organisation, or for another author', async () => {
  const { path, bare, under } = newFile();
  const store = under();
  await store.create(aCase());
  await store.create(aCase(OTHER_REFERENCE));
  const { sealed } = await storedDocument(bare, 'case', REFERENCE);
  const code = `not-as-sealed.${dataKey('A').id}`;

  await overwrite(bare, { ...(await storedDocument(bare, 'case', OTHER_REFERENCE)), ...{ sealed } });
  expect((await faultOf(store.read('case', OTHER_REFERENCE))).code).toBe(code);
  using db = new DatabaseSync(path);
  db.exec(
    `UPDATE documents SET body = (SELECT body FROM documents WHERE id = '${REFERENCE}') WHERE id = '${OTHER_REFERENCE}'`,
  );
  expect((await faultOf(store.read('case', OTHER_REFERENCE))).code).toBe(code);
  await overwrite(bare, { kind: 'person', id: REFERENCE, author: jane.id, ...{ sealed } });
  expect((await faultOf(store.read('person', REFERENCE))).code).toBe(code);
  expect((await faultOf(under(undefined, 'BE').read('case', REFERENCE))).code).toBe(code);
  await overwrite(bare, { ...(await storedDocument(bare, 'case', REFERENCE)), author: 'tom' });
  expect((await faultOf(store.read('case', REFERENCE))).code).toBe(code);
});

it('Sealed data with any bit flipped or its end missing does not open', async () => {
  const { bare, under } = newFile();
  const store = under();
  await store.create({ kind: 'person', id: 'jane', ...{ aboutYou: { name: 'Jane Okafor' } } });
  const whole = await storedDocument(bare, 'person', 'jane');
  const data = Buffer.from(whole.sealed.data, 'base64');
  expect(data.length).toBeGreaterThan(40);
  for (let bit = 0; bit < data.length * 8; bit += 1) {
    const turned = Buffer.from(data);
    turned[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    await overwrite(bare, { ...whole, ...{ sealed: { ...whole.sealed, data: turned.toString('base64') } } });
    expect((await faultOf(store.read('person', 'jane'))).code).toBe(`not-as-sealed.${dataKey('A').id}`);
  }
  for (let length = 0; length < data.length; length += 1) {
    const short = { ...whole.sealed, data: data.subarray(0, length).toString('base64') };
    await overwrite(bare, { ...whole, ...{ sealed: short } });
    await faultOf(store.read('person', 'jane'));
  }
  await overwrite(bare, whole);
  expect(await store.read('person', 'jane')).toMatchObject({ document: { aboutYou: { name: 'Jane Okafor' } } });
});

it.each([{ sealed: null }, { sealed: 'x' }, { sealed: {} }, { sealed: { key: '../../etc', data: '' } }])(
  'A document with the broken seal %j is a seal fault, and lists still work',
  async (broken) => {
    const { bare, under } = newFile();
    await bare.create({ kind: 'case', id: REFERENCE, author: jane.id, ...broken });
    expect((await faultOf(under().read('case', REFERENCE))).code).toBe('not-as-sealed.unknown');
    expect(await under().casesOf(jane.id, 5)).toHaveLength(1);
  },
);

it('A sealed document ignores unsealed fields that somebody adds beside the seal', async () => {
  const { bare, under } = newFile();
  await under().create(aCase());
  await overwrite(bare, {
    ...(await storedDocument(bare, 'case', REFERENCE)),
    ...{ practice: true, facts: { names: {} } },
  });
  expect((await under().read('case', REFERENCE))?.document).toEqual(JSON.parse(JSON.stringify(aCase())));
});
