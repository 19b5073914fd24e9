import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../../src/base/reference.ts';
import { Duration } from '../../../src/base/time.ts';
import { verdictOn } from '../../../src/evidence/verify.ts';
import { eraseCase } from '../../../src/features/retention/erasing.ts';
import { changeHold, withErasingStopped } from '../../../src/features/retention/rules.ts';
import { noRetention, periodsStatus } from '../../../src/features/retention/state.ts';
import { casesIn } from '../../../src/store/cases.ts';
import { searchKeysIn } from '../../../src/store/keys.ts';
import { peopleIn } from '../../../src/store/people.ts';
import type { Store } from '../../../src/store/port.ts';
import { readsIn } from '../../../src/store/reads.ts';
import {
  ada,
  allSent,
  at,
  caseContext,
  jane,
  mo,
  OTHER_REFERENCE,
  pat,
  REFERENCE,
  withOutcome,
} from '../../case/a-case.ts';
import { bothStores } from '../../fakes/both-stores.ts';
import { anyFact, DECIDED, SENT, storeDraft, storeReadCase } from '../../security/stored.ts';
import { afterEvents } from '../outcomes.ts';
import { packWithShortPeriods, rewrite, scheduled } from './scheduled.ts';

const { kinds } = await bothStores();

const LISTED = at('2021-10-18T15:00:00.000Z'); // 37 days before
const ON_ITS_DAY = at('2021-11-24T15:00:00.000Z');

let store: Store; // each test has its own
const inSqlite = kinds.slice(0, 1);

/** A decided case of which everybody was told. It is due for erasing on 24 November 2021 at 15:00. */
async function done(id: CaseId = REFERENCE) {
  const cases = await storeReadCase(store, id);
  await rewrite(cases, id, (record) => allSent(record, DECIDED));
  return cases;
}
const holdsFacts = async (id: CaseId = REFERENCE) => anyFact.test(JSON.stringify(await store.read('case', id)));

/** Instances on the store, after an administrator has confirmed the periods. */
async function confirmed(options?: Parameters<typeof scheduled>[1]) {
  const all = scheduled(store, options);
  await all.confirm();
  return all;
}
/** The same, after a second person has released what is due in 37 days. */
async function released(options?: Parameters<typeof scheduled>[1]) {
  const all = await confirmed(options);
  await all.look(LISTED);
  await all.release();
  return all;
}

describe.each(kinds)('erasing by schedule in %s', (_, open) => {
  beforeEach(async () => {
    store = await open();
  });

  it('Scheduled erasing lists what will be due at least 30 days before, and tells the administrators once and without any fact', async () => {
    await done();
    const { look, sent, cards } = await confirmed({ many: 3 });
    await look(at('2021-10-17T15:00:00.000Z'));
    expect(sent).toEqual([]);
    await look(LISTED);
    expect([...sent].sort()).toEqual(['ada', 'dee']);
    for (const card of cards) {
      expect(card).toContain(REFERENCE);
      expect(card).toContain('24 November 2021');
      expect(card).not.toMatch(anyFact);
    }
    // Ada’s card has no release button, because she confirmed the periods
    expect(cards.filter((card) => card.includes('release-retention'))).toHaveLength(1);
  });

  it('Scheduled erasing waits for the day, then erases what a second person released, and the history names both people', async () => {
    await done();
    const { look, logged } = await released({ many: 2 });
    await look(at('2021-11-24T14:59:59.999Z'));
    expect(await holdsFacts()).toBe(true);
    await look(at('2021-11-25T15:00:00.000Z'));
    expect(await holdsFacts()).toBe(false);
    const record = await casesIn(store, () => {}).load(REFERENCE);
    const last = { type: 'FactsErased', why: 'decided', by: mo.id, confirmedBy: ada.id };
    expect(record?.events.at(-1)).toMatchObject(last);
    expect(verdictOn(REFERENCE, (await store.read('case', REFERENCE))?.document)).toMatchObject({ kind: 'whole' });
    const said = { event: 'retention.erased', ref: REFERENCE, kind: 'facts', by: mo.id };
    expect(logged.filter(({ event }) => event === 'retention.erased')).toEqual([expect.objectContaining(said)]);
  });

  it('Scheduled erasing erases old entries of the access log in the same way, a month at a time', async () => {
    await done();
    const reads = readsIn(store);
    for (const day of ['2020-11-25', '2020-11-26', '2021-06-01'])
      await reads.add({ case: REFERENCE, by: pat.id, how: 'pdf' }, at(`${day}T10:00:00.000Z`));
    const { look, later, release, retentionStore } = await confirmed();
    await look(at('2021-12-01T15:00:00.000Z')); // 400 days end on 30 and 31 December: both due on 1 January
    const { listed } = await retentionStore.load();
    expect(listed.filter(({ what }) => what === 'reads')).toMatchObject([{ due: '2022-01-01T00:00:00.000Z' }]);
    await release();
    await later(30);
    expect(await reads.of(REFERENCE)).toHaveLength(3);
    await later(1);
    expect(await reads.of(REFERENCE)).toMatchObject([{ at: '2021-06-01T10:00:00.000Z' }]);
  });

  it('Scheduled erasing does not list an unreadable case, but lists the others', async () => {
    await done();
    await store.create({ kind: 'case', id: 'HT-0000-000', author: jane.id });
    const { look, retentionStore } = await confirmed();
    await look(LISTED);
    expect((await retentionStore.load()).listed).toMatchObject([{ case: REFERENCE }]);
  });
});

