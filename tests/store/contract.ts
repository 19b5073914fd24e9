import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { Instant } from '../../src/base/time.ts';
import type { Document, ListQuery, Store } from '../../src/store/port.ts';

/** A document with its version, without the text that SQLite adds. */
export async function readFrom(store: Store, ...of: Parameters<Store['read']>) {
  const { document, version } = (await store.read(...of)) ?? {};
  return { document, version };
}

/** A place where documents live. Each `open` makes a new connection, like another instance of the program. */
export interface Place {
  open(organisation: string): Promise<Store>;
}

type CaseDocument = Document & { kind: 'case'; facts?: unknown; count?: number };

const at = (text: string) => Instant.parse(text);
const jane = StaffId.parse('jane');
const NOW = at('2026-11-24T14:00:00.000Z');
const MOMENT_LATER = at('2026-11-24T14:00:00.001Z');
const HOUR_LATER = at('2026-11-24T15:00:00.000Z');
const HOUR_EARLIER = at('2026-11-24T13:00:00.000Z');
const DAY_LATER = at('2026-11-25T14:00:00.000Z');
const DAY_EARLIER = at('2026-11-23T14:00:00.000Z');
const DAYS_EARLIER = at('2026-11-22T14:00:00.000Z');
const aCase = (id: string, more: Partial<CaseDocument> = {}): CaseDocument => ({ kind: 'case', id, ...more });

/**
 * What every store must do. Each test uses its own organisation, so nothing has to be cleaned up.
 * @param name the name of the store, for the titles
 */
export function keepsTheContract(name: string, place: () => Promise<Place>): void {
  describe(name, () => theContract(place));
}

