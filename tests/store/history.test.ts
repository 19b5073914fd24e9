import { describe, expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { type Instant, instantOf } from '../../src/base/time.ts';
import { withWakeTime } from '../../src/case/advance.ts';
import { Entry } from '../../src/case/outbox.ts';
import { referralOf } from '../../src/case/state.ts';
import { recordInformation } from '../../src/features/information/rules.ts';
import { withFactsErased } from '../../src/features/retention/rules.ts';
import { casesIn, eraseOldTexts } from '../../src/store/cases.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { aReferral, at, caseContext, jane, pack, withOutcome } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { openStore } = aFolder();

const sentAt = at('2026-11-24T14:03:00.000Z');

/** A store that records every document written to it. */
function aStore() {
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
  return { store, written, cases: casesIn(store, () => {}), reference: aReferral(sentAt).id };
}

const longest = (number: number) => `${number} `.padEnd(2000, 'wörd ');
const added = (number: number, now: Instant) => (record: ReturnType<typeof aReferral>) => {
  const outcome = recordInformation(referralOf(record.events), longest(number), record.facts.texts, { by: jane, now });
  const next = withOutcome(record, outcome, jane, now);
  const outbox = next.outbox.map((entry): Entry => ({ ...entry, state: { kind: 'sent', at: now } }));
  return { record: withWakeTime({ ...next, outbox }, caseContext(now)), result: undefined };
};

describe('a case with many additions', () => {
  it('A case with hundreds of additions keeps every word, and no document comes near the limit of 2 MB', async () => {
    const { cases, written, reference } = aStore();
    await cases.create(aReferral(sentAt));
    const many = 260;
    for (let number = 0; number < many; number += 1)
      await cases.change(reference, added(number, instantOf(Date.parse(sentAt) + number * 60_000)));
    const largest = Math.max(...written.slice(-20).map((document) => Buffer.byteLength(JSON.stringify(document))));
    expect(largest).toBeLessThan(600_000);
    expect(written.filter(({ kind }) => kind === 'history').length).toBeLessThan(10);
    const texts = Object.values((await cases.load(reference))?.facts.texts ?? {});
    expect(texts).toEqual(expect.arrayContaining(Array.from({ length: many }, (_, number) => longest(number))));
    const [mine] = await cases.of(jane.id, 1);
    expect(Object.values(mine?.facts.texts ?? {})).toHaveLength(texts.length);
  });

  it('A case loses no word when two people add to it while old texts are being moved to a document beside it', async () => {
    const { cases, reference } = aStore();
    await cases.create(aReferral(sentAt));
    const many = 120; // old texts are moved at the hundredth
    for (let number = 0; number < many; number += 2)
      await Promise.all([number, number + 1].map((each) => cases.change(reference, added(each, sentAt))));
    const texts = Object.values((await cases.load(reference))?.facts.texts ?? {});
    expect(texts).toEqual(expect.arrayContaining(Array.from({ length: many }, (_, number) => longest(number))));
  });
});

describe('old texts beside their case', () => {
  it('Old texts beside a case are verified with it, and are erased with its facts', async () => {
    const { store, cases, reference } = aStore();
    await cases.create(aReferral(sentAt));
    for (let number = 0; number < 120; number += 1) await cases.change(reference, added(number, sentAt));
    const beside = async () => JSON.stringify((await store.read('history', `${reference}~texts~0`))?.document);
    expect(await beside()).toContain('7 wörd');
    expect(await audit(store, [], { caseContext: () => caseContext(sentAt) })).toMatchObject({
      cases: 1,
      found: [],
    });
    const due = { kind: 'due', why: 'decided', since: sentAt, period: pack.retention.decided } as const;
    await cases.change(reference, (record) => ({
      record: withFactsErased(record, due, jane.id, caseContext(sentAt)),
      result: undefined,
    }));
    await eraseOldTexts(store, reference);
    expect(await beside()).not.toContain('wörd');
    expect((await cases.load(reference))?.facts.texts).toEqual({});
    expect(await audit(store, [], { caseContext: () => caseContext(sentAt) })).toMatchObject({
      cases: 1,
      found: [],
    });
  });

  it('Old texts that somebody changed in the store are found by the audit', async () => {
    const { store, cases, reference } = aStore();
    await cases.create(aReferral(sentAt));
    for (let number = 0; number < 120; number += 1) await cases.change(reference, added(number, sentAt));
    const found = await store.read('history', `${reference}~texts~0`);
    const changed = JSON.parse(JSON.stringify(found?.document).replace('7 wörd', '7 wird'));
    await store.replace(changed, found?.version ?? '');
    const [first] = (await audit(store, [], { caseContext: () => caseContext(sentAt) })).found;
    expect(first).toMatchObject({ ref: reference, what: expect.stringContaining('is not what was written') });
  });
});

describe('old outbox entries', () => {
  const entry = (id: number, kind: 'sent' | 'waiting') =>
    Entry.parse({
      ...{ id, to: { place: 'mash' }, message: { kind: 'case-card' }, addedAt: sentAt, attempts: 1, notBefore: sentAt },
      state: kind === 'sent' ? { kind, at: sentAt } : { kind },
    });

  it('Old outbox entries stay in the case while most of the outbox still waits, because moving a few is not worth a document', async () => {
    const { cases, written, reference } = aStore();
    const outbox = Array.from({ length: 400 }, (_, id) => entry(id, id % 10 === 0 ? 'sent' : 'waiting'));
    await cases.create({ ...aReferral(sentAt), outbox });
    for (let times = 0; times < 20; times += 1)
      await cases.change(reference, (record) => ({ record, result: undefined }));
    expect(written.filter(({ kind }) => kind === 'history')).toEqual([]);
  });

  it('Old outbox entries that another instance wrote beside the case at the same moment are kept', async () => {
    const { cases, store, reference } = aStore();
    const outbox = Array.from({ length: 300 }, (_, id) => entry(id + 1, 'sent'));
    await cases.create({ ...aReferral(sentAt), outbox });
    const theirs = { kind: 'history' as const, id: `${reference}~0`, entries: [entry(0, 'sent'), entry(1, 'sent')] };
    await store.create(theirs);
    await cases.change(reference, (record) => ({ record, result: undefined }));
    const there = (await store.read('history', theirs.id))?.document as typeof theirs;
    expect(there.entries.map(({ id }) => id)).toEqual(Array.from({ length: 201 }, (_, id) => id));
  });
});
