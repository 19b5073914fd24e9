import { describe, expect, it } from '@jest/globals';
import { type Person, StaffId } from '../../../src/base/people.ts';
import { type Instant, instantOf, msOf } from '../../../src/base/time.ts';
import { advance, timed } from '../../../src/case/advance.ts';
import { askReferrer, takeReferral } from '../../../src/case/commands.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import { alarmClock, nextStep } from '../../../src/features/alarm/clock.ts';
import { handTo, logPhoneReferral, markSeen } from '../../../src/features/desk/rules.ts';
import { parts } from '../../../src/features/list.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { aDraft, allSent, at, caseContext, jane, mo, pack, pat, submittedOf, then } from '../../case/a-case.ts';
import { alarmOf, SENT, withAnswers } from './an-urgent-case.ts';

const all = 'mo: urgent-ring, meg: urgent-ring';
const above = `${all}, dee: urgent-ring`;
const evening = at('2026-11-24T22:00:00.000Z');
const referral = submittedOf;
const danger = () => withAnswers({ danger: 'yes' });
const happens = (record: CaseRecord, event: CaseEvent) =>
  allSent(advance(record, { events: [event] }, caseContext(event.at)), event.at);
const missing = (moment: string): CaseEvent => ({
  ...{ type: 'ChildMissing', at: at(moment), by: jane.id, number: 1, police: 'no' },
});

describe('an urgent referral that nobody answers', () => {
  it.each([
    ['whoever refers says yes to danger', () => danger()],
    ['the child is in police protection', () => withAnswers({ 'protection-when': 'since 13:00' })],
    [
      'a statement of danger is ticked',
      () => {
        const record = withAnswers({});
        const ticks = { g: { seen: [pack.signals.danger[0] ?? ''], suspected: [], note: '', looked: false } };
        const facts = { ...record.facts, answers: { ...record.facts.answers, ticks } };
        return timed({ ...record, facts }, caseContext(SENT));
      },
    ],
  ])('rings at once, goes up after 15 minutes, and has the referrer ring after 30, where %s', (_, urgent) => {
    expect(isUrgent(urgent(), pack)).toBe(true);
    expect(alarmOf(urgent(), evening)).toEqual([
      `14:00:00 ${all}`,
      `14:15:00 ${above}`,
      `14:30:00 ${above}, jane: nobody-has-it`,
    ]);
  });

  it.each([
    ['danger is not known', () => withAnswers({ danger: 'unsure' })],
    ['there is no danger', () => withAnswers({ danger: 'no' })],
    ['“no” stands in the box for police protection', () => withAnswers({ 'protection-when': 'No' })],
    ['the child leaves tomorrow', () => withAnswers({}, '2026-11-25T15:30:00.000Z')],
  ])('does not ring where %s', (_, record) => {
    expect(isUrgent(record(), pack)).toBe(false);
    expect(alarmOf(record(), evening)).toEqual([]);
  });

  it('goes up after half of the time until the child leaves sight, where that is sooner', () => {
    expect(alarmOf(withAnswers({}, '2026-11-24T14:20:00.000Z'), evening)).toEqual([
      `14:00:00 ${all}`,
      `14:10:00 ${above}`,
      `14:20:00 ${above}, jane: nobody-has-it`,
    ]);
    expect(alarmOf(withAnswers({ danger: 'yes' }, '2026-11-24T14:20:00.000Z'), evening)[1]).toBe(`14:10:00 ${above}`);
  });

  it('leaves a minute to answer where the child leaves now, or has left', () => {
    for (const left of ['2026-11-24T14:00:00.000Z', '2026-11-24T11:00:00.000Z', '2026-11-24T14:01:00.000Z'])
      expect(alarmOf(withAnswers({}, left), evening)).toEqual([
        `14:00:00 ${all}`,
        `14:01:00 ${above}`,
        `14:02:00 ${above}, jane: nobody-has-it`,
      ]);
  });

  it('rings two hours before the child leaves sight, at the earliest when it is sent', () => {
    expect(isUrgent(withAnswers({}, '2026-11-24T16:00:00.000Z'), pack)).toBe(true);
    expect(isUrgent(withAnswers({}, '2026-11-24T16:00:00.001Z'), pack)).toBe(false);
    expect(alarmOf(withAnswers({}, '2026-11-24T16:00:00.000Z'), evening)[0]).toBe(`14:00:00 ${all}`);
    expect(alarmOf(withAnswers({}, '2026-11-24T18:00:00.000Z'), evening)).toEqual([
      `16:00:00 ${all}`,
      `16:15:00 ${above}`,
      `16:30:00 ${above}, jane: nobody-has-it`,
    ]);
  });

  it('rings the managers on duty, and says so, where somebody is', () => {
    const desk = { ...caseContext(SENT).desk, onDuty: [mo.id] };
    const [clock] = [alarmClock(danger(), pack)];
    const rang: CaseEvent = {
      ...{ type: 'ClockReached', at: SENT, clock: 'urgent', upTo: clock?.start ?? SENT },
      ...{ remind: true, escalate: false, overdue: false, late: false },
    };
    const next = advance(danger(), { events: [rang] }, { ...caseContext(SENT), desk });
    const rings = next.outbox.filter(({ message }) => message.kind === 'urgent-ring');
    expect(rings.map(({ to, message }) => [to, message])).toEqual([
      [{ person: mo.id }, expect.objectContaining({ as: 'on-duty' })],
    ]);
  });

  it('counts on from the first reason, and goes up once more after a later one', () => {
    const record = happens(danger(), missing('2026-11-24T14:10:00.000Z'));
    expect(alarmOf(record, evening)).toEqual([
      `14:00:00 ${all}`,
      `14:15:00 ${above}`,
      `14:25:00 ${above}`,
      `14:30:00 ${above}, jane: nobody-has-it`,
    ]);
  });

  it('is quiet about a child who is found, and begins anew when they are missing again', () => {
    const gone = happens(withAnswers({}), missing('2026-11-24T15:00:00.000Z'));
    expect(alarmOf(gone, evening)).toEqual([`15:15:00 ${above}`, `15:30:00 ${above}, jane: nobody-has-it`]);
    const found = happens(gone, { type: 'ChildFound', at: at('2026-11-24T15:05:00.000Z'), by: jane.id, number: 1 });
    expect(alarmOf(found, evening)).toEqual([]);
    const again = happens(found, { ...missing('2026-11-24T16:00:00.000Z'), number: 2 } as CaseEvent);
    expect(alarmOf(again, evening)[0]).toBe(`16:15:00 ${above}`);
  });

  it('becomes urgent by what is ticked after sending, from then on', () => {
    const added = happens(withAnswers({}), { type: 'CheckAdded', at: at('2026-11-24T18:00:00.000Z'), by: jane.id });
    const values = { ...added.facts.answers.values, danger: 'yes' };
    const facts = { ...added.facts, answers: { ...added.facts.answers, values } };
    expect(alarmClock({ ...added, facts }, pack)?.start).toBe('2026-11-24T18:00:00.000Z');
  });

  it('does not tell somebody who rang, and was heard by a person, that nobody has it', () => {
    const logged = logPhoneReferral(SENT, pack.clocks, { by: pat, now: SENT, caller: jane.id });
    const empty = { ...aDraft(SENT), events: [] };
    const values = { danger: 'yes' };
    const begun = { ...empty, facts: { ...empty.facts, answers: { ...empty.facts.answers, values } } };
    const record = then(begun, logged, pat, SENT);
    expect(alarmOf(allSent(record, SENT), evening)).toEqual([`14:00:00 ${all}`, `14:15:00 ${above}`]);
  });
});