describe.each(inSqlite)('erasing by schedule, in %s alone', (_, open) => {
  beforeEach(async () => {
    store = await open();
  });

  it('Scheduled erasing does not begin before an administrator has confirmed the periods', async () => {
    await done();
    const { look, sent, events, retentionStore } = scheduled(store);
    await look(at('2030-01-01T15:00:00.000Z'));
    expect([sent, events(), await retentionStore.load()]).toEqual([[], [], expect.objectContaining({ listed: [] })]);
    expect(await holdsFacts()).toBe(true);
  });

  it('Scheduled erasing logs that a case is erased even if an earlier run was killed right after erasing it', async () => {
    const cases = await done();
    const { look, logged } = await released();
    await eraseCase(REFERENCE, {
      ...{ store, cases, people: peopleIn(store), keys: searchKeysIn(store), by: mo.id, confirmedBy: ada.id },
      caseContext: () => caseContext(ON_ITS_DAY, packWithShortPeriods),
    });
    await look(at('2021-11-25T15:00:00.000Z'));
    const said = expect.objectContaining({ event: 'retention.erased', ref: REFERENCE });
    expect(logged).toContainEqual(said);
  });

  it('Scheduled erasing keeps a released case that is on legal hold on its day, or in which something has still to be told', async () => {
    const cases = await done();
    await done(OTHER_REFERENCE);
    const { look, events } = await released();
    await rewrite(cases, REFERENCE, (record) => {
      const held = changeHold(record.events, { isSet: true, why: 'Court.', by: ada.id, now: LISTED });
      return allSent(withOutcome(record, held), LISTED);
    });
    await rewrite(cases, OTHER_REFERENCE, (record) => afterEvents(record, { type: 'ReferralDelivered', at: LISTED }));
    await look(ON_ITS_DAY);
    for (const id of [REFERENCE, OTHER_REFERENCE]) expect(await holdsFacts(id)).toBe(true);
    expect(events().filter((event) => event === 'retention.kept')).toHaveLength(2);
    expect(events()).not.toContain('retention.erased');
  });

  it('Scheduled erasing keeps a case that somebody changed after its release, even if no run takes place for a year', async () => {
    const cases = await done();
    const { look, retentionStore } = await released();
    const now = at('2021-10-19T10:00:00.000Z');
    await rewrite(cases, REFERENCE, (record) =>
      allSent(
        afterEvents(
          record,
          { type: 'InformationAdded', by: jane.id, at: now, number: 1 },
          { type: 'NewsRead', by: mo.id, at: now, upTo: 2 },
        ),
        now,
      ),
    );
    await look(at('2022-10-20T10:00:00.000Z')); // due again since the day before, so it must be released again
    expect(await holdsFacts()).toBe(true);
    expect(await retentionStore.load()).toMatchObject({ released: [], listed: [{ due: '2022-10-19T10:00:00.000Z' }] });
  });

  it('Scheduled erasing never lists or erases a draft while one of its clocks still runs, however old it is', async () => {
    const cases = await storeDraft(store);
    await rewrite(cases, REFERENCE, (record) => allSent(record, SENT));
    const { look, later, release, retentionStore } = await confirmed();
    await look(at('2050-01-03T15:00:00.000Z'));
    // kept: its idle-draft clock has not reminded the author yet
    expect((await retentionStore.load()).listed).toEqual([]);
    await release();
    await later(40);
    expect(await holdsFacts()).toBe(true);
  });

  it('Scheduled erasing stops at once when the periods of the pack change or an administrator stops it', async () => {
    await done();
    const { look, later, withPack, retentionStore, events } = await released();
    withPack({ ...packWithShortPeriods, version: '99' });
    await look(ON_ITS_DAY);
    await later(10);
    expect(await holdsFacts()).toBe(true);
    withPack(packWithShortPeriods);
    await retentionStore.change(withErasingStopped);
    const other = {
      ...packWithShortPeriods,
      retention: { ...packWithShortPeriods.retention, decided: Duration.parse('P1D') },
    };
    expect([packWithShortPeriods, other].map((each) => periodsStatus(withErasingStopped(noRetention), each))).toEqual(
      Array(2).fill('never-confirmed'),
    );
    const stopped = await retentionStore.load();
    const stands = [packWithShortPeriods, other].map((each) => periodsStatus(stopped, each));
    // `npm run retention` still takes the confirmed periods, and refuses others
    expect(stands).toEqual(['confirmed', 'changed']);
    await later(10);
    expect(await holdsFacts()).toBe(true);
    expect(events()).not.toContain('retention.erased');
  });

  it('Scheduled erasing erases nothing on an instance whose clock is wrong', async () => {
    await done();
    const { look, later, setClockWrong } = await released();
    setClockWrong(true);
    await look(at('2060-01-01T15:00:00.000Z'));
    expect(await holdsFacts()).toBe(true);
    setClockWrong(false);
    await later(1);
    expect(await holdsFacts()).toBe(false);
  });
});
