import { expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { nothingKept } from '../../src/audit/audited.ts';
import { once } from '../../src/base/once-per.ts';
import { type Instant, instantOf } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { Entry } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { recordInformation } from '../../src/features/information/rules.ts';
import { withFactsErased } from '../../src/features/retention/rules.ts';
import { type CaseEvent, textOf } from '../../src/history/events.ts';
import { casesIn, eraseOldTexts } from '../../src/store/cases.ts';
import { everyCase } from '../../src/store/every-case.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { SealFault, sealedStore } from '../../src/store/seal.ts';
import { lookAtStamps, stampKey, stampsOf } from '../../src/store/stamps.ts';
import {
  allSent,
  aReferral,
  at,
  caseContext,
  jane,
  OTHER_REFERENCE,
  pack,
  REFERENCE,
  withOutcome,
} from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { keysFor } from '../security/keys.ts';

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

/** Adds so many texts, which it makes once: to add a hundred takes a second. */
const addedOnce = (from: number, to: number) => {
  let made: CaseRecord | undefined;
  return (record: CaseRecord) => {
    made ??= added(from, to)(record).record;
    return { record: made, result: undefined };
  };
};
const addedFirst = addedOnce(0, 60);
const addedNext = addedOnce(60, 110);

// A case with many additions

it('A case with hundreds of additions keeps every word, and no document comes near the limit of 2 MB', async () => {
  const { cases, written } = await aStore();
  const many = 210; // old texts are moved at each hundredth
  await cases.change(REFERENCE, addedFirst);
  for (let number = 60; number < many; number += 10)
    await cases.change(REFERENCE, added(number, number + 10, instantOf(Date.parse(sentAt) + number * 60_000)));
  const largest = Math.max(...written.map((document) => Buffer.byteLength(JSON.stringify(document))));
  expect(largest).toBeLessThan(200_000);
  expect(new Set(written.filter(({ kind }) => kind === 'history').map(({ id }) => id)).size).toBeLessThan(20);
  const texts = Object.values((await cases.load(REFERENCE))?.facts.texts ?? {});
  expect(texts).toEqual(expect.arrayContaining(Array.from({ length: many }, (_, number) => longest(number))));
  const [mine] = await cases.of(jane.id, 1);
  expect(Object.values(mine?.facts.texts ?? {})).toHaveLength(texts.length);
});

it('A case loses no word when two people add to it while old texts are being moved to a document beside it', async () => {
  const { cases } = await aStore();
  const many = 120; // old texts are moved at the hundredth
  await cases.change(REFERENCE, addedFirst);
  await cases.change(REFERENCE, added(60, 90));
  for (let number = 90; number < many; number += 2)
    await Promise.all([number, number + 1].map((each) => cases.change(REFERENCE, added(each, each + 1))));
  const texts = Object.values((await cases.load(REFERENCE))?.facts.texts ?? {});
  expect(texts).toEqual(expect.arrayContaining(Array.from({ length: many }, (_, number) => longest(number))));
});

// Old texts beside their case

const audited = (store: Store) => audit(store, nothingKept, { caseContext: () => caseContext(sentAt) });
async function withOldTexts() {
  const all = await aStore();
  await all.cases.change(REFERENCE, (record) => addedNext(addedFirst(record).record));
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

// A long history

const seen = (count: number, from = 0): CaseEvent[] =>
  Array.from({ length: count }, (_, number) => ({
    type: 'InformationAdded',
    at: instantOf(Date.parse(sentAt) + (from + number) * 60_000),
    by: jane.id,
    number: from + number + 1,
  }));

/** A case to which 500 events are written, twenty at a time and then 150, each with its words and its messages: once, for it takes seconds. */
const longCase = once(async () => {
  const { store, cases, written } = await aStore();
  const was = new Map<number, Document[]>(); // what the store held, by the number of events
  for (let many = 0; many < 500; ) {
    const more = many < 200 ? 20 : 150;
    await cases.change(REFERENCE, withMore(many, more));
    many += more;
    if (![140, 200, 500].includes(many)) continue;
    const held = await store.all(undefined, 100);
    was.set(
      many,
      held.map(({ stored }) => stored.document as Document),
    );
  }
  return { store, cases, written, was };
});
/** A store of its own with that case when it had so many events. */
async function grown(many: number, store = openStore()) {
  const { was } = await longCase();
  for (const document of was.get(many) ?? []) await store.create(document);
  return { store, cases: casesIn(store, () => {}) };
}
const withMore = (from: number, count: number) => (record: CaseRecord) => {
  const events = seen(count, from);
  const texts = Object.fromEntries(
    events.map((_, at) => [textOf.information(from + at + 1), `He came, ${from + at}.`]),
  );
  const now = events.at(-1)?.at ?? sentAt;
  return { record: allSent(advance(record, { events, texts, by: jane }, caseContext(now)), now), result: undefined };
};
const numbersOf = (record: CaseRecord | undefined) =>
  record?.events.flatMap((event) => (event.type === 'InformationAdded' ? event.number : []));
const upTo = (many: number) => Array.from({ length: many }, (_, number) => number + 1);

it('A case with 500 events is read whole and in its order, and neither its document nor any beside it is larger than 90 KB', async () => {
  const { cases, written, store } = await longCase();
  const largest = Math.max(...written.map((document) => Buffer.byteLength(JSON.stringify(document))));
  expect(largest).toBeLessThan(90 * 1024);
  const record = await cases.load(REFERENCE);
  expect(numbersOf(record)).toEqual(upTo(500));
  expect(record?.chain).toHaveLength(record?.events.length ?? 0);
  expect(Object.keys(record?.facts.texts ?? {})).toHaveLength(500);
  expect(record && referralOf(record.events)).toMatchObject({ information: { length: 500 } });
  expect(await audited(store)).toMatchObject({ cases: 1, events: record?.events.length, found: [] });
  for await (const each of everyCase(store)) expect(each).toEqual(record);
});

it('Two instances that move the same old history at the same moment lose and double no event', async () => {
  const { cases, store } = await grown(140);
  const other = casesIn(store, () => {});
  const moved = (await cases.load(REFERENCE))?.rolled?.length ?? 0;
  for (let from = 140; from < 280; from += 20)
    await Promise.all([cases.change(REFERENCE, withMore(from, 10)), other.change(REFERENCE, withMore(from + 10, 10))]);
  const record = await cases.load(REFERENCE);
  expect(numbersOf(record)?.sort((one, two) => one - two)).toEqual(upTo(280));
  expect((record?.rolled?.length ?? 0) - moved).toBeGreaterThan(2);
  expect(await audited(store)).toMatchObject({ found: [] });
});

it('A program that ends between writing old history and its case loses and doubles nothing', async () => {
  const { cases, store } = await grown(140);
  let isDown = false;
  const ending = casesIn(
    {
      ...store,
      async create(document) {
        isDown = document.kind === 'history';
        return store.create(document);
      },
      async replace(document, version) {
        if (isDown) throw new Error('killed');
        return store.replace(document, version);
      },
    },
    () => {},
  );
  await expect(ending.change(REFERENCE, withMore(140, 30))).rejects.toThrow('killed');
  expect(numbersOf(await cases.load(REFERENCE))).toEqual(upTo(140));
  await cases.change(REFERENCE, withMore(140, 30));
  expect(numbersOf(await cases.load(REFERENCE))).toEqual(upTo(170));
  expect(await audited(store)).toMatchObject({ found: [] });
});

it('After the facts of a case are erased its whole history still verifies, and no words stand beside it', async () => {
  const { cases, store } = await grown(500);
  const before = await cases.load(REFERENCE);
  const due = { kind: 'due', why: 'decided', since: sentAt, period: pack.retention.decided } as const;
  await cases.change(REFERENCE, (record) => ({
    record: withFactsErased(record, due, jane.id, caseContext(sentAt)),
    result: undefined,
  }));
  await eraseOldTexts(store, REFERENCE);
  const all = JSON.stringify(await store.all(undefined, 100));
  expect(all).not.toMatch(/He came|Okafor/);
  for (const salt of Object.values(before?.facts.salts ?? {})) expect(all).not.toContain(salt);
  const after = await cases.load(REFERENCE);
  expect(after?.events.slice(0, -1)).toEqual(before?.events);
  expect(await audited(store)).toMatchObject({ cases: 1, found: [] });
});

/** A document beside the case that holds old events. */
async function oldPart(store: Store, record: CaseRecord | undefined) {
  type Part = Document & { events: CaseEvent[]; sealed?: object; stamp?: object };
  for (const name of record?.rolled ?? []) {
    const { document, version = '' } = (await store.read('history', `${REFERENCE}~${name}`)) ?? {};
    const part = structuredClone(document) as Part;
    if (part.events.length > 10) return { part, version };
  }
  throw new Error('no old events');
}

it.each<[string, (events: CaseEvent[]) => CaseEvent[]]>([
  ['changed', (events) => events.map((event, at) => (at === 7 ? { ...event, at: sentAt } : event))],
  ['removed', (events) => events.filter((_, at) => at !== 7)],
  ['put in another place', ([one, other, ...rest]) => [other, one, ...rest].filter((each) => each !== undefined)],
])('An old event beside its case that somebody %s is found by the audit', async (_, change) => {
  const { cases, store } = await grown(200);
  const { part, version } = await oldPart(store, await cases.load(REFERENCE));
  await store.replace({ ...part, ...{ events: change(part.events) } }, version);
  const [found] = (await audited(store)).found;
  expect(found).toMatchObject({ ref: REFERENCE, what: expect.stringMatching(/^event \d+ .* is not what was written/) });
});

it('A case whose old messages cannot be read is not shown without them, is found by the audit, and hides no other case', async () => {
  const { cases, store } = await grown(200);
  await cases.create({ ...aReferral(sentAt), id: OTHER_REFERENCE });
  const newest = (await cases.load(REFERENCE))?.rolled?.at(-1);
  const { document, version = '' } = (await store.read('history', `${REFERENCE}~${newest}`)) ?? {};
  await store.replace({ ...(document as Document), ...{ others: { count: 100, json: '[{' } } }, version);
  await expect(cases.load(REFERENCE)).rejects.toThrow();
  expect((await cases.of(jane.id)).map(({ id }) => id)).toEqual([OTHER_REFERENCE]);
  const found = (await audited(store)).found.map(({ ref, what }) => `${ref}: ${what}`);
  expect(found).toContainEqual(expect.stringMatching(`^${REFERENCE}: event 1 .* is not what was written`));
});

it('With a key old history is sealed and stamped: a case is not shown with an event that was changed beside it, or without one', async () => {
  const bare = openStore();
  const keys = keysFor('A');
  const stamps = stampsOf('HT', await stampKey(sealedStore(bare, 'HT', keys)));
  const open = () => casesIn(sealedStore(bare, 'HT', keys, stamps), () => {});
  await grown(200, sealedStore(bare, 'HT', keys, stamps));
  const { part, version } = await oldPart(bare, await open().load(REFERENCE));
  expect(Object.keys(part).sort()).toEqual(['chain', 'events', 'id', 'kind', 'sealed', 'stamp']);
  const changed = { ...part, events: part.events.slice(1) };
  await bare.replace(changed, version);
  await expect(open().load(REFERENCE)).rejects.toThrow(SealFault);
  lookAtStamps(await bare.all(undefined, 100), stamps);
  expect([...stamps.suspects]).toEqual([[`history|${part.id}`, 'certain']]);
  const { stamp: _, sealed: __, ...unsealed } = part;
  await bare.replace(
    { ...unsealed, kind: 'history', id: part.id },
    (await bare.read('history', part.id))?.version ?? '',
  );
  await expect(open().load(REFERENCE)).rejects.toThrow();
});
