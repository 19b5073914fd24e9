import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import { advance } from '../../../src/case/advance.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import { alarmClock } from '../../../src/features/alarm/clock.ts';
import { askClock } from '../../../src/features/alarm/safe-clock.ts';
import { checkTime, takeTime, timeSaid } from '../../../src/features/leaving-time/rules.ts';
import { saidTimesOf } from '../../../src/features/leaving-time/state.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { unwritten } from '../../cards/sample-cases.ts';
import {
  allSent,
  at,
  atTime,
  caseContext,
  jane,
  meg,
  mo,
  pack,
  pat,
  resultOf,
  submittedOf,
  tom,
  waitingMessages,
} from '../../case/a-case.ts';
import { withAnswers } from '../alarm/an-urgent-case.ts';
import { afterEvents, decidedAt, takenBy } from '../outcomes.ts';

const LATER = at('2026-11-24T14:30:00.000Z');
/** The case after its author has added these words at 14:30. */
const adding = (record: CaseRecord, text: string, by = jane, number = 1): CaseRecord =>
  advance(
    record,
    {
      events: [{ type: 'InformationAdded', at: LATER, by: by.id, number }],
      texts: { [`information-${number}`]: text },
    },
    caseContext(LATER),
  );
const leavesAt = (record: CaseRecord) => submittedOf(record).leavesSight?.slice(11, 16);
const atSix = () => withAnswers({}, '2026-11-24T18:00:00.000Z');

