import { describe, expect, it } from '@jest/globals';
import { Duration } from '../../src/base/time.ts';
import { clockAndDay } from '../../src/cards/london.ts';
import { advance, clockEventsDue, withWakeTime } from '../../src/case/advance.ts';
import { decisionDue, runningClocks } from '../../src/case/clocks.ts';
import {
  recordDecision,
  recordPhoneCall,
  submitReferral,
  takeBackPhoneCall,
  takeReferral,
  withdraw,
} from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import type { Answers } from '../../src/draft/draft.ts';
import { features as parts } from '../../src/features/list.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import type { Clocks } from '../../src/protocol/service.ts';
import {
  aDraft,
  allSent,
  aReferral,
  aSubmission,
  at,
  atTime,
  caseContext,
  consent,
  jane,
  mo,
  pack,
  pat,
  sent,
  submittedOf,
  waitingMessages,
  withOutcome,
} from './a-case.ts';

const lasting = (text: string) => Duration.parse(text);
const aDay = lasting('PT24H');
const decidingBy = (change: Partial<Clocks['decision']>) => ({
  ...pack,
  clocks: { ...pack.clocks, decision: { ...pack.clocks.decision, ...change } },
});
const TUESDAY = at('2026-11-24T14:03:20.000Z'); // 14:03:20 in London too

const decision = {
  decision: 'other',
  action: 'A social worker visits today.',
  reasons: 'The burn.',
  protection: 'not-said',
  protectionWhat: '',
  police: 'not-said',
  tell: '',
} as const;

const submitted = submittedOf;

function decidedAt(record: CaseRecord, time: string): CaseRecord {
  return withOutcome(record, recordDecision(submitted(record), decision, {}, { by: mo, now: at(time) }));
}

/** The events that clocks are due to record at this time. */
const due = (record: CaseRecord, time: string, thisPack = pack) =>
  clockEventsDue(record, { now: at(time), pack: thisPack, parts });

/** The case after everything was told that was due at this time. */
const toldAt = (record: CaseRecord, time: string) => allSent(atTime(record, at(time)), at(time));

const running = ({ events, answeredAt }: CaseRecord) => runningClocks(referralOf(events), answeredAt, pack.clocks);
const runningNames = (record: CaseRecord) => running(record).map(({ name }) => name);

/**
 * Plays the worker: it handles the case at each wake time from `from` on, and every message arrives at once. Returns
 * who was told when.
 */
function leftAlone(record: CaseRecord, until: string, from = record.changedAt): string[] {
  const story: string[] = [];
  let current = record;
  while (current.wakeAt && current.wakeAt <= until) {
    const [, moment = from] = [current.wakeAt, from].sort();
    const later = atTime(current, moment);
    if (later === current) throw new Error(`the case wakes at ${moment} with nothing due, and would do so for ever`);
    const told = waitingMessages(later).filter((each) => !each.startsWith('mash'));
    story.push(`${moment} ${told.join(', ')}`);
    current = allSent(later, moment);
  }
  return story;
}

// The 24 hours for a decision

it.each([
  ['2026-11-25T14:03:19.000Z', 'a second before they are over', false],
  ['2026-11-25T14:03:20.000Z', 'at the very last moment', false],
  ['2026-11-25T14:03:20.001Z', 'a thousandth of a second after', true],
  ['2026-11-25T14:03:21.000Z', 'a second after', true],
])('A decision at %s, %s, has late: %s', (now, _, late) => {
  const record = decidedAt(aReferral(TUESDAY), now);
  expect(submitted(record)).toMatchObject({ status: 'decided', late });
});

it.each([
  ['weekends: from Friday evening to Saturday evening', '2026-11-27T18:30:00.000Z', '18:30, Sat 28 Nov'],
  ['Easter: from Thursday at 17:00 to Good Friday at 17:00', '2026-04-02T16:00:00.000Z', '17:00, Fri 3 Apr'],
  ['the hour lost from noon on the day before the clocks go forward', '2026-03-28T12:00:00.000Z', '13:00, Sun 29 Mar'],
  ['the hour won from noon on the day before the clocks go back', '2026-10-24T11:00:00.000Z', '11:00, Sun 25 Oct'],
])('The 24 hours include %s', (_, from, until) => {
  expect(clockAndDay(decisionDue(at(from), aDay))).toBe(until);
});

it('The 24 hours include bank holidays: a referral sent on Christmas Eve is due on Christmas Day', () => {
  expect(decisionDue(at('2026-12-24T17:00:00.000Z'), aDay)).toBe('2026-12-25T17:00:00.000Z');
});

