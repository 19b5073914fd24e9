import { describe, expect, it } from '@jest/globals';
import { advance, withWakeTime } from '../../../src/case/advance.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import type { Answers } from '../../../src/draft/draft.ts';
import { emptyTicks } from '../../../src/draft/draft.ts';
import { alarmClock, nextStep } from '../../../src/features/alarm/clock.ts';
import { reminderCard } from '../../../src/features/alarm/reminder.ts';
import { leavingClock } from '../../../src/features/alarm/safe-clock.ts';
import { handTo, logPhoneReferral, markSeen } from '../../../src/features/desk/rules.ts';
import { features as parts } from '../../../src/features/list.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  aDraft,
  allSent,
  at,
  caseContext,
  jane,
  kindOf,
  meg,
  mo,
  pack,
  pat,
  submittedOf,
  withOutcome,
} from '../../case/a-case.ts';
import { markOf } from '../../case/every-event.ts';
import { afterEvents, askedBy, takenBy } from '../outcomes.ts';
import { SENT, troubleOf, withAnswers } from './an-urgent-case.ts';

const allManagers = 'mo: urgent-ring, meg: urgent-ring';
const withEscalation = `${allManagers}, dee: urgent-ring`;
const EVENING = at('2026-11-24T22:00:00.000Z');
const inDanger = () => withAnswers({ danger: 'yes' });
const afterEvent = (record: CaseRecord, event: CaseEvent) => allSent(afterEvents(record, event), event.at);
const childMissing = (moment: string, number = 1): CaseEvent => ({
  ...{ type: 'ChildMissing', at: at(moment), by: jane.id, number, police: 'no' },
});
/** The case with other answers than those that were sent. */
const answering = (record: CaseRecord, more: Partial<Answers>): CaseRecord => {
  const { answers } = record.facts;
  return withWakeTime({ ...record, facts: { ...record.facts, answers: { ...answers, ...more } } }, caseContext(SENT));
};
const withTick = (seen = '') => answering(withAnswers({}), { ticks: { g: { ...emptyTicks, seen: [seen] } } });
const firstRing = { ...markOf('urgent', { remind: true }), at: SENT, upTo: SENT } as CaseEvent;

