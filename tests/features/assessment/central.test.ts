import { expect, it } from '@jest/globals';
import type { Instant } from '../../../src/base/time.ts';
import { advance, clockEventsDue, withWakeTime } from '../../../src/case/advance.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { outcomeBoxes, recordOutcome, recordSent } from '../../../src/features/assessment/rules.ts';
import { centralOf } from '../../../src/features/assessment/state.ts';
import { features as parts } from '../../../src/features/list.ts';
import type { Central } from '../../../src/protocol/central.ts';
import type { Pack } from '../../../src/protocol/pack.ts';
import {
  allSent,
  at,
  caseContext,
  desk,
  guest,
  ivy,
  messageInShort,
  mo,
  pack,
  pat,
  resultOf,
  sue,
  withOutcome,
} from '../../case/a-case.ts';
import { markOf } from '../../case/every-event.ts';
import { afterEvents, resultsOf } from '../outcomes.ts';
import { by, NOW, passedOn, whyOrKind, withGrounds } from './a-passed-case.ts';

const with2026: Pack = { ...pack, central: { ...pack.central, pathway: '2026' } };

/** The team records a central referral. @param known how many entries the person has seen */
const sending = (
  record: CaseRecord,
  typed: Record<string, string>,
  { person = sue, now = NOW, known = 0, central = pack.central } = {},
): Outcome => recordSent(record, typed, { central, known }, by(person, now));
const sentForm = (sent: string, reference = 'NRM-1') => ({ reference, sent });
const toHear = (record: CaseRecord, outcome: string, heard: string, now = NOW): Outcome =>
  recordOutcome(record, { outcome, who: 'Desk 4', heard }, by(sue, now));

/** A case whose central referral was recorded on the day on which it was sent, with every message delivered. */
function referredOn(day: string, thisPack: Pack = pack): CaseRecord {
  const now = at(`${day}T12:00:00.000Z`);
  const outcome = sending(withGrounds(), sentForm(day), { now, central: thisPack.central });
  if (outcome.kind !== 'happened') throw new Error(JSON.stringify(outcome));
  return allSent(advance(withGrounds(), { ...outcome, by: sue }, caseContext(now, thisPack)), now);
}

interface Reminded {
  at: Instant;
  how: 'remind' | 'overdue' | 'quiet';
  clock: string;
}

/** The reminders until a moment, each at its time, as the worker finds them. */
function reminders(record: CaseRecord, until: string, thisPack: Pack = pack): Reminded[] {
  const found: Reminded[] = [];
  let next = withWakeTime(record, { now: record.changedAt, pack: thisPack, parts });
  while (next.wakeAt && next.wakeAt <= until) {
    const now = next.wakeAt;
    const events = clockEventsDue(next, { now, pack: thisPack, parts });
    if (events.length === 0) throw new Error(`woken for nothing at ${now}`);
    for (const event of events) {
      if (event.type !== 'ClockReached') continue;
      found.push({
        at: event.upTo,
        clock: event.clock,
        how: event.overdue ? 'overdue' : event.remind ? 'remind' : 'quiet',
      });
    }
    next = allSent(advance(next, { events }, caseContext(now, thisPack)), now);
  }
  return found;
}

const reminderTimes = (record: CaseRecord, until: string, thisPack?: Pack) =>
  reminders(record, until, thisPack).map(({ at: when, how }) => `${when.slice(0, 16)} ${how}`);

// The central referral

it('Only the Assessment team can record a central referral, and only after reasonable grounds', () => {
  for (const record of [passedOn(), withGrounds('no')])
    expect(whyOrKind(sending(record, sentForm('2026-11-26')))).toEqual({ kind: 'not-yet', first: 'grounds' });
  const byOthers = [pat, mo, guest].map((person) => sending(withGrounds(), sentForm('2026-11-26'), { person }));
  expect(resultsOf(...byOthers)).toEqual(Array(3).fill('only-the-assessment-team'));
});

it('A central referral needs a reference and a day that is not in the future', () => {
  expect([{}, sentForm('2026-11-27')].map((typed) => whyOrKind(sending(withGrounds(), typed)))).toMatchObject([
    { faults: { reference: 'missing', sent: 'missing' } },
    { faults: { sent: 'ahead' } },
  ]);
});

it('A central referral can be dated today in London while UTC is still on yesterday', () => {
  const now = at('2027-07-01T23:30:00.000Z'); // 00:30 on 2 July in London
  expect(sending(withGrounds(), sentForm('2027-07-02'), { now }).kind).toBe('happened');
});

it('Saving the same central referral again changes nothing, and a second person hears who recorded the first', () => {
  const record = referredOn('2026-11-26');
  const again = (known: number, reference: string) =>
    whyOrKind(sending(record, sentForm('2026-11-26', reference), { known, person: ivy }));
  expect([again(0, 'NRM-1'), again(0, 'NRM-2'), again(1, 'NRM-2')]).toEqual([
    ...['nothing-to-do', { kind: 'already-recorded', by: sue.id }, 'happened'],
  ]);
});

