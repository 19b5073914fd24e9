import { describe, expect, it } from '@jest/globals';
import { advance } from '../../src/case/advance.ts';
import { verdictOn } from '../../src/evidence/verify.ts';
import { recordInformation } from '../../src/features/information/rules.ts';
import {
  type ErasingDeps,
  eraseCase,
  eraseReads,
  eraseSearches,
  judgeEveryCase,
  oldReads,
} from '../../src/features/retention/erasing.ts';
import { casesIn } from '../../src/store/cases.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { ada, at, caseContext, jane, OTHER_REFERENCE, pat, REFERENCE } from '../case/a-case.ts';
import { bothStores } from '../fakes/both-stores.ts';
import { act, anyFact, DECIDED, SENT, storeReadCase } from './stored.ts';

const { kinds } = await bothStores();

const LATE = at('2060-01-01T10:00:00.000Z');
const depsOf = (store: Store): ErasingDeps => ({
  ...{ store, cases: casesIn(store, () => {}), people: peopleIn(store), keys: searchKeysIn(store) },
  ...{ caseContext: () => caseContext(LATE), by: ada.id },
});

describe.each(kinds)('erasing in %s', (_, open) => {
  it('Erasing a case removes every fact and the old access-log entries, and is itself an event in the history', async () => {
    const store = await open();
    await storeReadCase(store);
    const deps = depsOf(store);
    for (const when of [SENT, LATE]) await readsIn(store).add({ case: REFERENCE, by: pat.id, how: 'pdf' }, when);
    const judged = [];
    for await (const each of judgeEveryCase(store, () => caseContext(LATE))) judged.push(each);
    expect(judged).toMatchObject([{ id: REFERENCE, found: { kind: 'due', why: 'decided' } }]);
    expect(await eraseCase(REFERENCE, deps)).toMatchObject({ kind: 'due' });
    for await (const old of oldReads(store, deps.cases, caseContext(LATE))) expect(await eraseReads(old, deps)).toBe(1);
    const stored = await store.read('case', REFERENCE);
    expect(JSON.stringify(stored)).not.toMatch(anyFact);
    expect(verdictOn(REFERENCE, stored?.document)).toMatchObject({ kind: 'whole', hashes: { length: 10 } });
    expect(await readsIn(store).of(REFERENCE)).toMatchObject([{ at: LATE }]);
  });

  it('What somebody sees once more in the same way within the hour is one entry, and a list is one that names its cases', async () => {
    const store = await open();
    const reads = readsIn(store);
    const list = { case: 'list' as const, by: pat.id, how: 'list', cases: [REFERENCE, OTHER_REFERENCE] };
    for (const how of ['show', 'show', 'everything']) await reads.add({ case: REFERENCE, by: pat.id, how }, SENT);
    await reads.add({ case: REFERENCE, by: jane.id, how: 'show' }, SENT);
    for (const cases of [list.cases, [REFERENCE], list.cases.toReversed()]) await reads.add({ ...list, cases }, SENT);
    await reads.add(list, LATE);
    const found = await reads.of(REFERENCE);
    expect(found.map(({ by, how }) => `${by === pat.id ? 'pat' : 'jane'} ${how}`).sort()).toEqual(
      ['jane show', 'pat everything', 'pat list', 'pat list', 'pat show'].sort(),
    );
    expect(await reads.of(OTHER_REFERENCE)).toMatchObject([list, list]);
  });

  it('Lists leave the access log with their whole day, but not while one of the cases that they showed is held', async () => {
    const store = await open();
    const cases = await storeReadCase(store);
    const reads = readsIn(store);
    const list = { case: 'list' as const, by: pat.id, how: 'list' };
    await reads.add({ ...list, cases: [REFERENCE, OTHER_REFERENCE] }, SENT);
    await reads.add({ ...list, cases: [OTHER_REFERENCE] }, DECIDED);
    await reads.add({ ...list, cases: [OTHER_REFERENCE] }, LATE);
    const left = async () => (await reads.of(OTHER_REFERENCE)).length;
    const before = await left();
    const held = { type: 'LegalHoldSet' as const, at: DECIDED, by: ada.id, number: 1 };
    await cases.change(REFERENCE, (record) => ({
      record: advance(record, { events: [held] }, caseContext(DECIDED)),
      result: undefined,
    }));
    const isSameDay = SENT.slice(0, 10) === DECIDED.slice(0, 10);
    expect(await eraseSearches(store, cases, caseContext(LATE), false)).toBe(isSameDay ? 0 : 1);
    const released = { type: 'LegalHoldReleased' as const, at: DECIDED, by: ada.id, number: 1 };
    await cases.change(REFERENCE, (record) => ({
      record: advance(record, { events: [released] }, caseContext(DECIDED)),
      result: undefined,
    }));
    await eraseSearches(store, cases, caseContext(LATE), false);
    expect([before, await left()]).toEqual([3, 1]);
  });

  it('Erasing spares a case that somebody changes at the same moment', async () => {
    const store = await open();
    const cases = await storeReadCase(store, OTHER_REFERENCE);
    let isFirst = true;
    const meddled: Store = {
      ...store,
      async replace(document, version) {
        if (isFirst) {
          isFirst = false;
          await act(
            cases,
            (referral, { facts }, how) => recordInformation(referral, 'She rang, Flint.', facts.texts, how),
            jane,
            LATE,
            OTHER_REFERENCE,
          );
        }
        return store.replace(document, version);
      },
    };
    expect(await eraseCase(OTHER_REFERENCE, depsOf(meddled))).toBeUndefined();
    const record = await cases.load(OTHER_REFERENCE);
    expect(record?.facts.texts).toMatchObject({
      'information-1': 'She rang, Flint.',
      'decision-reasons': 'Jasper burn.',
    });
    expect(record?.events.map(({ type }) => type)).not.toContain('FactsErased');
  });

  it('The store lets nobody overwrite a recorded read', async () => {
    const store = await open();
    await readsIn(store).add({ case: REFERENCE, by: pat.id, how: 'pdf' }, DECIDED);
    const [page] = await store.all('read|', 1);
    const document = { ...(page?.stored.document as { kind: 'read'; id: string }), by: 'somebody-else' };
    await expect(store.replace(document, page?.stored.version ?? '')).rejects.toThrow('only added to');
    expect((await store.create(document)).kind).toBe('overtaken');
    expect(await readsIn(store).of(REFERENCE)).toMatchObject([{ by: 'pat' }]);
  });
});