describe('an urgent referral that nobody answers', () => {
  it.each([
    ['the referrer says yes to danger', () => inDanger()],
    ['the child is in police protection', () => withAnswers({ 'protection-when': 'since 13:00' })],
    ['a statement of danger is ticked', () => withTick(pack.signals.danger[0])],
  ])(
    'The alarm rings at once, escalates after 15 minutes and tells the referrer to ring after 30 if %s',
    (_, urgent) => {
      expect(isUrgent(urgent(), pack)).toBe(true);
      expect(troubleOf(urgent(), EVENING)).toEqual([
        `14:00:00 ${allManagers}`,
        `14:15:00 ${withEscalation}`,
        `14:30:00 ${withEscalation}, jane: nobody-has-it`,
      ]);
    },
  );

  it.each([
    ['the referrer does not know whether there is danger', () => withAnswers({ danger: 'unsure' })],
    ['there is no danger', () => withAnswers({ danger: 'no' })],
    ['the box for police protection says “No”', () => withAnswers({ 'protection-when': 'No' })],
    ['the child leaves tomorrow', () => withAnswers({}, '2026-11-25T15:30:00.000Z')],
  ])('The alarm does not ring on the day of the referral if %s', (_, record) => {
    expect(isUrgent(record(), pack)).toBe(false);
    expect(troubleOf(record(), EVENING)).toEqual([]);
  });

  it('The alarm escalates after half of the time until the child leaves sight, if that is sooner', () => {
    expect(troubleOf(withAnswers({}, '2026-11-24T14:20:00.000Z'), EVENING)).toEqual([
      `14:00:00 ${allManagers}`,
      `14:10:00 ${withEscalation}`,
      `14:20:00 ${withEscalation}, jane: nobody-has-it`,
    ]);
    expect(troubleOf(withAnswers({ danger: 'yes' }, '2026-11-24T14:20:00.000Z'), EVENING)[1]).toBe(
      `14:10:00 ${withEscalation}`,
    );
  });

  it('The MASH has one minute to answer if the child leaves now or has already left', () => {
    for (const left of ['2026-11-24T14:00:00.000Z', '2026-11-24T11:00:00.000Z', '2026-11-24T14:01:00.000Z'])
      expect(troubleOf(withAnswers({}, left), EVENING)).toEqual([
        `14:00:00 ${allManagers}`,
        `14:01:00 ${withEscalation}`,
        `14:02:00 ${withEscalation}, jane: nobody-has-it`,
      ]);
  });

  it('The alarm rings two hours before the child leaves sight, or when the referral is sent if that is later', () => {
    expect(isUrgent(withAnswers({}, '2026-11-24T16:00:00.000Z'), pack)).toBe(true);
    expect(isUrgent(withAnswers({}, '2026-11-24T16:00:00.001Z'), pack)).toBe(false);
    expect(troubleOf(withAnswers({}, '2026-11-24T16:00:00.000Z'), EVENING)[0]).toBe(`14:00:00 ${allManagers}`);
    expect(troubleOf(withAnswers({}, '2026-11-24T18:00:00.000Z'), EVENING)).toEqual([
      `16:00:00 ${allManagers}`,
      `16:15:00 ${withEscalation}`,
      `16:30:00 ${withEscalation}, jane: nobody-has-it`,
    ]);
  });

  it('The alarm rings only the managers on duty, and says so, if anybody is on duty', () => {
    const desk = { ...caseContext(SENT).desk, onDuty: [mo.id] };
    expect(alarmClock(inDanger(), pack)?.start).toBe(SENT);
    const next = advance(inDanger(), { events: [firstRing] }, { ...caseContext(SENT), desk });
    const rings = next.outbox.filter(({ message }) => kindOf(message) === 'urgent-ring');
    expect(rings.map(({ to, message }) => [to, message])).toEqual([
      [{ person: mo.id }, expect.objectContaining({ as: 'alarm/ringOnDuty' })],
    ]);
  });

  it('A second reason for urgency does not restart a running alarm, but makes it escalate once more', () => {
    const record = afterEvent(inDanger(), childMissing('2026-11-24T14:10:00.000Z'));
    expect(troubleOf(record, EVENING)).toEqual([
      `14:00:00 ${allManagers}`,
      `14:15:00 ${withEscalation}`,
      `14:25:00 ${withEscalation}`,
      `14:30:00 ${withEscalation}, jane: nobody-has-it`,
    ]);
  });

  it('The alarm of a missing child goes on when the referrer says that the child is found, or missing again, and ends when the MASH confirms', () => {
    const gone = afterEvent(withAnswers({}), childMissing('2026-11-24T15:00:00.000Z'));
    expect(troubleOf(gone, EVENING)).toEqual([
      `15:15:00 ${withEscalation}`,
      `15:30:00 ${withEscalation}, jane: nobody-has-it`,
    ]);
    const found = afterEvent(gone, { type: 'ChildFound', at: at('2026-11-24T15:05:00.000Z'), by: jane.id, number: 1 });
    expect(troubleOf(found, EVENING)).toEqual(troubleOf(gone, EVENING));
    const again = afterEvent(found, childMissing('2026-11-24T15:10:00.000Z', 2));
    expect(troubleOf(again, EVENING)[0]).toBe(`15:15:00 ${withEscalation}`);
    const safe = afterEvent(found, { type: 'ChildSafe', at: at('2026-11-24T15:06:00.000Z'), by: mo.id, number: 1 });
    expect(troubleOf(safe, EVENING)).toEqual([]);
  });

  it('A referral that becomes urgent through a later answer rings from the time of that answer', () => {
    const added = afterEvent(withAnswers({}), { type: 'CheckAdded', at: at('2026-11-24T18:00:00.000Z'), by: jane.id });
    expect(alarmClock(answering(added, { values: { danger: 'yes' } }), pack)?.start).toBe('2026-11-24T18:00:00.000Z');
  });

  it('A caller who spoke to a person is never told that nobody has the referral', () => {
    const logged = logPhoneReferral(SENT, pack.clocks, { by: pat, now: SENT, caller: jane.id });
    const begun = answering({ ...aDraft(SENT), events: [] }, { values: { danger: 'yes' } });
    const record = withOutcome(begun, logged);
    expect(troubleOf(allSent(record, SENT), EVENING)).toEqual([
      `14:00:00 ${allManagers}`,
      `14:15:00 ${withEscalation}`,
    ]);
  });
});