it('A central referral asks for no consent', () => {
  expect(pack.central.asks.map(({ ask }) => ask).join()).not.toMatch(/consent|agree/i);
});

// The 30 days of the protocol

it('The bot reminds the Assessment team to ask the authority on days 20, 27 and 30 and then weekly, at nine in the morning in London', () => {
  expect(reminderTimes(referredOn('2026-11-02'), '2026-12-24T00:00:00.000Z')).toEqual([
    '2026-11-22T09:00 remind',
    '2026-11-29T09:00 remind',
    '2026-12-02T09:00 remind',
    '2026-12-03T00:00 quiet', // the cards say from now on that it is overdue
    '2026-12-09T09:00 overdue',
    '2026-12-16T09:00 overdue',
    '2026-12-23T09:00 overdue',
  ]);
});

it.each<[string, string, string, string[]]>([
  [
    'across a month end and a leap day',
    '2028-01-31',
    '2028-03-08',
    ['2028-02-20T09:00 remind', '2028-02-27T09:00 remind', '2028-03-01T09:00 remind', '2028-03-02T00:00 quiet'],
  ],
  [
    'at nine in London when the clocks go forward',
    '2027-03-08',
    '2027-04-08',
    ['2027-03-28T08:00 remind', '2027-04-04T08:00 remind', '2027-04-07T08:00 remind', '2027-04-07T23:00 quiet'],
  ],
  [
    'at nine in London when the clocks go back',
    '2027-10-11',
    '2027-11-12',
    ['2027-10-31T09:00 remind', '2027-11-07T09:00 remind', '2027-11-10T09:00 remind', '2027-11-11T00:00 quiet'],
  ],
])('The 30 days for a central decision are calendar days: %s', (_, sent, until, times) => {
  expect(reminderTimes(referredOn(sent), until)).toEqual(times);
});

it('A central decision is still in time in the last millisecond of day 30', () => {
  const record = referredOn('2026-11-02');
  expect(reminderTimes(record, '2026-12-02T23:59:59.999Z')).toHaveLength(3);
  expect(reminderTimes(record, '2026-12-03T00:00:00.000Z')).toHaveLength(4);
});

it('Central reminders end with an outcome, and go on if the authority has not decided', () => {
  const record = referredOn('2026-11-02');
  const now = at('2026-11-20T12:00:00.000Z');
  const remindersAfter = (outcome: string, until: string) =>
    reminderTimes(allSent(withOutcome(record, toHear(record, outcome, '2026-11-20', now)), now), until);
  expect(remindersAfter('awaited', '2026-11-30T00:00:00.000Z')).toHaveLength(2);
  for (const outcome of ['trafficked', 'not-trafficked'])
    expect(remindersAfter(outcome, '2027-11-30T00:00:00.000Z')).toEqual([]);
});

it('A central referral recorded late gets one reminder, marked late', () => {
  const now = at('2026-12-10T10:00:00.000Z');
  const record = withOutcome(withGrounds(), sending(withGrounds(), sentForm('2026-11-02'), { now }));
  const events = clockEventsDue(record, { now, pack, parts });
  expect(events).toMatchObject([{ type: 'ClockReached', clock: 'central', overdue: true, late: true }]);
  expect(clockEventsDue(afterEvents(record, ...events), { now, pack, parts })).toEqual([]);
});

it('Central reminders count from the corrected day after a correction', () => {
  const now = at('2026-11-26T12:00:00.000Z');
  const record = referredOn('2026-11-02');
  const next = withOutcome(record, sending(record, sentForm('2026-11-20'), { now, known: 1 }));
  expect(reminderTimes(allSent(next, now), '2026-12-11T00:00:00.000Z')).toEqual(['2026-12-10T09:00 remind']);
});

it('Central reminders go to the Assessment team’s channel and the MASH’s card, and to nobody’s own chat', () => {
  const record = referredOn('2026-11-02');
  const messagesFor = (more: object, hasAssessment = true) =>
    advance(record, { events: [markOf('central', more)] }, { ...caseContext(NOW), desk: { ...desk, hasAssessment } })
      .outbox.slice(record.outbox.length)
      .map(messageInShort);
  const remind = true;
  expect(messagesFor({ remind })).toEqual([
    'mash: case-card',
    'assessment: assessment-card',
    'assessment: assessment-line',
  ]);
  expect(messagesFor({})).toEqual(['mash: case-card', 'assessment: assessment-card']);
  expect(messagesFor({ remind }, false)).toEqual(['mash: case-card', 'mash: line']);
});

// The 2026 pathway, in which the authority decides on reasonable grounds first