it('24 hours from 00:30 on the night the clocks go forward end at 01:30 the next night', () => {
  const record = aReferral(at('2026-03-29T00:30:00.000Z'));
  expect(submitted(record).decisionDue).toBe('2026-03-30T00:30:00.000Z');
  expect(clockAndDay(submitted(record).decisionDue)).toBe('01:30, Mon 30 Mar');
});

it('01:30 comes twice on the night the clocks go back, and each has its own due time', () => {
  expect(clockAndDay(decisionDue(at('2026-10-25T00:30:00.000Z'), aDay))).toBe('00:30, Mon 26 Oct');
  expect(clockAndDay(decisionDue(at('2026-10-25T01:30:00.000Z'), aDay))).toBe('01:30, Mon 26 Oct');
});

it.each([
  ['the telephone call if it came before sending', '2026-11-24T09:00:00.000Z', '2026-11-24T09:00:00.000Z'],
  [
    'sending if the call seems to lie ahead, because a telephone’s clock may be wrong',
    '2026-11-24T15:01:00.000Z',
    '2026-11-24T15:00:00.000Z',
  ],
])('The 24 hours run from %s', (_, calledAt, from) => {
  const { clockStart, decisionDue: until } = submitted(
    aReferral(at('2026-11-24T15:00:00.000Z'), { calledAt: at(calledAt) }),
  );
  expect([clockStart, until]).toEqual([from, decisionDue(at(from), aDay)]);
});

it('A late delivery gives no extra time for the decision', () => {
  const record = sent(aDraft(TUESDAY), TUESDAY);
  const now = at('2026-11-24T20:00:00.000Z');
  const later = advance(record, { events: [{ type: 'ReferralDelivered', at: now }] }, caseContext(now));
  expect(submitted(later).decisionDue).toBe('2026-11-25T14:03:20.000Z');
});

it('The pack sets the time for a decision, which may be twenty seconds', () => {
  expect(decisionDue(TUESDAY, lasting('PT20S'))).toBe('2026-11-24T14:03:40.000Z');
});

// A referral that nobody decides

it('Managers are reminded at 12, 20 and 23 hours, the escalation contact at 22 hours, and all of them every two hours once it is overdue', () => {
  expect(leftAlone(aReferral(TUESDAY), '2026-11-25T19:00:00.000Z')).toEqual([
    '2026-11-25T02:03:20.000Z mo: reminder, meg: reminder',
    '2026-11-25T10:03:20.000Z mo: reminder, meg: reminder',
    '2026-11-25T12:03:20.000Z dee: escalation',
    '2026-11-25T13:03:20.000Z mo: reminder, meg: reminder',
    // the last moment is still on time, so overdue begins after it; the referrer is told once
    '2026-11-25T14:03:20.001Z jane: decision-overdue, mo: reminder, meg: reminder, dee: escalation, jane: receipt',
    '2026-11-25T16:03:20.001Z mo: reminder, meg: reminder, dee: escalation',
    '2026-11-25T18:03:20.001Z mo: reminder, meg: reminder, dee: escalation',
  ]);
});

it('The reminders go on for as long as nobody decides', () => {
  const story = leftAlone(aReferral(TUESDAY), '2026-12-24T14:03:20.000Z');
  expect(story.at(-1)).toBe('2026-12-24T12:03:20.001Z mo: reminder, meg: reminder, dee: escalation');
});

it('The reminders over the night the clocks go back come after the same number of hours', () => {
  const [first, second] = leftAlone(aReferral(at('2026-10-24T20:00:00.000Z')), at('2026-10-25T16:00:00.000Z'));
  expect(first).toMatch(/^2026-10-25T08:00:00.000Z/);
  expect(second).toMatch(/^2026-10-25T16:00:00.000Z/);
});

it('The bot never decides a referral itself', () => {
  let record = aReferral(TUESDAY);
  for (const day of ['2026-11-25', '2026-12-25', '2027-11-25', '2031-11-25'])
    record = atTime(record, at(`${day}T23:00:00.000Z`));
  expect(record.status).toBe('awaiting-decision');
});

it('Nothing is due between two reminders', () => {
  const record = aReferral(TUESDAY);
  expect(due(record, '2026-11-25T02:03:19.999Z')).toEqual([]);
  const told = atTime(record, at('2026-11-25T02:03:20.000Z'));
  expect(due(told, '2026-11-25T10:03:19.999Z')).toEqual([]);
});