describe('the end of an alarm', () => {
  const oneMinuteLater = at('2026-11-24T14:01:00.000Z');
  const byPat = { by: pat, now: oneMinuteLater };
  const handed = () => withOutcome(inDanger(), handTo(submittedOf(inDanger()), mo, byPat));

  it.each<[string, (record: CaseRecord) => CaseRecord]>([
    ['somebody takes the referral', (record) => takenBy(record, pat, oneMinuteLater)],
    ['a colleague to whom it was handed takes it', () => takenBy(handed(), mo, oneMinuteLater)],
    ['somebody else takes what was handed to a colleague', () => takenBy(handed(), meg, oneMinuteLater)],
    [
      'somebody takes it and then hands it on',
      () => {
        const taken = takenBy(inDanger(), pat, oneMinuteLater);
        return withOutcome(taken, handTo(submittedOf(taken), mo, byPat));
      },
    ],
  ])('The alarm ends when %s', (_, answered) => {
    const record = allSent(answered(inDanger()), oneMinuteLater);
    expect(alarmClock(record, pack)).toBeUndefined();
    expect(troubleOf(record, EVENING)).toEqual([]);
  });

  it.each<[string, () => CaseRecord]>([
    ['asks the referrer', () => askedBy(inDanger(), pat, oneMinuteLater)],
    [
      'tells the referrer something',
      () => afterEvent(inDanger(), { type: 'ReferrerMessaged', at: oneMinuteLater, by: pat.id, number: 1 }),
    ],
    ['hands it to a colleague who has not taken it', handed],
  ])('The alarm goes on when the MASH %s', (_, done) => {
    expect(alarmClock(done(), pack)).toEqual(alarmClock(inDanger(), pack));
  });

  it('“Seen” and added information do not end the alarm', () => {
    const seen = withOutcome(inDanger(), markSeen(submittedOf(inDanger()), byPat));
    const added = afterEvent(seen, { type: 'InformationAdded', at: oneMinuteLater, by: jane.id, number: 1 });
    expect(alarmClock(added, pack)).toEqual(alarmClock(inDanger(), pack));
  });

  it('A question asked hours earlier does not stop the alarm when the child goes missing later', () => {
    const early = at('2026-11-24T14:10:00.000Z');
    const asked = askedBy(withAnswers({}), pat, early);
    const gone = afterEvent(allSent(asked, early), childMissing('2026-11-24T17:00:00.000Z'));
    expect(troubleOf(gone, EVENING)[0]).toBe(`17:15:00 ${withEscalation}`);
  });

  it('Alarm messages that still wait are out of date once somebody takes the referral', () => {
    const ringing = advance(inDanger(), { events: [firstRing] }, caseContext(SENT));
    const ring = ringing.outbox.find(({ message }) => kindOf(message) === 'urgent-ring');
    const isPast = (record: CaseRecord) => ring !== undefined && whyDropped(record, ring, parts) !== undefined;
    expect(isPast(ringing)).toBe(false);
    expect(isPast(afterEvent(ringing, { type: 'ReferralTaken', at: oneMinuteLater, by: pat.id }))).toBe(true);
  });
});

describe('the next step of an alarm', () => {
  it('The next step of the alarm is named, with its time, until the moment it happens', () => {
    const clock = alarmClock(inDanger(), pack);
    if (!clock) throw new Error('the alarm of this referral does not ring');
    expect(nextStep(clock, SENT)).toEqual({ what: 'up', at: '2026-11-24T14:15:00.000Z' });
    expect(nextStep(clock, at('2026-11-24T14:14:59.999Z'))?.what).toBe('up');
    expect(nextStep(clock, at('2026-11-24T14:15:00.000Z'))).toEqual({ what: 'ring', at: '2026-11-24T14:30:00.000Z' });
    expect(nextStep(clock, at('2026-11-24T14:30:00.000Z'))).toBeUndefined();
  });
});

it('A reminder of the decision within five minutes is the reminder of the leaving time, too, once somebody has the case', () => {
  const leaving = (clock: string) => withAnswers({}, `2026-11-25T${clock}:00.000Z`); // managers are reminded at 02:00 of the decision
  const taken = (record: CaseRecord) =>
    afterEvent(record, { type: 'ReferralTaken', at: at('2026-11-24T14:01:00.000Z'), by: mo.id });
  const remindsAt = (record: CaseRecord) => leavingClock(record, pack)?.marks[0]?.at;
  expect(remindsAt(taken(leaving('02:40')))).toBe('2026-11-25T02:10:00.000Z');
  expect(remindsAt(taken(leaving('02:33')))).toBeUndefined();
  expect(remindsAt(leaving('02:33'))).toBe('2026-11-25T02:03:00.000Z'); // more people hear it than the other
  const record = taken(leaving('02:33'));
  const told = { record, now: at('2026-11-25T02:00:00.000Z'), link: undefined };
  const card = reminderCard(told, { escalation: false, late: false });
  expect(JSON.stringify(card)).toContain('Leaves sight 02:33, Wed 25 Nov');
});
