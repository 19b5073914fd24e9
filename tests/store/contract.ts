import { describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { Instant } from '../../src/base/time.ts';
import type { Document, ListQuery, Store } from '../../src/store/port.ts';

/** A place where documents live. Each `open` is one more connection to it, as another instance of the program has one. */
export interface Place {
  open(organisation: string): Promise<Store>;
}

type CaseDocument = Document & { kind: 'case'; facts?: unknown; count?: number };

const at = (text: string) => Instant.parse(text);
const jane = StaffId.parse('jane');
const NOW = at('2026-11-24T14:00:00.000Z');
const aCase = (id: string, more: Partial<CaseDocument> = {}): CaseDocument => ({ kind: 'case', id, ...more });

/**
 * What every store must do. Each test works for an organisation of its own, so nothing has to be cleared away.
 * @param name of the store, for the titles
 */
export function keepsTheContract(name: string, place: () => Promise<Place>): void {
  const run = Math.random().toString(36).slice(2, 8);
  let organisations = 0;
  const elsewhere = () => {
    organisations += 1;
    return `T${run}${organisations}`;
  };
  const opened = async (organisation = elsewhere()) => (await place()).open(organisation);

  /** Writes a document and gives the version that it has now. */
  async function kept(store: Store, document: CaseDocument | Document): Promise<string> {
    const outcome = await store.create(document);
    if (outcome.kind !== 'saved') throw new Error(`${document.id} was there already`);
    return outcome.version;
  }

  describe(`${name}: a document`, () => {
    it('comes back as it was written', async () => {
      const store = await opened();
      const document = aCase('a', {
        author: jane,
        changedAt: NOW,
        facts: { list: [], nothing: {}, number: 1.5, yes: true, nested: [{ a: [{ b: null }] }], empty: '' },
      });
      const version = await kept(store, document);
      expect(await store.read('case', 'a')).toEqual({ document, version });
      await store.close();
    });

    it('keeps every letter of every script, directions, joined emoji and control signs', async () => {
      const store = await opened();
      const text =
        'Zoë 👩‍👧‍👦 🧒🏽 \u202eمساعدة\u202c Nguyễn 漢字 \u0000\u0001\t\r\n "\\\' {{x}} ${y} ﷽ \u2028\u2029 e\u0301é';
      await kept(store, aCase('a', { facts: { text, [text]: 1 } }));
      const found = await store.read('case', 'a');
      const { facts = {} } = (found?.document ?? {}) as { facts?: Record<string, unknown> };
      expect(Buffer.from(String(facts.text))).toEqual(Buffer.from(text));
      expect(facts[text]).toBe(1);
      await store.close();
    });

    it('keeps text whose halves of characters were replaced before', async () => {
      const store = await opened();
      const text = 'a\ud83dz'.toWellFormed();
      await kept(store, aCase('a', { facts: text }));
      expect(await store.read('case', 'a')).toMatchObject({ document: { facts: 'a\ufffdz' } });
      await store.close();
    });

    it('may be long: 300,000 characters', async () => {
      const store = await opened();
      const facts = 'What she told me. '.repeat(17_000);
      await kept(store, aCase('a', { facts }));
      expect(await store.read('case', 'a')).toMatchObject({ document: { facts } });
      await store.close();
    });

    it('of the access log is never replaced, and is removed only as the one that was read', async () => {
      const store = await opened();
      const read = { kind: 'read' as const, id: 'HT-1~now', by: 'jane' };
      const version = await kept(store, read);
      expect((await store.create(read)).kind).toBe('overtaken');
      await expect(store.replace({ ...read, ...{ by: 'tom' } }, version)).rejects.toThrow('a read is never replaced');
      expect(await store.read('read', read.id)).toEqual({ document: read, version });
      const other = version === '1' ? '2' : '"another"';
      expect(await store.remove('read', read.id, other)).toBe(false);
      expect(await store.read('read', read.id)).toBeDefined();
      expect(await store.remove('read', read.id, version)).toBe(true);
      expect(await store.read('read', read.id)).toBeUndefined();
      expect(await store.remove('read', read.id, version)).toBe(false);
      await store.close();
    });

    it('of a person is removed only as the one that was read', async () => {
      const store = await opened();
      const version = await kept(store, { kind: 'person', id: 'tom' });
      const there = await store.replace({ kind: 'person', id: 'tom', ...{ back: true } }, version);
      expect(await store.remove('person', 'tom', version)).toBe(false);
      expect(await store.read('person', 'tom')).toBeDefined();
      expect(await store.remove('person', 'tom', there.kind === 'saved' ? there.version : '')).toBe(true);
      expect(await store.read('person', 'tom')).toBeUndefined();
      await store.close();
    });

    it('of any other kind is never removed', async () => {
      const store = await opened();
      for (const kind of ['case', 'settings', 'history', 'link', 'keys'] as const) {
        const version = await kept(store, { kind, id: 'a' });
        await expect(store.remove(kind as 'read', 'a', version)).rejects.toThrow('only reads and people may be removed');
        expect(await store.read(kind, 'a')).toBeDefined();
      }
      await store.close();
    });

    it('that is not there is said not to be', async () => {
      const store = await opened();
      expect(await store.read('case', 'a')).toBeUndefined();
      await store.close();
    });

    it('of one kind is not one of another with the same id', async () => {
      const store = await opened();
      await kept(store, aCase('a'));
      expect(await store.create({ kind: 'person', id: 'a' })).toMatchObject({ kind: 'saved' });
      expect(await store.read('settings', 'a')).toBeUndefined();
      expect(await store.read('case', 'a')).toMatchObject({ document: { kind: 'case' } });
      await store.close();
    });

    it('of one organisation is not seen by another', async () => {
      const [ours, theirs] = [await opened(), await opened()];
      await kept(ours, aCase('a', { author: jane, changedAt: NOW, wakeAt: NOW }));
      expect(await theirs.read('case', 'a')).toBeUndefined();
      expect(await theirs.due(NOW, 10)).toEqual([]);
      expect(await theirs.nextWake()).toBeUndefined();
      expect(await theirs.casesOf(jane, 10)).toEqual([]);
      expect(await theirs.create(aCase('a'))).toMatchObject({ kind: 'saved' });
      await ours.close();
      await theirs.close();
    });
  });

  describe(`${name}: creating`, () => {
    it('makes a document only where there is none, and leaves the first one as it is', async () => {
      const store = await opened();
      await kept(store, aCase('a', { facts: 'first' }));
      expect(await store.create(aCase('a', { facts: 'second' }))).toEqual({ kind: 'overtaken' });
      expect(await store.read('case', 'a')).toMatchObject({ document: { facts: 'first' } });
      await store.close();
    });

    it('over two connections at once makes it once', async () => {
      const organisation = elsewhere();
      const stores = [await opened(organisation), await opened(organisation)];
      for (let round = 0; round < 10; round += 1) {
        const outcomes = await Promise.all(
          stores.map((store, index) => store.create(aCase(`a${round}`, { facts: `store ${index}` }))),
        );
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['overtaken', 'saved']);
        const winner = outcomes.findIndex(({ kind }) => kind === 'saved');
        expect(await stores[0]?.read('case', `a${round}`)).toMatchObject({ document: { facts: `store ${winner}` } });
      }
      for (const store of stores) await store.close();
    });
  });

  describe(`${name}: replacing`, () => {
    it('goes through when nobody changed the document, and gives it a new version', async () => {
      const store = await opened();
      const first = await kept(store, aCase('a', { facts: 'first' }));
      const outcome = await store.replace(aCase('a', { facts: 'second' }), first);
      if (outcome.kind !== 'saved') throw new Error('overtaken by nobody');
      expect(outcome.version).not.toBe(first);
      expect(await store.read('case', 'a')).toEqual({
        document: aCase('a', { facts: 'second' }),
        version: outcome.version,
      });
      await store.close();
    });

    it('is overtaken when somebody did, and changes nothing', async () => {
      const store = await opened();
      const first = await kept(store, aCase('a', { facts: 'first' }));
      await store.replace(aCase('a', { facts: 'second' }), first);
      expect(await store.replace(aCase('a', { facts: 'third' }), first)).toEqual({ kind: 'overtaken' });
      expect(await store.read('case', 'a')).toMatchObject({ document: { facts: 'second' } });
      await store.close();
    });

    it('is overtaken also when the document says again what it said at first', async () => {
      const store = await opened();
      const first = await kept(store, aCase('a', { facts: 'first' }));
      const second = await store.replace(aCase('a', { facts: 'second' }), first);
      if (second.kind !== 'saved') throw new Error('overtaken by nobody');
      await store.replace(aCase('a', { facts: 'first' }), second.version);
      expect(await store.replace(aCase('a', { facts: 'third' }), first)).toEqual({ kind: 'overtaken' });
      await store.close();
    });

    it('makes no document where there is none', async () => {
      const store = await opened();
      expect(await store.replace(aCase('a'), '1')).toEqual({ kind: 'overtaken' });
      expect(await store.read('case', 'a')).toBeUndefined();
      await store.close();
    });

    it('over two connections at once has exactly one winner', async () => {
      const organisation = elsewhere();
      const stores = [await opened(organisation), await opened(organisation)];
      let version = await kept(stores[0] as Store, aCase('a'));
      for (let round = 0; round < 10; round += 1) {
        const outcomes = await Promise.all(
          stores.map((store, index) => store.replace(aCase('a', { facts: `store ${index}` }), version)),
        );
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['overtaken', 'saved']);
        const winner = outcomes.findIndex(({ kind }) => kind === 'saved');
        const found = await stores[1]?.read('case', 'a');
        expect(found).toMatchObject({ document: { facts: `store ${winner}` } });
        version = found?.version ?? '';
      }
      for (const store of stores) await store.close();
    });

    it('loses no change of two who both try until they get through', async () => {
      const organisation = elsewhere();
      const stores = [await opened(organisation), await opened(organisation)];
      await kept(stores[0] as Store, aCase('a', { count: 0 }));
      const addTen = async (store: Store) => {
        for (let added = 0; added < 10; ) {
          const found = await store.read('case', 'a');
          const { count = 0 } = (found?.document ?? {}) as CaseDocument;
          const outcome = await store.replace(aCase('a', { count: count + 1 }), found?.version ?? '');
          if (outcome.kind === 'saved') added += 1;
        }
      };
      await Promise.all(stores.map(addTen));
      expect(await stores[0]?.read('case', 'a')).toMatchObject({ document: { count: 20 } });
      for (const store of stores) await store.close();
    });
  });

  describe(`${name}: what is due`, () => {
    it('are the cases whose time has come, the longest waiting first, and no more than asked for', async () => {
      const store = await opened();
      await kept(store, aCase('second', { wakeAt: at('2026-11-24T13:00:00.000Z') }));
      await kept(store, aCase('later', { wakeAt: at('2026-11-24T14:00:00.001Z') }));
      await kept(store, aCase('now', { wakeAt: NOW }));
      await kept(store, aCase('first', { wakeAt: at('2026-11-23T14:00:00.000Z') }));
      await kept(store, aCase('never'));
      expect(await store.due(NOW, 10)).toEqual(['first', 'second', 'now']);
      expect(await store.due(NOW, 2)).toEqual(['first', 'second']);
      await store.close();
    });

    it('begins with what is urgent, also where there is more than was asked for', async () => {
      const store = await opened();
      await kept(store, aCase('old', { wakeAt: at('2026-11-23T14:00:00.000Z') }));
      await kept(store, aCase('older', { wakeAt: at('2026-11-22T14:00:00.000Z') }));
      const version = await kept(store, aCase('urgent', { wakeAt: NOW, rush: true }));
      await kept(store, aCase('urgent later', { wakeAt: at('2026-11-24T14:00:00.001Z'), rush: true }));
      expect(await store.due(NOW, 10)).toEqual(['urgent', 'older', 'old']);
      expect(await store.due(NOW, 2)).toEqual(['urgent', 'older']);
      await store.replace(aCase('urgent', { wakeAt: NOW, rush: undefined }), version);
      expect(await store.due(NOW, 10)).toEqual(['older', 'old', 'urgent']);
      await store.close();
    });

    it('tells which cases with a message that waits rest until after a moment', async () => {
      const store = await opened();
      const hour = at('2026-11-24T15:00:00.000Z');
      await kept(store, aCase('far', { wakeAt: at('2026-11-24T15:00:01.000Z'), unsentSince: NOW }));
      await kept(store, aCase('farther', { wakeAt: at('2026-11-25T15:00:00.000Z'), unsentSince: NOW }));
      await kept(store, aCase('near', { wakeAt: hour, unsentSince: NOW }));
      await kept(store, aCase('only a clock', { wakeAt: at('2026-11-25T15:00:00.000Z') }));
      expect(await store.restingLonger(hour, 10)).toEqual(['farther', 'far']);
      expect(await store.restingLonger(hour, 1)).toEqual(['farther']);
      await store.close();
    });

    it('follows the case when it is changed', async () => {
      const store = await opened();
      const version = await kept(store, aCase('a', { wakeAt: NOW }));
      const later = await store.replace(aCase('a', { wakeAt: at('2026-11-24T15:00:00.000Z') }), version);
      expect(await store.due(NOW, 10)).toEqual([]);
      expect(await store.nextWake()).toBe('2026-11-24T15:00:00.000Z');
      if (later.kind !== 'saved') throw new Error('overtaken by nobody');
      await store.replace(aCase('a'), later.version);
      expect(await store.due(at('2030-01-01T00:00:00.000Z'), 10)).toEqual([]);
      expect(await store.nextWake()).toBeUndefined();
      await store.close();
    });

    it('is nothing when the document says that it has no such time', async () => {
      const store = await opened();
      await kept(store, aCase('a', { wakeAt: undefined, unsentSince: undefined }));
      const version = await kept(store, aCase('b', { wakeAt: NOW, unsentSince: NOW }));
      expect(await store.due(NOW, 10)).toEqual(['b']);
      await store.replace(aCase('b', { wakeAt: undefined, unsentSince: undefined }), version);
      expect(await store.due(NOW, 10)).toEqual([]);
      expect(await store.nextWake()).toBeUndefined();
      expect(await store.unsent()).toEqual({ cases: 0, since: undefined });
      await store.close();
    });

    it('can be put off, whatever is in the case, and everything else in it stays', async () => {
      const store = await opened();
      const document = aCase('a', {
        author: jane,
        changedAt: NOW,
        facts: ['é \u0000 \u2028', { n: 1.5 }],
        wakeAt: NOW,
      });
      const version = await kept(store, document);
      const later = at('2026-11-24T15:00:00.000Z');
      await store.postpone('a', later);
      expect([await store.due(NOW, 10), await store.nextWake()]).toEqual([[], later]);
      expect(await store.read('case', 'a')).toMatchObject({ document: { ...document, wakeAt: later } });
      expect(await store.replace(document, version)).toEqual({ kind: 'overtaken' });
      await store.postpone('nobody', later);
      expect(await store.read('case', 'nobody')).toBeUndefined();
      await store.close();
    });

    it('is a case and no other document', async () => {
      const store = await opened();
      const shown = { author: jane, changedAt: NOW, wakeAt: NOW, unsentSince: NOW, status: 'draft' };
      await kept(store, { kind: 'person', id: 'a', ...shown });
      expect(await store.due(NOW, 10)).toEqual([]);
      expect(await store.nextWake()).toBeUndefined();
      expect(await store.casesOf(jane, 10)).toEqual([]);
      expect(await store.countCases('draft')).toBe(0);
      expect(await store.unsent()).toEqual({ cases: 0, since: undefined });
      await store.close();
    });

    it('next is the earliest of all, due or not', async () => {
      const store = await opened();
      expect(await store.nextWake()).toBeUndefined();
      await kept(store, aCase('a', { wakeAt: at('2026-11-25T14:00:00.000Z') }));
      await kept(store, aCase('b', { wakeAt: at('2026-11-24T20:00:00.000Z') }));
      await kept(store, aCase('c'));
      expect(await store.nextWake()).toBe('2026-11-24T20:00:00.000Z');
      await store.close();
    });

    it('is seen by another connection as soon as it is written', async () => {
      const organisation = elsewhere();
      const [writes, reads] = [await opened(organisation), await opened(organisation)];
      await kept(writes, aCase('a', { wakeAt: NOW }));
      expect(await reads.due(NOW, 10)).toEqual(['a']);
      await writes.close();
      await reads.close();
    });
  });

  describe(`${name}: the cases of an author`, () => {
    it('are their own and nobody else’s, the last changed first, and no more than asked for', async () => {
      const store = await opened();
      await kept(store, aCase('old', { author: jane, changedAt: at('2026-11-22T14:00:00.000Z') }));
      await kept(store, aCase('new', { author: jane, changedAt: at('2026-11-24T14:00:00.000Z') }));
      await kept(store, aCase('middle', { author: jane, changedAt: at('2026-11-23T14:00:00.000Z') }));
      await kept(store, aCase('of-tom', { author: StaffId.parse('tom'), changedAt: NOW }));
      const ids = async (limit: number) =>
        (await store.casesOf(jane, limit)).map(({ document }) => (document as Document).id);
      expect(await ids(10)).toEqual(['new', 'middle', 'old']);
      expect(await ids(2)).toEqual(['new', 'middle']);
      await store.close();
    });

    it('move to the front when they change, and carry the version that a replacement must name', async () => {
      const store = await opened();
      const version = await kept(store, aCase('old', { author: jane, changedAt: at('2026-11-22T14:00:00.000Z') }));
      await kept(store, aCase('new', { author: jane, changedAt: at('2026-11-24T14:00:00.000Z') }));
      await store.replace(aCase('old', { author: jane, changedAt: at('2026-11-25T14:00:00.000Z') }), version);
      const [first] = await store.casesOf(jane, 1);
      expect(first?.document).toMatchObject({ id: 'old' });
      expect(await store.replace(aCase('old', { author: jane, changedAt: NOW }), first?.version ?? '')).toMatchObject({
        kind: 'saved',
      });
      await store.close();
    });

    it('are none when the author wrote none', async () => {
      const store = await opened();
      expect(await store.casesOf(jane, 10)).toEqual([]);
      await store.close();
    });
  });

  describe(`${name}: a list of cases by when they are due`, () => {
    const early = at('2026-11-24T10:00:00.000Z');
    const late = at('2026-11-25T10:00:00.000Z');
    const awaiting = (id: string, more: Partial<CaseDocument> = {}) =>
      aCase(id, { status: 'awaiting-decision', ...more });
    const listed = (store: Store, more: Partial<ListQuery> = {}, page = { offset: 0, limit: 10 }) =>
      store
        .byDue({ status: 'awaiting-decision', ...more }, page)
        .then((found) => found.map(({ document }) => (document as Document).id));

    it('begins with the one that is due next, of one state and no other, and comes in pages', async () => {
      const store = await opened();
      await kept(store, awaiting('late', { dueAt: late }));
      const version = await kept(store, awaiting('early', { dueAt: early }));
      await kept(store, awaiting('now', { dueAt: NOW }));
      await kept(store, aCase('decided', { status: 'decided', dueAt: early }));
      await kept(store, { kind: 'person', id: 'a', status: 'awaiting-decision', dueAt: early });
      expect(await listed(store)).toEqual(['early', 'now', 'late']);
      expect(await listed(store, {}, { offset: 0, limit: 2 })).toEqual(['early', 'now']);
      expect(await listed(store, {}, { offset: 2, limit: 2 })).toEqual(['late']);
      expect(await listed(store, {}, { offset: 3, limit: 2 })).toEqual([]);
      expect(await listed(store, { status: 'decided' })).toEqual(['decided']);
      const [first] = await store.byDue({ status: 'awaiting-decision' }, { offset: 0, limit: 1 });
      expect(first).toEqual({ document: awaiting('early', { dueAt: early }), version });
      await store.close();
    });

    it('may end before a moment, and be of one holder', async () => {
      const store = await opened();
      const pat = StaffId.parse('pat');
      await kept(store, awaiting('late', { dueAt: late, heldBy: pat }));
      await kept(store, awaiting('early', { dueAt: early }));
      await kept(store, awaiting('now', { dueAt: NOW, heldBy: jane }));
      expect(await listed(store, { before: NOW })).toEqual(['early']);
      expect(await listed(store, { heldBy: pat })).toEqual(['late']);
      expect(await listed(store, { heldBy: jane, before: late })).toEqual(['now']);
      expect(await listed(store, { heldBy: jane, before: NOW })).toEqual([]);
      await store.close();
    });

    it('follows the case when it is changed', async () => {
      const store = await opened();
      const version = await kept(store, awaiting('a', { dueAt: NOW, heldBy: jane }));
      const next = await store.replace(awaiting('a', { dueAt: late, heldBy: undefined }), version);
      expect([await listed(store), await listed(store, { heldBy: jane })]).toEqual([['a'], []]);
      expect(await listed(store, { before: late })).toEqual([]);
      if (next.kind !== 'saved') throw new Error('overtaken by nobody');
      await store.replace(aCase('a', { status: 'decided', dueAt: late }), next.version);
      expect(await listed(store)).toEqual([]);
      await store.close();
    });

    it('does not find a case that does not say when it is due, and names it', async () => {
      const store = await opened();
      const version = await kept(store, awaiting('old'));
      await kept(store, awaiting('new', { dueAt: NOW }));
      await kept(store, aCase('draft', { status: 'draft' }));
      expect(await listed(store)).toEqual(['new']);
      expect(await store.undated('awaiting-decision', 10)).toEqual(['old']);
      await store.replace(awaiting('old', { dueAt: late }), version);
      expect(await store.undated('awaiting-decision', 10)).toEqual([]);
      expect(await listed(store)).toEqual(['new', 'old']);
      await store.close();
    });

    it('is of the organisation and of no other', async () => {
      const [ours, theirs] = [await opened(), await opened()];
      await kept(ours, awaiting('a', { dueAt: NOW }));
      await kept(ours, awaiting('b'));
      expect([await listed(theirs), await theirs.undated('awaiting-decision', 10)]).toEqual([[], []]);
      await ours.close();
      await theirs.close();
    });
  });

  describe(`${name}: the cases that have a key`, () => {
    const keys = (id: string, has: string[], changedAt = NOW): Document => ({ kind: 'keys', id, changedAt, keys: has });

    it('are found by it, the last changed first, and no more than asked for', async () => {
      const store = await opened();
      await kept(store, keys('old', ['a', 'b'], at('2026-11-22T14:00:00.000Z')));
      await kept(store, keys('new', ['b', 'c', 'b']));
      await kept(store, keys('middle', ['b'], at('2026-11-23T14:00:00.000Z')));
      await kept(store, keys('none', []));
      expect(await store.casesWith('b', 10)).toEqual(['new', 'middle', 'old']);
      expect(await store.casesWith('b', 2)).toEqual(['new', 'middle']);
      expect(await store.casesWith('a', 10)).toEqual(['old']);
      expect(await store.casesWith('d', 10)).toEqual([]);
      await store.close();
    });

    it('are not found by a key that they have no more, and are by one that they have since', async () => {
      const store = await opened();
      const version = await kept(store, keys('one', ['a', 'b']));
      await store.replace(keys('one', ['b', 'c']), version);
      await store.replace(keys('one', ['z']), version); // overtaken
      expect(await store.casesWith('a', 10)).toEqual([]);
      expect(await store.casesWith('z', 10)).toEqual([]);
      expect([await store.casesWith('b', 10), await store.casesWith('c', 10)]).toEqual([['one'], ['one']]);
      await store.close();
    });

    it('are those of the organisation, and the keys of no other kind of document', async () => {
      const [ours, theirs] = [await opened(), await opened()];
      await kept(ours, keys('one', ['a']));
      await kept(theirs, { ...aCase('two'), keys: ['a'] });
      expect(await theirs.casesWith('a', 10)).toEqual([]);
      await ours.close();
      await theirs.close();
    });

    it('are as many as asked for, however many have it', async () => {
      const store = await opened();
      const written = (index: number) => at(`2026-11-22T14:${String(index).padStart(2, '0')}:00.000Z`);
      for (let index = 0; index < 60; index += 1)
        await kept(store, keys(`case-${index}`, ['many', `own-${index}`], written(index)));
      const found = await store.casesWith('many', 50);
      expect([found.length, found[0], found.at(-1)]).toEqual([50, 'case-59', 'case-10']);
      expect(await store.casesWith('own-7', 50)).toEqual(['case-7']);
      await store.close();
    });
  });

  describe(`${name}: all documents`, () => {
    it('come a page at a time, ordered by kind and id, each of them once', async () => {
      const store = await opened();
      await kept(store, { kind: 'settings', id: 'mash' });
      await kept(store, { kind: 'person', id: 'b|c' });
      await kept(store, { kind: 'person', id: 'a' });
      await kept(store, { kind: 'history', id: 'HT~0' });
      await kept(store, { kind: 'link', id: 'a-hash', author: jane });
      await kept(store, aCase('HT-2', { facts: 'hers' }));
      const version = await kept(store, aCase('HT-1', { facts: 'his' }));
      const first = await store.all(undefined, 5);
      expect(first.map(({ id }) => id)).toEqual(['case|HT-1', 'case|HT-2', 'history|HT~0', 'link|a-hash', 'person|a']);
      expect(first[0]?.stored).toEqual({ document: aCase('HT-1', { facts: 'his' }), version });
      expect((await store.all('person|a', 4)).map(({ id }) => id)).toEqual(['person|b|c', 'settings|mash']);
      expect(await store.all('person|b|c', 4)).toHaveLength(1);
      expect(await store.all('settings|mash', 4)).toEqual([]);
      await store.close();
    });

    it('are those of the organisation and of no other', async () => {
      const [ours, theirs] = [await opened(), await opened()];
      await kept(ours, aCase('a'));
      expect(await theirs.all(undefined, 10)).toEqual([]);
      await ours.close();
      await theirs.close();
    });
  });

  describe(`${name}: numbers for those who keep watch`, () => {
    it('count the cases in a state', async () => {
      const store = await opened();
      const version = await kept(store, aCase('a', { status: 'draft' }));
      await kept(store, aCase('b', { status: 'awaiting-decision' }));
      await kept(store, aCase('c', { status: 'draft' }));
      expect([await store.countCases('draft'), await store.countCases('decided')]).toEqual([2, 0]);
      await store.replace(aCase('a', { status: 'decided' }), version);
      expect([await store.countCases('draft'), await store.countCases('decided')]).toEqual([1, 1]);
      await store.close();
    });

    it('tell how many cases have an alarm', async () => {
      const store = await opened();
      const version = await kept(store, aCase('a', { alarm: 'nobody-reached' }));
      await kept(store, aCase('b', { alarm: 'nobody-reached' }));
      await kept(store, aCase('c'));
      expect([await store.countAlarms('nobody-reached'), await store.countAlarms('other')]).toEqual([2, 0]);
      await store.replace(aCase('a', { alarm: undefined }), version);
      expect(await store.countAlarms('nobody-reached')).toBe(1);
      await store.close();
    });

    it('tell how many cases have a message that waits, and since when', async () => {
      const store = await opened();
      expect(await store.unsent()).toEqual({ cases: 0, since: undefined });
      const version = await kept(store, aCase('a', { unsentSince: at('2026-11-24T13:00:00.000Z') }));
      await kept(store, aCase('b', { unsentSince: NOW }));
      await kept(store, aCase('c'));
      expect(await store.unsent()).toEqual({ cases: 2, since: '2026-11-24T13:00:00.000Z' });
      await store.replace(aCase('a'), version);
      expect(await store.unsent()).toEqual({ cases: 1, since: NOW });
      await store.close();
    });

    it('are there only when the store answers', async () => {
      const store = await opened();
      await expect(store.ping()).resolves.toBeUndefined();
      await store.close();
    });
  });
}