it('Under the 2026 pathway the aim is a decision on reasonable grounds within five working days, also over Christmas and New Year', () => {
  const central = centralOf(referredOn('2026-12-23', with2026).events);
  expect(central).toMatchObject({ entry: { groundsBy: '2027-01-04', pathway: '2026' }, decisionDay: '2027-01-22' });
});

it('Under the 2026 pathway no day is set for reasonable grounds, and nobody is reminded of them, if the pack does not know that year’s bank holidays', () => {
  const record = referredOn('2028-12-22', with2026);
  expect(centralOf(record.events)).not.toHaveProperty('entry.groundsBy');
  expect(reminders(record, '2029-01-20T00:00:00.000Z', with2026)).toEqual([]);
});

it('Under the 2026 pathway the bot reminds the team about reasonable grounds the morning after the fifth working day and then weekly, and about the final decision from day 30', () => {
  const found = reminders(referredOn('2026-11-02', with2026), '2026-12-31T00:00:00.000Z', with2026);
  expect(found.map(({ at: when, how, clock }) => `${when.slice(0, 16)} ${how} ${clock}`)).toEqual([
    '2026-11-10T09:00 remind reasonableGrounds',
    '2026-11-17T09:00 overdue reasonableGrounds',
    '2026-11-24T09:00 overdue reasonableGrounds',
    '2026-12-01T09:00 overdue reasonableGrounds',
    '2026-12-02T09:00 remind central',
    '2026-12-08T09:00 overdue reasonableGrounds',
    '2026-12-15T09:00 overdue reasonableGrounds',
    '2026-12-22T09:00 overdue reasonableGrounds',
    '2026-12-29T09:00 overdue reasonableGrounds',
    '2026-12-30T09:00 overdue central',
  ]);
});

it.each([
  ['the authority finds reasonable grounds', 'grounds-yes', ['central']],
  ['the authority finds no reasonable grounds', 'grounds-no', []],
  ['the authority makes its final decision at once', 'trafficked', []],
])('Under the 2026 pathway, only the reminders still needed go on when %s', (_, outcome, clocks) => {
  const now = at('2026-11-09T12:00:00.000Z');
  const referred = referredOn('2026-11-02', with2026);
  const record = withOutcome(referred, toHear(referred, outcome, '2026-11-09', now));
  const found = reminders(allSent(record, now), '2026-12-25T00:00:00.000Z', with2026);
  expect([...new Set(found.map(({ clock }) => clock))]).toEqual(clocks);
});

it('A central referral keeps the pathway under which it was recorded, whatever the pack says later', () => {
  expect(outcomeBoxes('2016').outcome.of).not.toContain('grounds-yes');
  const hearing = (pathway: Pack) => toHear(referredOn('2026-11-02', pathway), 'grounds-yes', '2026-11-09');
  expect(hearing(with2026).kind).toBe('happened');
  expect(whyOrKind(hearing(pack))).toMatchObject({ faults: { outcome: 'choose' } });
});

// An outcome of the central referral

const record = referredOn('2026-11-02');

it('A central outcome needs a recorded referral, who said it, and a day that is not in the future', () => {
  expect(whyOrKind(toHear(withGrounds(), 'trafficked', '2026-11-20'))).toEqual({
    kind: 'not-yet',
    first: 'central-sent',
  });
  const empty = recordOutcome(record, { outcome: 'trafficked' }, by(sue));
  expect(whyOrKind(empty)).toMatchObject({ faults: { who: 'missing', heard: 'missing' } });
  expect(whyOrKind(toHear(record, 'trafficked', '2026-12-01'))).toMatchObject({ faults: { heard: 'ahead' } });
  expect(resultOf(recordOutcome(record, {}, by(pat)))).toBe('only-the-assessment-team');
});

it('Saving an outcome again changes nothing, and recording “no decision yet” takes a mistaken one back', () => {
  const next = withOutcome(record, toHear(record, 'trafficked', '2026-11-20'));
  expect(resultOf(toHear(next, 'trafficked', '2026-11-20'))).toBe('nothing-to-do');
  expect(centralOf(next.events)).toMatchObject({ isOver: true, outcome: { outcome: 'trafficked' } });
  const open = centralOf(withOutcome(next, toHear(next, 'awaited', '2026-11-26')).events);
  expect(open).toMatchObject({ isOver: false, awaited: { outcome: 'awaited' } });
  expect(open).not.toHaveProperty('outcome');
});

// The questions of the central referral’s form in the pack

it('The pack has each question of the central referral’s form once, and answers none from the child’s address or whereabouts', () => {
  const { asks }: Central = pack.central;
  expect(asks.length).toBeGreaterThan(30);
  expect(new Set(asks.map(({ id }) => id)).size).toBe(asks.length);
  const sources = asks.flatMap(({ from }) => from);
  for (const place of ['address', 'whereabouts']) expect(sources).not.toContain(place);
});