// A reminder that could not be sent on time

const toldOnce = toldAt(aReferral(TUESDAY), '2026-11-25T02:03:20.000Z');

it('Everything that fell due while the service was stopped is told in one reminder, marked late', () => {
  const now = at('2026-11-25T13:30:00.000Z'); // 20, 22 and 23 hours have passed
  expect(due(toldOnce, now)).toEqual([
    {
      type: 'ClockReached',
      at: now,
      clock: 'decision',
      upTo: '2026-11-25T13:03:20.000Z',
      remind: true,
      escalate: true,
      overdue: false,
      late: true,
    },
  ]);
  expect(waitingMessages(atTime(toldOnce, now))).toEqual([
    'mash: line',
    'mo: reminder',
    'meg: reminder',
    'dee: escalation',
  ]);
});

it('A late reminder says that the decision is overdue by now, and the next ones come when they would have come anyway, every two hours', () => {
  const now = at('2026-11-25T20:00:00.000Z'); // overdue since 14:03; reminders were due at 16:03 and 18:03
  const later = atTime(toldOnce, now);
  expect(due(toldOnce, now)).toMatchObject([{ upTo: '2026-11-25T18:03:20.001Z', overdue: true, late: true }]);
  expect(waitingMessages(later).filter((each) => each.startsWith('mo'))).toEqual(['mo: reminder']);
  expect(allSent(later, now).wakeAt).toBe('2026-11-25T20:03:20.001Z');
});

const twice = { remind: [lasting('PT1H'), lasting('PT1H30S')] };
const together = { remind: [lasting('PT1H')], escalate: lasting('PT1H') };
it.each<[string, string, Parameters<typeof decidingBy>[0], object]>([
  ['is two minutes behind is on time', '2026-11-25T02:05:20.000Z', {}, { late: false }],
  ['is more than two minutes behind is late', '2026-11-25T02:05:20.001Z', {}, { late: true }],
  ['covers marks at two moments is late, even within two minutes', '2026-11-24T15:03:50.000Z', twice, { late: true }],
  ['is due with an escalation is on time', '2026-11-24T15:03:20.000Z', together, { escalate: true, late: false }],
])('A reminder that %s', (_, now, change, expected) => {
  expect(due(aReferral(TUESDAY), now, decidingBy(change))).toMatchObject([{ remind: true, ...expected }]);
});

it('A referral written 21 hours after the call brings one reminder for both marks that have passed', () => {
  const record = aReferral(at('2026-11-25T11:00:00.000Z'), { calledAt: at('2026-11-24T14:00:00.000Z') });
  expect(leftAlone(record, '2026-11-25T14:00:00.001Z')).toEqual([
    '2026-11-25T11:00:00.000Z mo: reminder, meg: reminder',
    '2026-11-25T12:00:00.000Z dee: escalation',
    '2026-11-25T13:00:00.000Z mo: reminder, meg: reminder',
    '2026-11-25T14:00:00.001Z jane: decision-overdue, mo: reminder, meg: reminder, dee: escalation, jane: receipt',
  ]);
});

// After the decision

it('No clock is due after the decision on a written referral, whether it was overdue or not', () => {
  const overdue = atTime(aReferral(TUESDAY), at('2026-11-25T15:00:00.000Z'));
  for (const record of [aReferral(TUESDAY), overdue]) {
    const decided = decidedAt(record, '2026-11-25T15:30:00.000Z');
    for (const now of ['2026-11-25T18:03:20.001Z', '2027-11-25T14:03:20.000Z']) expect(due(decided, now)).toEqual([]);
    expect(allSent(decided, decided.changedAt).wakeAt).toBeUndefined();
  }
});

// A telephone call that must be confirmed in writing within 48 hours

const CALLED = at('2026-11-24T09:00:00.000Z');
const started = aDraft(at('2026-11-24T09:05:00.000Z'));
const TOLD = at('2026-11-24T09:05:00.000Z');
const recorded = withOutcome(started, recordPhoneCall(referralOf(started.events), CALLED, { by: jane, now: TOLD }));
const phoned = allSent(recorded, TOLD);
const ofTheCall = (record: CaseRecord, now: string) =>
  due(record, now).filter((event) => event.type === 'ClockReached' && event.clock === 'writtenConfirmation');
const toJane = (story: string[]) =>
  story.filter((each) => each.includes('jane: reminder')).map((each) => `${each.slice(0, 24)} jane: reminder`);