describe('a leaving time that is said after sending', () => {
  it('An earlier time moves the time of the case, and makes it urgent from now on', () => {
    const record = adding(atSix(), 'they leave at 3.20');
    expect(leavesAt(record)).toBe('15:20');
    expect([isUrgent(atSix(), pack, LATER), isUrgent(record, pack, LATER)]).toEqual([false, true]);
    expect(isUrgent(record, pack, at('2026-11-24T14:29:59.000Z'))).toBe(false);
  });

  it('A later time moves nothing, whether or not its author confirms it', () => {
    const record = adding(atSix(), 'they leave at 8 pm');
    expect(leavesAt(record)).toBe('18:00');
    const confirmed = afterEvents(record, {
      type: 'LeavingTimeChecked',
      at: LATER,
      by: jane.id,
      number: 1,
      right: 'yes',
    });
    expect(leavesAt(confirmed)).toBe('18:00');
    expect(saidTimesOf(confirmed.events)).toMatchObject([
      { isBelieved: false, before: at('2026-11-24T18:00:00.000Z'), right: 'yes' },
    ]);
  });

  it('Its author says that the number is an age: only the answer to the question takes the time away', () => {
    const record = adding(adding(atSix(), 'he leaves at 17'), 'what? no i meant 17 years old', jane, 2);
    expect(saidTimesOf(record.events).map(({ right }) => right)).toEqual([undefined]);
  });

  it('A time that is known already is not asked about again', () => {
    const once = adding(adding(atSix(), 'they leave at 3.20'), 'yes, they leave at 15:20', jane, 2);
    const twice = adding(adding(atSix(), 'they leave at 8 pm'), 'leaving 8pm now', jane, 2);
    expect([saidTimesOf(once.events).length, saidTimesOf(twice.events).length]).toEqual([1, 1]);
    expect(saidTimesOf(adding(atSix(), 'they leave at 6 pm').events)).toEqual([]);
  });

  it('Only the author’s words are read, and not those of a draft or of a joined call', () => {
    const event: CaseEvent = { type: 'InformationAdded', at: LATER, by: tom.id, number: 1 };
    expect(timeSaid(event, adding(atSix(), 'they leave at 3.20'))).toEqual([]);
  });

  it('A time that has moved near gets no reminder besides the news of it, which rings', () => {
    const taken = allSent(takenBy(atSix(), mo, at('2026-11-24T14:10:00.000Z')), LATER);
    const waiting = waitingMessages(atTime(adding(taken, 'they leave at 2.45'), LATER));
    expect(waiting.filter((message) => message.startsWith('mo: '))).toEqual(['mo: stage-notice']);
  });

  it('Half an hour after the known time a near one is believed, and any other once the child was safe after it', () => {
    const over = withAnswers({}, '2026-11-24T14:00:00.000Z');
    expect(leavesAt(adding(over, 'now they go at 2.50'))).toBe('14:50');
    expect(leavesAt(adding(over, 'now they go at 4'))).toBe('14:00');
    const past = withAnswers({}, '2026-11-24T14:01:00.000Z');
    expect(leavesAt(adding(past, 'now they go at 2.50'))).toBe('14:01');
    const safe: CaseEvent = { type: 'ChildSafe', at: at('2026-11-24T14:20:00.000Z'), by: mo.id, number: 1 };
    expect(leavesAt(adding(afterEvents(past, safe), 'now they go at 4'))).toBe('16:00');
  });

  it('A time that is said after “he has gone to get the car” is a report: the alarm does not wait for it', () => {
    const soon = adding(withAnswers({}), 'he has gone to get the car');
    const later = adding(adding(soon, 'they leave at 2.59', jane, 2), 'no, they leave at 2.52', jane, 3);
    expect(leavesAt(later)).toBe('14:30');
    expect(alarmClock(later, pack)).toEqual(alarmClock(soon, pack));
    expect(askClock(later, pack)).toEqual(askClock(soon, pack));
  });

  it('While the author is asked about words without a time, more such words ask nothing; a time does', () => {
    const once = adding(adding(atSix(), 'they go later today'), 'he wants to take her home', jane, 2);
    expect(saidTimesOf(once.events)).toHaveLength(1);
    expect(leavesAt(adding(once, 'they leave at 3.20', jane, 3))).toBe('15:20');
    const check = (right: 'yes' | 'no') => resultOf(checkTime(once, 1, right, { by: jane, now: LATER }));
    expect([check('yes'), check('no')]).toEqual(['nothing-to-do', 'happened']);
  });

  it('The last time is taken over by who has the case or by a manager, once, and never by who referred the child', () => {
    const record = adding(takenBy(atSix(), pat, LATER), 'they leave at 8 pm');
    const take = (by: Person, time = '20:00', of = record) => resultOf(takeTime(of, { time }, { by, now: LATER }));
    const practitioner = { ...pat, id: tom.id };
    expect([take(pat), take(meg), take(practitioner)]).toEqual(['happened', 'happened', 'only-a-manager-decides']);
    expect([take(jane), take({ ...jane, roles: meg.roles })]).toEqual(['only-the-mash', 'own-referral']);
    expect([take(pat, '18:00'), take(meg, '20:00', atSix())]).toEqual(['nothing-to-do', 'nothing-to-do']);
    const used: CaseEvent = {
      type: 'LeavingTimeUsed',
      at: LATER,
      by: pat.id,
      number: 1,
      leavesSight: at('2026-11-24T20:00:00.000Z'),
    };
    const after = afterEvents(record, used);
    expect([leavesAt(after), take(pat, '20:00', after)]).toEqual(['20:00', 'nothing-to-do']);
    const wrong: CaseEvent = { type: 'LeavingTimeChecked', at: LATER, by: jane.id, number: 1, right: 'no' };
    expect(take(pat, '20:00', afterEvents(record, wrong))).toBe('nothing-to-do');
  });

  it('The time that was said before the written referral came stands, unless the referral says an earlier one', () => {
    const call = adding(unwritten('usual').phoned, 'they leave at 3.20');
    const written = (leavesSight?: string): CaseEvent => ({
      ...{ type: 'ReferralSubmitted', at: LATER, by: call.author, clockStart: LATER },
      ...{ decisionDue: at('2026-11-25T14:30:00.000Z'), checkDone: false },
      ...(leavesSight ? { leavesSight: at(leavesSight) } : {}),
    });
    expect(leavesAt(call)).toBe('15:20');
    expect(leavesAt(afterEvents(call, written()))).toBe('15:20');
    expect(leavesAt(afterEvents(call, written('2026-11-24T18:00:00.000Z')))).toBe('15:20');
    expect(leavesAt(afterEvents(call, written('2026-11-24T15:00:00.000Z')))).toBe('15:00');
  });

  it('On a decided case the time stands on the card, too', () => {
    expect(leavesAt(adding(decidedAt(atSix(), LATER), 'they leave at 3.20'))).toBe('15:20');
  });

  it('Only the author says whether a time is right, once', () => {
    const record = adding(atSix(), 'they leave at 3.20');
    const check = (of: CaseRecord, by = jane, number = 1) => resultOf(checkTime(of, number, 'yes', { by, now: LATER }));
    expect([check(record), check(record, tom), check(record, jane, 2)]).toEqual([
      'happened',
      'not-the-author',
      'not-submitted',
    ]);
    const checked = afterEvents(record, {
      type: 'LeavingTimeChecked',
      at: LATER,
      by: jane.id,
      number: 1,
      right: 'yes',
    });
    expect(check(checked)).toBe('nothing-to-do');
  });
});