function theContract(place: () => Promise<Place>): void {
  const run = Math.random().toString(36).slice(2, 8);
  let organisations = 0;
  const newOrganisation = () => {
    organisations += 1;
    return `T${run}${organisations}`;
  };
  const open: Store[] = [];
  async function opened(organisation = newOrganisation()): Promise<Store> {
    const store = await (await place()).open(organisation);
    open.push(store);
    return store;
  }
  let store: Store;
  beforeEach(async () => {
    store = await opened();
  });
  afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

  const versionIn = (outcome: Awaited<ReturnType<Store['create']>>): string => {
    if (outcome.kind !== 'saved') throw new Error('it was there already, or somebody else was faster');
    return outcome.version;
  };
  /** Writes documents, one after the other. @returns the version of the first */
  async function createIn(place: Store, first: CaseDocument | Document, ...others: (CaseDocument | Document)[]) {
    const version = versionIn(await place.create(first));
    for (const each of others) versionIn(await place.create(each));
    return version;
  }
  const create = (...documents: [CaseDocument | Document, ...Document[]]) => createIn(store, ...documents);
  const replace = async (document: CaseDocument, version: string) => versionIn(await store.replace(document, version));
  const factsIn = async (from = store, id = 'a') =>
    Object((await from.read('case', id))?.document as CaseDocument | undefined).facts;
  const due = async (limit = 10) => (await store.due(NOW, limit)).map(({ id }) => id);
  /** Two connections to one store. */
  async function two(): Promise<[Store, Store]> {
    const organisation = newOrganisation();
    return [await opened(organisation), await opened(organisation)];
  }

  type Write = (store: Store, document: CaseDocument) => ReturnType<Store['create']>;
  /** Two connections write at the same moment: exactly one is first, and its words are there. */
  async function race(stores: [Store, Store], id: string, write: Write) {
    const outcomes = await Promise.all(
      stores.map((each, index) => write(each, aCase(id, { facts: `store ${index}` }))),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['overtaken', 'saved']);
    expect(await factsIn(stores[1], id)).toBe(`store ${outcomes.findIndex(({ kind }) => kind === 'saved')}`);
  }

  describe('a document', () => {
    it('The store returns a document as it was written', async () => {
      const document = aCase('a', {
        author: jane,
        changedAt: NOW,
        facts: { list: [], nothing: {}, number: 1.5, yes: true, nested: [{ a: [{ b: null }] }], empty: '' },
      });
      const version = await create(document);
      expect(await readFrom(store, 'case', 'a')).toEqual({ document, version });
    });

    it('The store keeps every letter of every script, text directions, joined emoji and control characters', async () => {
      const text =
        'Zoë 👩‍👧‍👦 🧒🏽 \u202eمساعدة\u202c Nguyễn 漢字 \u0000\u0001\t\r\n "\\\' {{x}} ${y} ﷽ \u2028\u2029 e\u0301é';
      await create(aCase('a', { facts: { text, [text]: 1 } }));
      const found = await store.read('case', 'a');
      const { facts = {} } = (found?.document ?? {}) as { facts?: Record<string, unknown> };
      expect(Buffer.from(String(facts.text))).toEqual(Buffer.from(text));
      expect(facts[text]).toBe(1);
    });

    it('The store keeps text in which half characters (lone surrogates) are already replaced', async () => {
      const text = 'a\ud83dz'.toWellFormed();
      await create(aCase('a', { facts: text }));
      expect(await factsIn()).toBe('a\ufffdz');
    });

    it('The store accepts a document of 300,000 characters', async () => {
      const facts = 'What she told me. '.repeat(17_000);
      await create(aCase('a', { facts }));
      expect(await store.read('case', 'a')).toMatchObject({ document: { facts } });
    });

    it('The store never replaces a document of the access log, and removes it only in the version that was read', async () => {
      const read = { kind: 'read' as const, id: 'HT-1~now', by: 'jane' };
      const version = await create(read);
      expect((await store.create(read)).kind).toBe('overtaken');
      await expect(store.replace({ ...read, ...{ by: 'tom' } }, version)).rejects.toThrow('a read is never replaced');
      expect(await readFrom(store, 'read', read.id)).toEqual({ document: read, version });
      const other = version === '1' ? '2' : '"another"';
      expect(await store.remove('read', read.id, other)).toBe(false);
      expect(await store.read('read', read.id)).toBeDefined();
      expect(await store.remove('read', read.id, version)).toBe(true);
      expect(await store.read('read', read.id)).toBeUndefined();
      expect(await store.remove('read', read.id, version)).toBe(false);
    });

    it('The store removes a person only in the version that was read', async () => {
      const version = await create({ kind: 'person', id: 'tom' });
      const there = await store.replace({ kind: 'person', id: 'tom', ...{ back: true } }, version);
      expect(await store.remove('person', 'tom', version)).toBe(false);
      expect(await store.read('person', 'tom')).toBeDefined();
      expect(await store.remove('person', 'tom', there.kind === 'saved' ? there.version : '')).toBe(true);
      expect(await store.read('person', 'tom')).toBeUndefined();
    });

    it('The store never removes a document of any other kind', async () => {
      for (const kind of ['case', 'settings', 'history', 'link', 'keys'] as const) {
        const version = await create({ kind, id: 'a' });
        await expect(store.remove(kind as 'read', 'a', version)).rejects.toThrow(
          'only reads and people may be removed',
        );
        expect(await store.read(kind, 'a')).toBeDefined();
      }
    });

    it('The store keeps documents of different kinds apart even if they have the same id', async () => {
      await create(aCase('a'));
      expect(await store.create({ kind: 'person', id: 'a' })).toMatchObject({ kind: 'saved' });
      expect(await store.read('settings', 'a')).toBeUndefined();
      expect(await store.read('case', 'a')).toMatchObject({ document: { kind: 'case' } });
    });

    it('The store shows no document of one organisation to another, in any list', async () => {
      const theirs = await opened();
      const shown = { author: jane, changedAt: NOW, wakeAt: NOW, status: 'draft', upNext: NOW, unsentSince: NOW };
      await create(aCase('a', { ...shown, trouble: 'it' }), { kind: 'keys', id: 'a', changedAt: NOW, keys: ['a-key'] });
      expect(await theirs.read('case', 'a')).toBeUndefined();
      const lists = [
        theirs.due(NOW, 10),
        theirs.unsentWakingAfter(DAY_EARLIER, 10),
        theirs.casesOf(jane, 10),
        theirs.upNext({}, 10),
        theirs.casesWith('a-key', 10),
        theirs.all(undefined, 10),
      ];
      for (const list of lists) expect(await list).toEqual([]);
      expect(await theirs.nextWake()).toBeUndefined();
      expect([await theirs.countCases('draft'), await theirs.countTroubles(['it'])]).toEqual([0, 0]);
      expect(await theirs.unsent()).toEqual({ cases: 0, since: undefined });
      expect(await theirs.create(aCase('a'))).toMatchObject({ kind: 'saved' });
    });
  });

  describe('creating', () => {
    it('The store creates a document only if there is none, and leaves an existing one as it is', async () => {
      await create(aCase('a', { facts: 'first' }));
      expect(await store.create(aCase('a', { facts: 'second' }))).toEqual({ kind: 'overtaken' });
      expect(await factsIn()).toBe('first');
    });

    it('The store creates a document once when two connections create it at the same moment', async () => {
      const stores = await two();
      for (let round = 0; round < 10; round += 1)
        await race(stores, `a${round}`, (store, document) => store.create(document));
    });
  });

  describe('replacing', () => {
    it('The store replaces a document that nobody has changed, and gives it a new version', async () => {
      const first = await create(aCase('a', { facts: 'first' }));
      const outcome = await replace(aCase('a', { facts: 'second' }), first);
      expect(outcome).not.toBe(first);
      expect(await readFrom(store, 'case', 'a')).toEqual({
        document: aCase('a', { facts: 'second' }),
        version: outcome,
      });
    });

    it('The store refuses to replace a document that somebody has changed, and changes nothing', async () => {
      const first = await create(aCase('a', { facts: 'first' }));
      await store.replace(aCase('a', { facts: 'second' }), first);
      expect(await store.replace(aCase('a', { facts: 'third' }), first)).toEqual({ kind: 'overtaken' });
      expect(await factsIn()).toBe('second');
    });

    it('The store refuses to replace a document that was changed and then changed back', async () => {
      const first = await create(aCase('a', { facts: 'first' }));
      const second = await replace(aCase('a', { facts: 'second' }), first);
      await store.replace(aCase('a', { facts: 'first' }), second);
      expect(await store.replace(aCase('a', { facts: 'third' }), first)).toEqual({ kind: 'overtaken' });
    });

    it('The store creates no document when there is none to replace', async () => {
      expect(await store.replace(aCase('a'), '1')).toEqual({ kind: 'overtaken' });
      expect(await store.read('case', 'a')).toBeUndefined();
    });

    it('The store lets exactly one of two connections replace a document at the same moment', async () => {
      const stores = await two();
      let version = await createIn(stores[0], aCase('a'));
      for (let round = 0; round < 10; round += 1) {
        await race(stores, 'a', (store, document) => store.replace(document, version));
        version = (await stores[1].read('case', 'a'))?.version ?? '';
      }
    });

    it('The store loses no change when two connections retry until they succeed', async () => {
      const stores = await two();
      await createIn(stores[0], aCase('a', { count: 0 }));
      const addTen = async (store: Store) => {
        for (let added = 0; added < 10; ) {
          const found = await store.read('case', 'a');
          const { count = 0 } = (found?.document ?? {}) as CaseDocument;
          const outcome = await store.replace(aCase('a', { count: count + 1 }), found?.version ?? '');
          if (outcome.kind === 'saved') added += 1;
        }
      };
      await Promise.all(stores.map(addTen));
      expect(await stores[0].read('case', 'a')).toMatchObject({ document: { count: 20 } });
    });
  });

  describe('due cases', () => {
    it('The due cases are those whose time has come, the longest waiting first, up to the limit', async () => {
      await create(
        aCase('second', { wakeAt: HOUR_EARLIER }),
        aCase('later', { wakeAt: MOMENT_LATER }),
        aCase('now', { wakeAt: NOW }),
        aCase('first', { wakeAt: DAY_EARLIER }),
        aCase('never'),
      );
      expect(await due()).toEqual(['first', 'second', 'now']);
      expect(await due(2)).toEqual(['first', 'second']);
    });

    it('The due cases begin with urgent ones, even if there are more than the limit', async () => {
      const version = await create(
        aCase('urgent', { wakeAt: NOW, rush: true }),
        aCase('old', { wakeAt: DAY_EARLIER }),
        aCase('older', { wakeAt: DAYS_EARLIER }),
        aCase('urgent later', { wakeAt: MOMENT_LATER, rush: true }),
      );
      expect(await due()).toEqual(['urgent', 'older', 'old']);
      expect(await due(2)).toEqual(['urgent', 'older']);
      await store.replace(aCase('urgent', { wakeAt: NOW, rush: undefined }), version);
      expect(await due()).toEqual(['older', 'old', 'urgent']);
    });

    it('The store finds the cases that have a waiting message and a wake time after a given moment', async () => {
      await create(
        aCase('later', { wakeAt: at('2026-11-24T15:00:01.000Z'), unsentSince: NOW }),
        aCase('longest', { wakeAt: DAY_LATER, unsentSince: DAY_EARLIER }),
        aCase('near', { wakeAt: HOUR_LATER, unsentSince: NOW }),
        aCase('only a clock', { wakeAt: DAY_LATER }),
      );
      expect(await store.unsentWakingAfter(HOUR_LATER, 10)).toEqual(['longest', 'later']);
      expect(await store.unsentWakingAfter(HOUR_LATER, 1)).toEqual(['longest']);
    });

    it('The due cases follow a change of the case, and leave out one whose document has no wake time', async () => {
      const none = { wakeAt: undefined, unsentSince: undefined };
      let version = await create(aCase('a', { wakeAt: NOW, unsentSince: NOW }), aCase('b', none));
      expect(await due()).toEqual(['a']);
      version = await replace(aCase('a', { wakeAt: HOUR_LATER }), version);
      expect([await due(), await store.nextWake()]).toEqual([[], HOUR_LATER]);
      for (const document of [aCase('a'), aCase('a', none)]) {
        version = await replace(document, version);
        expect(await store.due(at('2030-01-01T00:00:00.000Z'), 10)).toEqual([]);
        expect(await store.nextWake()).toBeUndefined();
        expect(await store.unsent()).toEqual({ cases: 0, since: undefined });
      }
    });

    it('The store postpones a case whatever is in it, and leaves everything else as it is', async () => {
      const document = aCase('a', {
        author: jane,
        changedAt: NOW,
        facts: ['é \u0000 \u2028', { n: 1.5 }],
        wakeAt: NOW,
      });
      const version = await create(document);
      const later = HOUR_LATER;
      await store.postpone('a', later);
      expect([await due(), await store.nextWake()]).toEqual([[], later]);
      expect(await store.read('case', 'a')).toMatchObject({ document: { ...document, wakeAt: later } });
      expect(await store.replace(document, version)).toEqual({ kind: 'overtaken' });
      await store.postpone('nobody', later);
      expect(await store.read('case', 'nobody')).toBeUndefined();
    });

    it('The due cases contain no documents of other kinds', async () => {
      const shown = { author: jane, changedAt: NOW, wakeAt: NOW, unsentSince: NOW, status: 'draft' };
      await create({ kind: 'person', id: 'a', ...shown });
      expect(await due()).toEqual([]);
      expect(await store.nextWake()).toBeUndefined();
      expect(await store.casesOf(jane, 10)).toEqual([]);
      expect(await store.countCases('draft')).toBe(0);
      expect(await store.unsent()).toEqual({ cases: 0, since: undefined });
    });

    it('The next wake time is the earliest of all cases, due or not', async () => {
      expect(await store.nextWake()).toBeUndefined();
      await create(
        aCase('a', { wakeAt: DAY_LATER }),
        aCase('b', { wakeAt: at('2026-11-24T20:00:00.000Z') }),
        aCase('c'),
      );
      expect(await store.nextWake()).toBe('2026-11-24T20:00:00.000Z');
    });

    it('The due cases on another connection contain a case as soon as it is written', async () => {
      const [writes, reads] = await two();
      await createIn(writes, aCase('a', { wakeAt: NOW }));
      expect(await reads.due(NOW, 10)).toMatchObject([{ id: 'a' }]);
    });
  });

  describe('the cases of an author', () => {
    it('The author’s cases are only their own, the last changed first, up to the limit, in the version that a replacement must name', async () => {
      const version = await create(
        aCase('old', { author: jane, changedAt: DAYS_EARLIER }),
        aCase('new', { author: jane, changedAt: NOW }),
        aCase('middle', { author: jane, changedAt: DAY_EARLIER }),
        aCase('of-tom', { author: StaffId.parse('tom'), changedAt: NOW }),
      );
      const ids = async (limit: number) =>
        (await store.casesOf(jane, limit)).map(({ document }) => (document as Document).id);
      expect([await ids(10), await ids(2)]).toEqual([
        ['new', 'middle', 'old'],
        ['new', 'middle'],
      ]);
      await replace(aCase('old', { author: jane, changedAt: DAY_LATER }), version);
      const [first] = await store.casesOf(jane, 1);
      expect(first?.document).toMatchObject({ id: 'old' });
      await replace(aCase('old', { author: jane, changedAt: NOW }), first?.version ?? '');
    });
  });

  describe('cases in the lists', () => {
    const early = at('2026-11-24T10:00:00.000Z');
    const late = at('2026-11-25T10:00:00.000Z');
    const awaiting = (id: string, upNext: string | undefined, more: Partial<CaseDocument> = {}) =>
      aCase(id, { status: 'awaiting-decision', upNext, ...more });
    const listed = (store: Store, query: ListQuery = {}, limit = 10) =>
      store.upNext(query, limit).then((found) => found.map(({ document }) => (document as Document).id));

    it('The listed cases stand in the order of their places, whatever their status, and come in pages', async () => {
      const version = await create(
        awaiting('due', `3 ${early}`, { dueAt: early }),
        awaiting('leaves', `2 ${late}`, { dueAt: late }),
        aCase('missing', { status: 'decided', upNext: `1 ${NOW}` }),
        awaiting('due later', `3 ${NOW}`, { dueAt: NOW }),
        aCase('decided', { status: 'decided' }),
        { kind: 'person', id: 'a', status: 'awaiting-decision', upNext: `1 ${early}` },
      );
      expect(await listed(store)).toEqual(['missing', 'leaves', 'due', 'due later']);
      expect(await listed(store, {}, 2)).toEqual(['missing', 'leaves']);
      expect(await listed(store, { after: `2 ${late}` }, 2)).toEqual(['due', 'due later']);
      expect(await listed(store, { after: `3 ${NOW}` }, 2)).toEqual([]);
      expect(await store.countUpNext({ after: `2 ${late}` })).toBe(2);
      const [, , first] = await store.upNext({}, 3);
      expect(first).toMatchObject({ document: awaiting('due', `3 ${early}`, { dueAt: early }), version });
    });

    it('The listed cases can be limited to those due before a moment, with those before a place, and to one holder', async () => {
      const pat = StaffId.parse('pat');
      await create(
        awaiting('late', `3 ${late}`, { dueAt: late, heldBy: pat }),
        awaiting('early', `3 ${early}`, { dueAt: early }),
        awaiting('leaves now', `2 ${NOW}`, { dueAt: late, heldBy: jane }),
        aCase('missing', { status: 'decided', upNext: `1 ${late}` }),
      );
      expect(await listed(store, { dueBefore: NOW })).toEqual(['early']);
      expect(await listed(store, { dueBefore: NOW, placeBefore: `2 ${NOW}` })).toEqual(['missing', 'early']);
      expect(await listed(store, { dueBefore: NOW, placeBefore: `2 ${late}` })).toEqual([
        'missing',
        'leaves now',
        'early',
      ]);
      expect(await listed(store, { heldBy: pat })).toEqual(['late']);
      expect(await listed(store, { heldBy: jane, dueBefore: NOW })).toEqual([]);
      expect(await listed(store, { heldBy: jane, dueBefore: early, placeBefore: '3' })).toEqual(['leaves now']);
    });

    it('The listed cases can be limited to decided ones, to those of the Assessment team, and to a part of the board', async () => {
      await create(
        awaiting('late', `3 ${late}`, { dueAt: late }),
        aCase('news', { status: 'decided', upNext: `3 ${NOW}`, team: true }),
        aCase('passed', { status: 'decided', upNext: `4 ${NOW}`, team: true }),
        aCase('closed', { status: 'decided', upNext: `7 ${NOW}` }),
      );
      expect(await listed(store, { status: 'decided', placeBefore: '7' })).toEqual(['news', 'passed']);
      expect(await listed(store, { team: true })).toEqual(['news', 'passed']);
      expect(await listed(store, { after: '7' })).toEqual(['closed']);
      const counts = [{ placeBefore: '4' }, { team: true }, { dueBefore: late }, {}] as const;
      expect(await Promise.all(counts.map((query) => store.countUpNext(query)))).toEqual([2, 2, 0, 4]);
    });

    it('The listed cases follow a change of the case, and leave out cases without a place', async () => {
      const version = await create(
        awaiting('a', `3 ${NOW}`, { dueAt: NOW, heldBy: jane }),
        awaiting('without a place', undefined, { dueAt: NOW }),
        aCase('draft', { status: 'draft' }),
      );
      const next = await replace(awaiting('a', `3 ${late}`, { dueAt: late, heldBy: undefined }), version);
      expect([await listed(store), await listed(store, { heldBy: jane })]).toEqual([['a'], []]);
      expect(await listed(store, { dueBefore: late })).toEqual([]);
      await store.replace(aCase('a', { status: 'decided' }), next);
      expect(await listed(store)).toEqual([]);
    });
  });

  describe('cases by search key', () => {
    const keys = (id: string, has: string[], changedAt = NOW): Document => ({ kind: 'keys', id, changedAt, keys: has });

    it('The store finds cases by a key, the last changed first, up to the limit', async () => {
      await create(
        keys('old', ['a', 'b'], DAYS_EARLIER),
        keys('new', ['b', 'c', 'b']),
        keys('middle', ['b'], DAY_EARLIER),
        keys('none', []),
      );
      expect(await store.casesWith('b', 10)).toEqual(['new', 'middle', 'old']);
      expect(await store.casesWith('b', 2)).toEqual(['new', 'middle']);
      expect(await store.casesWith('a', 10)).toEqual(['old']);
      expect(await store.casesWith('d', 10)).toEqual([]);
    });

    it('The store does not find a case by a key that it no longer has, but by one that it has gained', async () => {
      const version = await create(keys('one', ['a', 'b']));
      await store.replace(keys('one', ['b', 'c']), version);
      await store.replace(keys('one', ['z']), version); // overtaken
      expect(await store.casesWith('a', 10)).toEqual([]);
      expect(await store.casesWith('z', 10)).toEqual([]);
      expect([await store.casesWith('b', 10), await store.casesWith('c', 10)]).toEqual([['one'], ['one']]);
    });

    it('The store finds cases only by documents of kind keys', async () => {
      await create({ ...aCase('two'), keys: ['a'] });
      expect(await store.casesWith('a', 10)).toEqual([]);
    });

    it('The store finds no more cases by a key than the limit, however many have it', async () => {
      const written = (index: number) => at(`2026-11-22T14:${String(index).padStart(2, '0')}:00.000Z`);
      for (let index = 0; index < 60; index += 1)
        await create(keys(`case-${index}`, ['many', `own-${index}`], written(index)));
      const found = await store.casesWith('many', 50);
      expect([found.length, found[0], found.at(-1)]).toEqual([50, 'case-59', 'case-10']);
      expect(await store.casesWith('own-7', 50)).toEqual(['case-7']);
    });
  });

  describe('all documents', () => {
    it('The store lists all documents page by page, ordered by kind and id, each of them once', async () => {
      const version = await create(
        aCase('HT-1', { facts: 'his' }),
        { kind: 'settings', id: 'mash' },
        { kind: 'person', id: 'b|c' },
        { kind: 'person', id: 'a' },
        { kind: 'history', id: 'HT~0' },
        { kind: 'link', id: 'a-hash', author: jane },
        aCase('HT-2', { facts: 'hers' }),
      );
      const first = await store.all(undefined, 5);
      expect(first.map(({ id }) => id)).toEqual(['case|HT-1', 'case|HT-2', 'history|HT~0', 'link|a-hash', 'person|a']);
      expect(first[0]?.stored).toMatchObject({ document: aCase('HT-1', { facts: 'his' }), version });
      expect((await store.all('person|a', 4)).map(({ id }) => id)).toEqual(['person|b|c', 'settings|mash']);
      expect(await store.all('person|b|c', 4)).toHaveLength(1);
      expect(await store.all('settings|mash', 4)).toEqual([]);
    });
  });

  describe('numbers for monitoring', () => {
    it('The store counts the cases of a status, with an alarm, and with a waiting message since when', async () => {
      const numbers = async () => ({
        ...(await store.unsent()),
        drafts: await store.countCases('draft'),
        decided: await store.countCases('decided'),
        alarms: await store.countTroubles(['nobody-reached']),
        others: await store.countTroubles(['other']),
      });
      const none = { cases: 0, since: undefined, drafts: 0, decided: 0, alarms: 0, others: 0 };
      expect(await numbers()).toEqual(none);
      const version = await create(
        aCase('a', { status: 'draft', trouble: 'nobody-reached', unsentSince: HOUR_EARLIER }),
        aCase('b', { status: 'awaiting-decision', trouble: 'nobody-reached', unsentSince: NOW }),
        aCase('c', { status: 'draft' }),
      );
      expect(await numbers()).toEqual({ ...none, cases: 2, since: HOUR_EARLIER, drafts: 2, alarms: 2 });
      await replace(aCase('a', { status: 'decided', trouble: undefined }), version);
      expect(await numbers()).toEqual({ ...none, cases: 1, since: NOW, drafts: 1, decided: 1, alarms: 1 });
    });

    it('The store names the newest write of others, which stays the same while only hearts beat', async () => {
      const organisation = newOrganisation();
      const [ours, theirs] = [await opened(organisation), await opened(organisation)];
      await theirs.create(aCase('a'));
      const before = await ours.newestWrite();
      expect(await ours.newestWrite()).toBe(before);
      await ours.create({ kind: 'settings', id: 'heartbeat' });
      expect(await ours.newestWrite()).toBe(before);
      await wait(1001); // a service may know it in whole seconds
      await theirs.create(aCase('b'));
      expect(await ours.newestWrite()).not.toBe(before);
    });

    it('The store answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