it('The MASH sees a recorded call at once', () => {
  expect(waitingMessages(recorded)).toEqual(['mash: case-card']);
  expect(recorded.wakeAt).toBe(TOLD);
});

it('The MASH card is refreshed when the written referral becomes overdue, and not before', () => {
  const cards = (now: string) => {
    const decided = decidedAt(phoned, TOLD); // decided, so that the MASH is told nothing else
    return waitingMessages(atTime(allSent(decided, TOLD), at(now))).filter((each) => each.startsWith('mash'));
  };
  expect(cards('2026-11-26T09:00:00.000Z')).toEqual([]);
  expect(cards('2026-11-26T09:00:00.001Z')).toEqual(['mash: case-card']);
});

it('A call that is taken back brings no more reminders, and the MASH sees the change', () => {
  const now = at('2026-11-24T10:00:00.000Z');
  const record = withOutcome(phoned, takeBackPhoneCall(referralOf(phoned.events), { by: jane, now }));
  expect(waitingMessages(record)).toEqual(['mash: case-card']);
  expect(ofTheCall(record, '2026-12-24T09:00:00.000Z')).toEqual([]);
  expect(submitted(sent(record, now))).toMatchObject({ decisionDue: '2026-11-25T09:00:00.000Z' }); // as if they had rung
});

it('The caller is reminded to write at 24, 40 and 46 hours, never at night, and every four hours once it is overdue', () => {
  expect(toJane(leftAlone(phoned, '2026-11-26T14:00:00.000Z'))).toEqual([
    '2026-11-24T11:05:00.000Z jane: reminder', // the draft has been idle for two hours
    '2026-11-25T09:00:00.000Z jane: reminder',
    '2026-11-25T09:05:00.000Z jane: reminder', // the draft has been idle for a day
    '2026-11-26T07:00:00.000Z jane: reminder', // for 40 hours, at 01:00, and 46
    '2026-11-26T09:00:00.001Z jane: reminder',
    '2026-11-26T13:00:00.001Z jane: reminder',
  ]);
});

it.each([
  ['2026-11-26T08:59:00.000Z', '47:59', false],
  ['2026-11-26T09:00:00.000Z', '48:00', false],
  ['2026-11-26T09:01:00.000Z', '48:01', true],
])('At %s, %s after the call, the written referral has overdue: %s', (now, _, overdue) => {
  expect(ofTheCall(phoned, now)).toMatchObject([{ clock: 'writtenConfirmation', overdue }]);
});

it.each(['2026-11-26T08:59:00.000Z', '2026-11-26T09:01:00.000Z'])(
  'A written referral at %s ends the clock for writing, and the decision still counts from the call',
  (written) => {
    const record = sent(phoned, at(written));
    expect(runningNames(record)).toEqual(['decision', 'delivery']);
    expect(submitted(record)).toMatchObject({
      call: { kind: 'made', at: CALLED },
      decisionDue: '2026-11-25T09:00:00.000Z',
    });
  },
);

it('The clocks count from the corrected time after the referrer corrects the time of the call', () => {
  const now = at('2026-11-24T09:30:00.000Z');
  const earlier = recordPhoneCall(referralOf(phoned.events), at('2026-11-24T08:00:00.000Z'), { by: jane, now });
  const record = withOutcome(phoned, earlier);
  expect(running(record)).toMatchObject([
    { name: 'decision', start: '2026-11-24T08:00:00.000Z', due: '2026-11-25T08:00:00.000Z' },
    { name: 'idleDraft' },
    { name: 'writtenConfirmation', due: '2026-11-26T08:00:00.000Z' },
    { name: 'delivery' },
  ]);
});

describe('An idle draft', () => {
  const BEGAN = at('2026-11-24T10:00:00.000Z');

  it('The author of an idle draft is reminded after 2 and 24 hours, and then never again', () => {
    expect(leftAlone(aDraft(BEGAN), '2027-11-24T10:00:00.000Z')).toEqual([
      '2026-11-24T12:00:00.000Z jane: reminder',
      '2026-11-25T10:00:00.000Z jane: reminder',
    ]);
  });

  it('The reminders of an idle draft start again after each answer', () => {
    const nudged = toldAt(aDraft(BEGAN), '2026-11-24T12:00:00.000Z');
    const now = at('2026-11-24T13:00:00.000Z');
    const answered = withWakeTime({ ...nudged, answeredAt: now }, { now, pack, parts });
    expect(leftAlone(answered, '2027-11-24T10:00:00.000Z')).toEqual([
      '2026-11-24T15:00:00.000Z jane: reminder',
      '2026-11-25T13:00:00.000Z jane: reminder',
    ]);
  });

  it('An author who is still answering is not reminded', () => {
    const now = at('2026-11-24T11:59:59.000Z');
    expect(due({ ...aDraft(BEGAN), answeredAt: now }, '2026-11-24T12:00:00.000Z')).toEqual([]);
  });
});

