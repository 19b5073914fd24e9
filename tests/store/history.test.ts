import { expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { nothingKept } from '../../src/audit/audited.ts';
import { type Instant, instantOf } from '../../src/base/time.ts';
import { Entry } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { recordInformation } from '../../src/features/information/rules.ts';
import { withFactsErased } from '../../src/features/retention/rules.ts';
import { casesIn, eraseOldTexts } from '../../src/store/cases.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { allSent, aReferral, at, caseContext, jane, pack, REFERENCE, withOutcome } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { openStore } = aFolder();

const sentAt = at('2026-11-24T14:03:00.000Z');

/** A case in a store that records every document written to it. */
async function aStore(outbox?: Entry[]) {
  const real = openStore();
  const written: Document[] = [];
  const store: Store = {
    ...real,
    async create(document) {
      written.push(document);
      return real.create(document);
    },
    async replace(document, version) {
      written.push(document);
      return real.replace(document, version);
    },
  };
  const cases = casesIn(store, () => {});
  await cases.create({ ...aReferral(sentAt), ...(outbox && { outbox }) });
  return { store, written, cases };
}

const longest = (number: number) => `${number} `.padEnd(2000, 'wörd ');
/** Adds texts with these numbers to the case, and sends all its messages. */
const added =
  (from: number, to: number, now: Instant = sentAt) =>
  (record: CaseRecord) => {
    let next = record;
    for (let number = from; number < to; number += 1) {
      const { texts } = next.facts;
      const outcome = recordInformation(referralOf(next.events), longest(number), texts, { by: jane, now });
      next = allSent(withOutcome(next, outcome), now);
    }
    return { record: next, result: undefined };
  };

// A case with many additions

it('A case with hundreds of additions keeps every word, and no document comes near the limit of 2 MB', async () => {
  const { cases, written } = await aStore();
  const many = 210; // old texts are moved at each hundredth
  for (let number = 0; number < many; number += 10)
    await cases.change(REFERENCE, added(number, number + 10, instantOf(Date.parse(sentAt) + number * 60_000)));
  const largest = Math.max(...written.map((document) => Buffer.byteLength(JSON.stringify(document))));
  expect(largest).toBeLessThan(600_000);
  expect(written.filter(({ kind }) => kind === 'history').length).toBeLessThan(10);
  const texts = Object.values((await cases.load(REFERENCE))?.facts.texts ?? {});
  expect(texts).toEqual(expect.arrayContaining(Array.from({ length: many }, (_, number) => longest(number))));
  const [mine] = await cases.of(jane.id, 1);
  expect(Object.values(mine?.facts.texts ?? {})).toHaveLength(texts.length);
});

it('A case loses no word when two people add to it while old texts are being moved to a document beside it', async () => {
  const { cases } = await aStore();
  const many = 120; // old texts are moved at the hundredth
  await cases.change(REFERENCE, added(0, 90));
  for (let number = 90; number < many; number += 2)
    await Promise.all([number, number + 1].map((each) => cases.change(REFERENCE, added(each, each + 1))));
  const texts = Object.values((await cases.load(REFERENCE))?.facts.texts ?? {});
  expect(texts).toEqual(expect.arrayContaining(Array.from({ length: many }, (_, number) => longest(number))));
});

// Old texts beside their case

let withMany: CaseRecord | undefined; // the same in each test: to add 110 texts takes a second
const audited = (store: Store) => audit(store, nothingKept, { caseContext: () => caseContext(sentAt) });
async function withOldTexts() {
  const all = await aStore();
  await all.cases.change(REFERENCE, (record) => {
    withMany ??= added(0, 110)(record).record;
    return { record: withMany, result: undefined };
  });
  await all.cases.change(REFERENCE, added(110, 120)); // which moves the old ones
  return { ...all, beside: () => all.store.read('history', `${REFERENCE}~texts~0`) };
}

it('Old texts beside a case are verified with it, and are erased with its facts', async () => {
  const { store, cases, ...there } = await withOldTexts();
  const beside = async () => JSON.stringify((await there.beside())?.document);
  expect(await beside()).toContain('7 wörd');
  expect(await audited(store)).toMatchObject({ cases: 1, found: [] });
  const due = { kind: 'due', why: 'decided', since: sentAt, period: pack.retention.decided } as const;
  await cases.change(REFERENCE, (record) => ({
    record: withFactsErased(record, due, jane.id, caseContext(sentAt)),
    result: undefined,
  }));
  await eraseOldTexts(store, REFERENCE);
  expect(await beside()).not.toContain('wörd');
  expect((await cases.load(REFERENCE))?.facts.texts).toEqual({});
  expect(await audited(store)).toMatchObject({ cases: 1, found: [] });
});

it('An old text that is changed stands nowhere as it was, and one that is put back meanwhile is not lost', async () => {
  const { store, cases, beside } = await withOldTexts();
  const before = await cases.load(REFERENCE);
  const nameOf = (text: string) =>
    Object.keys(before?.facts.texts ?? {}).find((each) => before?.facts.texts[each] === text) ?? '';
  let name = nameOf(longest(7));
  const writes = (text: string, through = cases) =>
    through.change(REFERENCE, (record) => ({
      record: { ...record, facts: { ...record.facts, texts: { ...record.facts.texts, [name]: text } } },
      result: undefined,
    }));
  const isAnywhere = async (text: string) => {
    const documents = [await store.read('case', REFERENCE), await beside()];
    return documents.some((each) => JSON.stringify(each?.document).includes(`"${text}`));
  };
  await writes('[address 1 held back]');
  expect([await isAnywhere('7 wörd'), (await cases.load(REFERENCE))?.facts.texts[name]]).toEqual([
    false,
    '[address 1 held back]',
  ]);
  name = nameOf(longest(8));
  let isOvertaken = false; // somebody puts the text back before it is taken out of the document beside the case
  const slow = casesIn(
    {
      ...store,
      async replace(document, version) {
        if (document.kind === 'history' && !isOvertaken) {
          isOvertaken = true;
          await writes(
            longest(8),
            casesIn(store, () => {}),
          );
        }
        return store.replace(document, version);
      },
    },
    () => {},
  );
  await writes('[address 2 held back]', slow);
  expect([isOvertaken, (await cases.load(REFERENCE))?.facts.texts[name]]).toEqual([true, longest(8)]);
  await writes('[place left out]');
  expect([await isAnywhere('8 wörd'), await isAnywhere('9 wörd')]).toEqual([false, true]);
  expect(Object.keys((await cases.load(REFERENCE))?.facts.texts ?? {})).toHaveLength(120);
});

it('Old texts that somebody changed in the store are found by the audit', async () => {
  const { store, beside } = await withOldTexts();
  const found = await beside();
  const changed = JSON.parse(JSON.stringify(found?.document).replace('7 wörd', '7 wird'));
  await store.replace(changed, found?.version ?? '');
  const [first] = (await audited(store)).found;
  expect(first).toMatchObject({ ref: REFERENCE, what: expect.stringContaining('is not what was written') });
});

// Old outbox entries

const entry = (id: number, kind: 'sent' | 'waiting') =>
  Entry.parse({
    ...{ id, to: { place: 'mash' }, message: { kind: 'case-card' }, addedAt: sentAt, attempts: 1, notBefore: sentAt },
    state: kind === 'sent' ? { kind, at: sentAt } : { kind },
  });

it('Old outbox entries stay in the case while most of the outbox still waits, because moving a few is not worth a document', async () => {
  const outbox = Array.from({ length: 400 }, (_, id) => entry(id, id % 10 === 0 ? 'sent' : 'waiting'));
  const { cases, written } = await aStore(outbox);
  for (let times = 0; times < 20; times += 1)
    await cases.change(REFERENCE, (record) => ({ record, result: undefined }));
  expect(written.filter(({ kind }) => kind === 'history')).toEqual([]);
});

it('Old outbox entries that another instance wrote beside the case at the same moment are kept', async () => {
  const outbox = Array.from({ length: 300 }, (_, id) => entry(id + 1, 'sent'));
  const { cases, store } = await aStore(outbox);
  const theirs = { kind: 'history' as const, id: `${REFERENCE}~0`, entries: [entry(0, 'sent'), entry(1, 'sent')] };
  await store.create(theirs);
  await cases.change(REFERENCE, (record) => ({ record, result: undefined }));
  const there = (await store.read('history', theirs.id))?.document as typeof theirs;
  expect(there.entries.map(({ id }) => id)).toEqual(Array.from({ length: 201 }, (_, id) => id));
});