describe('the alarm ends', () => {
  const by = (who: Person, now: Instant) => ({ by: who, now });
  const afterRinging = (): CaseRecord => danger();
  const moment = instantOf(msOf(SENT) + 60_000);
  const answers: [string, (record: CaseRecord) => Outcome][] = [
    ['somebody takes it', (record) => takeReferral(referral(record), by(pat, moment))],
    ['it is handed to a colleague', (record) => handTo(referral(record), mo, by(pat, moment))],
    ['the MASH asks the referrer', (record) => askReferrer(referral(record), 'Where is she?', {}, by(pat, moment))],
  ];
  it.each(answers)('when %s', (_, answer) => {
    const record = allSent(then(afterRinging(), answer(afterRinging()), pat, moment), moment);
    expect(alarmClock(record, pack)).toBeUndefined();
    expect(alarmOf(record, evening)).toEqual([]);
  });

  it('not when somebody says “seen”, and not when the referrer adds something', () => {
    const seen = then(danger(), markSeen(referral(danger()), by(pat, moment)), pat, moment);
    const added = happens(seen, { type: 'InformationAdded', at: moment, by: jane.id, number: 1 });
    expect(alarmClock(added, pack)).toEqual(alarmClock(danger(), pack));
  });

  it('not by a question of hours ago, when the child goes missing later', () => {
    const early = at('2026-11-24T14:10:00.000Z');
    const asked = then(
      withAnswers({}),
      askReferrer(referral(withAnswers({})), 'Where?', {}, by(pat, early)),
      pat,
      early,
    );
    const gone = happens(allSent(asked, early), missing('2026-11-24T17:00:00.000Z'));
    expect(alarmOf(gone, evening)[0]).toBe(`17:15:00 ${above}`);
  });

  it('drops what still waits to be said of it, once somebody has it', () => {
    const ringing = advance(
      danger(),
      {
        events: [
          {
            ...{ type: 'ClockReached', at: SENT, clock: 'urgent', upTo: SENT },
            ...{ remind: true, escalate: false, overdue: false, late: false },
          },
        ],
      },
      caseContext(SENT),
    );
    const index = ringing.events.length - 1;
    const isPast = (record: CaseRecord) => parts.some((part) => part.isPast?.(record, index));
    expect(isPast(ringing)).toBe(false);
    const someone = StaffId.parse('pat');
    expect(isPast(happens(ringing, { type: 'ReferralTaken', at: moment, by: someone }))).toBe(true);
  });
});

describe('what comes next in an alarm', () => {
  it('is said with its time, to the last moment before it', () => {
    const clock = alarmClock(danger(), pack);
    if (!clock) throw new Error('it does not ring');
    expect(nextStep(clock, SENT)).toEqual({ what: 'up', at: '2026-11-24T14:15:00.000Z' });
    expect(nextStep(clock, at('2026-11-24T14:14:59.999Z'))?.what).toBe('up');
    expect(nextStep(clock, at('2026-11-24T14:15:00.000Z'))).toEqual({ what: 'ring', at: '2026-11-24T14:30:00.000Z' });
    expect(nextStep(clock, at('2026-11-24T14:30:00.000Z'))).toBeUndefined();
  });
});