describe('A deleted draft', () => {
  const BEGAN = at('2026-11-24T10:00:00.000Z');

  it('A deleted draft with a recorded call still waits for a decision, but nobody is asked to write it any more', () => {
    const called: CaseEvent = { type: 'PhoneCallRecorded', at: BEGAN, by: jane.id, calledAt: BEGAN };
    const draft = advance(aDraft(BEGAN), { events: [called] }, caseContext(BEGAN));
    const gone = withOutcome(draft, withdraw(referralOf(draft.events), { by: jane, now: BEGAN }));
    expect(gone.status).toBe('awaiting-decision');
    expect(runningNames(gone)).toEqual(['decision', 'delivery']);
  });

  it('A draft that is deleted before the MASH saw anything of it has no clocks', () => {
    const draft = aDraft(BEGAN);
    const gone = withOutcome(draft, withdraw(referralOf(draft.events), { by: jane, now: BEGAN }));
    expect(gone.status).toBe('withdrawn');
    expect(running(gone)).toEqual([]);
    for (const now of ['2026-11-25T11:00:00.000Z', '2027-11-24T10:00:00.000Z']) expect(due(gone, now)).toEqual([]);
    expect(allSent(gone, BEGAN).wakeAt).toBeUndefined();
  });
});

// A practice case

const practice = { ...aDraft(TUESDAY), practice: true };

it('A practice case has no clocks, neither as a draft nor when it is sent', () => {
  expect(withWakeTime(practice, { now: TUESDAY, pack, parts }).wakeAt).toBeUndefined();
  const record = sent(practice, TUESDAY);
  expect(allSent(record, TUESDAY).wakeAt).toBeUndefined();
  for (const now of ['2026-11-25T14:03:20.001Z', '2027-11-25T14:03:20.000Z'])
    for (const each of [practice, record]) expect(due(each, now)).toEqual([]);
});

// A child who leaves the referrer’s sight

const leaving = (sight: string | undefined, now = TUESDAY): CaseRecord => {
  const draft = aDraft(now);
  const readings: Answers['readings'] = sight === undefined ? {} : { 'leaves-sight': { words: 'then', at: at(sight) } };
  const submission = { ...aSubmission, answers: { ...consent, readings } };
  const record = withOutcome(draft, submitReferral(referralOf(draft.events), submission, { by: jane, now }));
  const posted = advance(record, { events: [{ type: 'ReferralDelivered', at: now }] }, caseContext(now));
  return allSent(posted, now);
};
const taken = (record: CaseRecord) =>
  allSent(withOutcome(record, takeReferral(submitted(record), { by: pat, now: TUESDAY })), TUESDAY);
// Only the reminders: tests/features/alarm covers the urgent alarm.
const reminders = (record: CaseRecord, until = '2026-11-24T23:59:59.000Z') =>
  leftAlone(record, until).filter((line) => line.includes(': reminder'));

it('The managers are reminded once, 30 minutes before the child leaves sight', () => {
  expect(reminders(leaving('2026-11-24T15:30:00.000Z'))).toEqual([
    '2026-11-24T15:00:00.000Z mo: reminder, meg: reminder',
  ]);
});

it.each([
  ['exactly 30 minutes ahead', '2026-11-24T14:33:20.000Z'],
  ['a second less than 30 minutes ahead', '2026-11-24T14:33:19.000Z'],
  ['a thousandth of a second ahead', '2026-11-24T14:03:20.001Z'],
  ['at the moment of sending', '2026-11-24T14:03:20.000Z'],
  ['before the referral was sent', '2026-11-24T14:00:00.000Z'],
])('If the child leaves sight %s, the time is kept, and only the urgent alarm rings, at once', (_, sight) => {
  const record = leaving(sight);
  expect(submitted(record).leavesSight).toBe(sight);
  expect(reminders(record)).toEqual([]);
  expect(leftAlone(record, TUESDAY)).toEqual(['2026-11-24T14:03:20.000Z mo: urgent-ring, meg: urgent-ring']);
});

