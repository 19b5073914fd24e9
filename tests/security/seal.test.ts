import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataKeys } from '../../src/store/data-keys.ts';
import { everyCase } from '../../src/store/every-case.ts';
import { keysIn } from '../../src/store/keys.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { SealFault } from '../../src/store/seal.ts';
import { sealedStore } from '../../src/store/sealed-store.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aReferral, at, jane, REFERENCE, SISTER } from '../case/a-case.ts';
import { dataKey, keysFor, written } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const NOW = at('2026-11-24T14:00:00.000Z');

const introducing = { ...keysFor('A'), readsUnsealed: true };
let files = 0;
/** One file, seen through keys and as it lies. */
function aFile(organisation = 'HT') {
  files += 1;
  const path = join(folder, `${files}.db`);
  const bare = sqliteStore(path, organisation);
  return { path, bare, under: (keys: DataKeys, as = organisation) => sealedStore(bare, as, keys) };
}
const aCase = (id = REFERENCE) => {
  const record = aReferral(NOW);
  return {
    ...record,
    id,
    facts: { ...record.facts, texts: { 'question-1': 'Girl Opal' } },
    dueAt: NOW,
    heldBy: jane.id,
  };
};
async function lying(
  store: Store,
  kind: Document['kind'],
  id: string,
): Promise<Document & { sealed: { data: string } }> {
  return (await store.read(kind, id))?.document as Document & { sealed: { data: string } };
}
/** Puts a document there as it is, whatever was there. */
async function lay(store: Store, document: Document): Promise<void> {
  const there = await store.read(document.kind, document.id);
  const outcome = there ? await store.replace(document, there.version) : await store.create(document);
  if (outcome.kind !== 'saved') throw new Error('not laid');
}
async function faultOf(work: Promise<unknown>): Promise<SealFault> {
  const error = await work.then(
    (value) => new Error(`it was opened: ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof SealFault) return error;
  throw error;
}

describe('a document with a key', () => {
  it('lies there with everything sealed that no list or clock is asked by; of a case the events can be read', async () => {
    const { bare, under } = aFile();
    await under(keysFor('A')).create(aCase());
    const there = await lying(bare, 'case', REFERENCE);
    expect(Object.keys(there).sort()).toEqual(
      ['author', 'changedAt', 'dueAt', 'events', 'heldBy', 'id', 'kind', 'sealed', 'status', 'wakeAt'].sort(),
    );
    expect(there.sealed).toMatchObject({ key: dataKey('A').id });
    expect(JSON.stringify(there)).not.toMatch(/Opal|Okafor/);
  });

  it('has sealed what a later program writes into any kind of document', async () => {
    const { bare, under } = aFile();
    const store = under(keysFor('A'));
    const news = { events: 'Girl Opal', somethingNew: 'Girl Opal', name: 'Girl Opal' };
    for (const kind of ['person', 'settings', 'history', 'link', 'keys', 'read'] as const) {
      await store.create({ kind, id: 'a', ...news });
      expect(Object.keys(await lying(bare, kind, 'a')).sort()).toEqual(['id', 'kind', 'sealed']);
      expect(await store.read(kind, 'a')).toMatchObject({ document: { kind, id: 'a', ...news } });
    }
  });

  it('is another text at each write, so that nobody sees whether it says the same', async () => {
    const { bare, under } = aFile();
    const store = under(keysFor('A'));
    const seen = new Set<string>();
    for (let round = 0; round < 50; round += 1) {
      await lay(store, { kind: 'person', id: 'jane', ...{ aboutYou: { name: 'Jane' } } });
      seen.add((await lying(bare, 'person', 'jane')).sealed.data.slice(0, 16)); // the nonce
    }
    expect(seen.size).toBe(50);
  });

  it('that was written before there was a key is read while one is introduced, and sealed when it is written next', async () => {
    const { bare, under } = aFile();
    await bare.create(aCase());
    const store = under(introducing);
    const found = await store.read('case', REFERENCE);
    expect(found?.document).toEqual(await bare.read('case', REFERENCE).then((each) => each?.document));
    await store.replace(aCase(), found?.version ?? '');
    expect(JSON.stringify(await lying(bare, 'case', REFERENCE))).not.toMatch(/Opal|Okafor/);
  });

  it('comes back whatever was in it, through read and every list', async () => {
    const { under } = aFile();
    const store = under(keysFor('A'));
    await store.create(aCase());
    const document = JSON.parse(JSON.stringify(aCase()));
    expect((await store.read('case', REFERENCE))?.document).toEqual(document);
    expect((await store.casesOf(jane.id, 5))[0]?.document).toEqual(document);
    expect((await store.byDue({ status: aCase().status }, { offset: 0, limit: 5 }))[0]?.document).toEqual(document);
    expect((await store.all(undefined, 5))[0]?.stored.document).toEqual(document);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.string({ unit: 'binary' }), async (facts, name) => {
        const odd = { kind: 'person' as const, id: 'odd', [`x${name}`]: facts };
        await lay(store, odd);
        expect((await store.read('person', 'odd'))?.document).toEqual(JSON.parse(JSON.stringify(odd)));
      }),
    );
  });
});

describe('what is sealed', () => {
  it('opens with an old key, and is sealed with the new one when it is written next', async () => {
    const { bare, under } = aFile();
    await under(keysFor('A')).create(aCase());
    const store = under(keysFor('B', 'C', 'A'));
    const found = await store.read('case', REFERENCE);
    expect(JSON.stringify(found?.document)).toContain('Girl Opal');
    await store.replace(aCase(), found?.version ?? '');
    expect((await lying(bare, 'case', REFERENCE)).sealed).toMatchObject({ key: dataKey('B').id });
  });

  it.each<[string, DataKeys]>([
    ['with another key', keysFor('B', 'C')],
    ['with no key', { present: undefined, old: [] }],
  ])(
    'does not open %s; the fault names the key that is missing, and nothing of the case or of a key',
    async (_, keys) => {
      const { under } = aFile();
      await under(keysFor('A')).create(aCase());
      const fault = await faultOf(under(keys).read('case', REFERENCE));
      expect(fault.code).toBe(`no-key.${dataKey('A').id}`);
      expect(fault.message).toContain(`sealed with the key ${dataKey('A').id}`);
      for (const shown of [inspect(fault), inspect(keys, { depth: 9 }), JSON.stringify(keys)])
        for (const secret of ['Opal', 'Okafor', written('A'), written('B'), 'AAAAAA', 'BBBBBB', '41414141'])
          expect(shown).not.toContain(secret);
    },
  );

  it.each<[string, DataKeys]>([
    ['with another key', keysFor('B')],
    ['with no key', { present: undefined, old: [] }],
  ])('is not written over by who opens the store %s', async (_, keys) => {
    const { bare, under } = aFile();
    await under(keysFor('A')).create(aCase());
    await under(keysFor('A')).create({ kind: 'person', id: jane.id, ...{ aboutYou: { name: 'Jane' } } });
    const before = [await bare.read('case', REFERENCE), await bare.read('person', jane.id)];
    const store = under(keys);
    expect(await store.create(aCase())).toEqual({ kind: 'overtaken' });
    await faultOf(peopleIn(store).change(jane.id, (person) => ({ ...person, aboutYou: {} })));
    const [listed] = await store.casesOf(jane.id, 5);
    await faultOf(store.replace(listed?.document as Document, listed?.version ?? ''));
    expect([await bare.read('case', REFERENCE), await bare.read('person', jane.id)]).toEqual(before);
  });

  it('and cannot be opened hides no other case, and says so where all are counted', async () => {
    const { under } = aFile();
    await under(keysFor('A')).create(aCase());
    const store = under(keysFor('B'));
    await store.create(aCase(SISTER));
    const found: (string | undefined)[] = [];
    for await (const record of everyCase(store)) found.push(record?.id);
    expect(found.sort()).toEqual([SISTER, undefined]);
    const keys = keysIn(store);
    await keys.keep(REFERENCE, ['home'], NOW);
    await keys.keep(SISTER, ['home'], NOW);
    expect((await keys.sharing(['home'], SISTER)).length).toBe(0);
    expect((await keys.sharing(['home'], REFERENCE)).map(({ id }) => id)).toEqual([SISTER]);
  });

  it('and a row that holds nothing hides no other case', async () => {
    const { under, path } = aFile();
    const store = under(keysFor('A'));
    await store.create(aCase());
    const db = new DatabaseSync(path);
    db.prepare(
      "INSERT INTO documents (organisation, kind, id, version, author, body) VALUES ('HT', 'case', 'x', 1, ?, 'null')",
    ).run(jane.id);
    db.close();
    expect((await store.casesOf(jane.id, 5)).map(({ document }) => document)).toContainEqual(aCase());
  });

  it('can be put off by who cannot open it, and opens afterwards', async () => {
    const { under } = aFile();
    await under(keysFor('A')).create(aCase());
    await under(keysFor('B')).postpone(REFERENCE, at('2026-11-24T15:00:00.000Z'));
    expect((await under(keysFor('A')).read('case', REFERENCE))?.document).toMatchObject({
      facts: aCase().facts,
      wakeAt: '2026-11-24T15:00:00.000Z',
    });
  });

  it('does not open in another document, of another kind, organisation or person', async () => {
    const { path, bare, under } = aFile();
    const store = under(keysFor('A'));
    await store.create(aCase());
    await store.create(aCase(SISTER));
    const { sealed } = await lying(bare, 'case', REFERENCE);
    const code = `not-as-sealed.${dataKey('A').id}`;

    await lay(bare, { ...(await lying(bare, 'case', SISTER)), ...{ sealed } });
    expect((await faultOf(store.read('case', SISTER))).code).toBe(code);
    const db = new DatabaseSync(path);
    db.exec(
      `UPDATE documents SET body = (SELECT body FROM documents WHERE id = '${REFERENCE}') WHERE id = '${SISTER}'`,
    );
    db.close();
    expect((await faultOf(store.read('case', SISTER))).code).toBe(code);
    await lay(bare, { kind: 'person', id: REFERENCE, author: jane.id, ...{ sealed } });
    expect((await faultOf(store.read('person', REFERENCE))).code).toBe(code);
    expect((await faultOf(under(keysFor('A'), 'BE').read('case', REFERENCE))).code).toBe(code);
    await lay(bare, { ...(await lying(bare, 'case', REFERENCE)), author: 'tom' });
    expect((await faultOf(store.read('case', REFERENCE))).code).toBe(code);
  });

  it('does not open when any bit of it was turned, or its end is missing', async () => {
    const { bare, under } = aFile();
    const store = under(keysFor('A'));
    await store.create({ kind: 'person', id: 'jane', ...{ aboutYou: { name: 'Jane Okafor' } } });
    const whole = await lying(bare, 'person', 'jane');
    const data = Buffer.from(whole.sealed.data, 'base64');
    expect(data.length).toBeGreaterThan(40);
    for (let bit = 0; bit < data.length * 8; bit += 1) {
      const turned = Buffer.from(data);
      turned[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await lay(bare, { ...whole, ...{ sealed: { ...whole.sealed, data: turned.toString('base64') } } });
      expect((await faultOf(store.read('person', 'jane'))).code).toBe(`not-as-sealed.${dataKey('A').id}`);
    }
    for (let length = 0; length < data.length; length += 1) {
      const short = { ...whole.sealed, data: data.subarray(0, length).toString('base64') };
      await lay(bare, { ...whole, ...{ sealed: short } });
      await faultOf(store.read('person', 'jane'));
    }
    await lay(bare, whole);
    expect(await store.read('person', 'jane')).toMatchObject({ document: { aboutYou: { name: 'Jane Okafor' } } });
  });

  it.each([{ sealed: null }, { sealed: 'x' }, { sealed: {} }, { sealed: { key: '../../etc', data: '' } }])(
    'and was broken altogether is a fault like any other: %j',
    async (broken) => {
      const { bare, under } = aFile();
      await bare.create({ kind: 'case', id: REFERENCE, author: jane.id, ...broken });
      expect((await faultOf(under(keysFor('A')).read('case', REFERENCE))).code).toBe('not-as-sealed.unknown');
      expect(await under(keysFor('A')).casesOf(jane.id, 5)).toHaveLength(1);
    },
  );

  it('takes nothing that somebody laid beside it', async () => {
    const { bare, under } = aFile();
    await under(keysFor('A')).create(aCase());
    await lay(bare, { ...(await lying(bare, 'case', REFERENCE)), ...{ training: true, facts: { names: {} } } });
    expect((await under(keysFor('A')).read('case', REFERENCE))?.document).toEqual(JSON.parse(JSON.stringify(aCase())));
  });
});