it('A reminder that would come within five minutes of the urgent alarm is that alarm, so that nobody rings twice', () => {
  expect(reminders(leaving('2026-11-24T14:33:21.000Z'))).toEqual([]);
  expect(reminders(leaving('2026-11-24T14:38:19.000Z'))).toEqual([]);
  expect(reminders(leaving('2026-11-24T14:38:21.000Z'))).toEqual([
    '2026-11-24T14:08:21.000Z mo: reminder, meg: reminder',
  ]);
});

it('Nobody is reminded if nobody knows when the child leaves sight', () => {
  expect(submitted(leaving(undefined))).not.toHaveProperty('leavesSight');
  expect(leftAlone(leaving(undefined), '2026-11-24T23:59:59.000Z')).toEqual([]);
});

it('The thread says that the child leaves sight, beside the reminders', () => {
  const record = atTime(taken(leaving('2026-11-24T15:30:00.000Z')), at('2026-11-24T15:00:00.000Z'));
  expect(waitingMessages(record)).toEqual(['mash: line', 'mo: reminder', 'meg: reminder', 'pat: reminder']);
  expect(record.events.at(-1)).toMatchObject({ clock: 'leavesSight', remind: true, overdue: false, late: false });
});

it('Nobody is reminded that the child leaves sight once the case is decided', () => {
  const record = decidedAt(leaving('2026-11-24T15:30:00.000Z'), '2026-11-24T14:30:00.000Z');
  expect(due(record, '2026-11-24T15:00:00.000Z')).toEqual([]);
});

it('The reminder that the child leaves sight does not change the times of the other reminders', () => {
  expect(reminders(leaving('2026-11-25T02:33:20.000Z'), '2026-11-25T11:00:00.000Z')).toEqual([
    '2026-11-25T02:03:20.000Z mo: reminder, meg: reminder, mo: reminder, meg: reminder',
    '2026-11-25T10:03:20.000Z mo: reminder, meg: reminder',
  ]);
});

it('The reminder that the child leaves sight is late if the service had been stopped', () => {
  const record = taken(leaving('2026-11-24T15:30:00.000Z'));
  expect(due(record, '2026-11-24T15:10:00.000Z')).toMatchObject([
    { clock: 'leavesSight', upTo: '2026-11-24T15:00:00.000Z', late: true },
  ]);
});

it('The pack sets how long before the child leaves sight the managers are reminded', () => {
  const own = { ...pack, clocks: { ...pack.clocks, leavesSight: { before: lasting('PT10M') } } };
  const record = taken(leaving('2026-11-24T15:30:00.000Z'));
  expect(withWakeTime(record, { now: TUESDAY, pack: own, parts }).wakeAt).toBe('2026-11-24T15:20:00.000Z');
});

it('A child who leaves sight does not change when the decision is due', () => {
  expect(submitted(leaving('2026-11-24T15:30:00.000Z')).decisionDue).toBe('2026-11-25T14:03:20.000Z');
});

// A referral that cannot be posted to the MASH

const record = sent(aDraft(TUESDAY), TUESDAY);
const MINUTE = '2026-11-24T14:04:20.000Z';
const later = atTime(allSent(record, TUESDAY), at(MINUTE));

it('After sixty seconds the referrer and the administrators are told that the referral is not delivered', () => {
  expect(due(record, '2026-11-24T14:04:19.999Z')).toEqual([]);
  expect(due(record, MINUTE)).toMatchObject([{ clock: 'delivery', overdue: true }]);
  expect(waitingMessages(later)).toEqual(['jane: not-delivered', 'ada: undelivered-alert', 'jane: receipt']);
});

it('The sixty seconds for delivery count from sending, even after an earlier call', () => {
  const calledAt = at('2026-11-24T09:00:00.000Z');
  const call: CaseEvent = { type: 'PhoneCallRecorded', at: TUESDAY, by: jane.id, calledAt };
  const phoned = advance(aDraft(TUESDAY), { events: [call] }, caseContext(TUESDAY));
  expect(due(sent(phoned, TUESDAY), '2026-11-24T14:04:19.999Z')).toEqual([]);
});

it('A failed delivery is told only once, and the referral keeps its 24 hours and its reminders', () => {
  expect(runningNames(later)).toContain('delivery');
  expect(leftAlone(allSent(later, at(MINUTE)), '2026-11-25T02:03:20.000Z')).toEqual([
    '2026-11-25T02:03:20.000Z mo: reminder, meg: reminder',
  ]);
});
