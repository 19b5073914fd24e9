import { describe, expect, it } from '@jest/globals';
import { Duration, type Instant } from '../../src/base/time.ts';
import { clockAndDay } from '../../src/cards/london.ts';
import { advance, dueEvents, timed } from '../../src/case/advance.ts';
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
import type { Answers } from '../../src/check/draft.ts';
import { parts } from '../../src/features/list.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import type { Clocks } from '../../src/protocol/pack.ts';
import {
  aDraft,
  allSent,
  aReferral,
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
  then,
  waiting,
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

function decidedAt(record: CaseRecord, now: Instant): CaseRecord {
  return then(record, recordDecision(submitted(record), decision, {}, { by: mo, now }), mo, now);
}

/** Plays the worker: from `from` on the case gets attention whenever it wants it, and every message arrives at once. */
function leftAlone(record: CaseRecord, until: Instant, from = record.changedAt): string[] {
  const story: string[] = [];
  let now = record;
  while (now.wakeAt && now.wakeAt <= until) {
    const [, moment = from] = [now.wakeAt, from].sort();
    const later = atTime(now, moment);
    if (later === now) throw new Error(`the case is woken at ${moment} for nothing, and would be for ever`);
    const told = waiting(later).filter((each) => !each.startsWith('mash'));
    story.push(`${moment} ${told.join(', ')}`);
    now = allSent(later, moment);
  }
  return story;
}

describe('the 24 hours', () => {
  it.each([
    ['2026-11-25T14:03:19.000Z', 'a second before they are over', false],
    ['2026-11-25T14:03:20.000Z', 'at the very last moment', false],
    ['2026-11-25T14:03:20.001Z', 'a thousandth of a second after', true],
    ['2026-11-25T14:03:21.000Z', 'a second after', true],
  ])('a decision at %s, %s, has late: %s', (now, _, late) => {
    const record = decidedAt(aReferral(TUESDAY), at(now));
    expect(submitted(record)).toMatchObject({ status: 'decided', late });
  });

  it('are clock hours: sent on Friday evening, the decision is due on Saturday evening', () => {
    expect(decisionDue(at('2026-11-27T18:30:00.000Z'), aDay)).toBe('2026-11-28T18:30:00.000Z');
  });

  it('do not stop for a bank holiday: sent on Christmas Eve, the decision is due on Christmas Day', () => {
    expect(decisionDue(at('2026-12-24T17:00:00.000Z'), aDay)).toBe('2026-12-25T17:00:00.000Z');
  });

  it('do not stop for Easter: sent on Thursday at 17:00, the decision is due on Good Friday at 17:00', () => {
    const due = decisionDue(at('2026-04-02T16:00:00.000Z'), aDay);
    expect(due).toBe('2026-04-03T16:00:00.000Z');
    expect(clockAndDay(due)).toBe('17:00, Fri 3 Apr');
  });

  it('at 00:30 on the night the clocks go forward, end at 01:30 the next night', () => {
    const record = aReferral(at('2026-03-29T00:30:00.000Z'));
    expect(submitted(record).decisionDue).toBe('2026-03-30T00:30:00.000Z');
    expect(clockAndDay(submitted(record).decisionDue)).toBe('01:30, Mon 30 Mar');
  });

  it('from noon on the day before the clocks go forward, end at 13:00', () => {
    const due = decisionDue(at('2026-03-28T12:00:00.000Z'), aDay);
    expect(clockAndDay(due)).toBe('13:00, Sun 29 Mar');
  });

  it('from noon on the day before the clocks go back, end at 11:00', () => {
    const due = decisionDue(at('2026-10-24T11:00:00.000Z'), aDay); // 12:00 BST
    expect(due).toBe('2026-10-25T11:00:00.000Z');
    expect(clockAndDay(due)).toBe('11:00, Sun 25 Oct');
  });

  it('tell the two half past ones of the night the clocks go back apart', () => {
    expect(clockAndDay(decisionDue(at('2026-10-25T00:30:00.000Z'), aDay))).toBe('00:30, Mon 26 Oct');
    expect(clockAndDay(decisionDue(at('2026-10-25T01:30:00.000Z'), aDay))).toBe('01:30, Mon 26 Oct');
  });

  it('run from the telephone call when that came first', () => {
    const { clockStart, decisionDue: due } = submitted(
      aReferral(at('2026-11-24T15:00:00.000Z'), { calledAt: at('2026-11-24T09:00:00.000Z') }),
    );
    expect([clockStart, due]).toEqual(['2026-11-24T09:00:00.000Z', '2026-11-25T09:00:00.000Z']);
  });

  it('run from sending when the call is said to lie ahead, for a telephone’s clock may be wrong', () => {
    const { clockStart, decisionDue: due } = submitted(
      aReferral(at('2026-11-24T15:00:00.000Z'), { calledAt: at('2026-11-24T15:01:00.000Z') }),
    );
    expect([clockStart, due]).toEqual(['2026-11-24T15:00:00.000Z', '2026-11-25T15:00:00.000Z']);
  });

  it('do not begin anew when the post arrives late: a failed delivery gives no extra time', () => {
    const record = sent(aDraft(TUESDAY), TUESDAY);
    const later = advance(
      record,
      { events: [{ type: 'ReferralDelivered', at: at('2026-11-24T20:00:00.000Z') }] },
      caseContext(at('2026-11-24T20:00:00.000Z')),
    );
    expect(submitted(later).decisionDue).toBe('2026-11-25T14:03:20.000Z');
  });

  it('are whatever the pack says: a day may last twenty seconds', () => {
    expect(decisionDue(TUESDAY, lasting('PT20S'))).toBe('2026-11-24T14:03:40.000Z');
  });
});

describe('a referral that nobody decides', () => {
  it('is recalled to the managers at 12, 20 and 23 hours, goes up at 22, and then is said again every two hours', () => {
    expect(leftAlone(aReferral(TUESDAY), at('2026-11-25T19:00:00.000Z'))).toEqual([
      '2026-11-25T02:03:20.000Z mo: reminder, meg: reminder',
      '2026-11-25T10:03:20.000Z mo: reminder, meg: reminder',
      '2026-11-25T12:03:20.000Z dee: escalation',
      '2026-11-25T13:03:20.000Z mo: reminder, meg: reminder',
      // the last moment is still in time, so overdue begins after it; the referrer hears it once
      '2026-11-25T14:03:20.001Z mo: reminder, meg: reminder, dee: escalation, jane: decision-overdue, jane: receipt',
      '2026-11-25T16:03:20.001Z mo: reminder, meg: reminder, dee: escalation',
      '2026-11-25T18:03:20.001Z mo: reminder, meg: reminder, dee: escalation',
    ]);
  });

  it('goes on being said for as long as nobody decides', () => {
    const story = leftAlone(aReferral(TUESDAY), at('2026-12-24T14:03:20.000Z'));
    expect(story.at(-1)).toBe('2026-12-24T12:03:20.001Z mo: reminder, meg: reminder, dee: escalation');
  });

  it('is reminded of over the night the clocks go back, at the same number of hours', () => {
    const [first, second] = leftAlone(aReferral(at('2026-10-24T20:00:00.000Z')), at('2026-10-25T16:00:00.000Z'));
    expect(first).toMatch(/^2026-10-25T08:00:00.000Z/);
    expect(second).toMatch(/^2026-10-25T16:00:00.000Z/);
  });

  it('is never decided by the bot', () => {
    let record = aReferral(TUESDAY);
    for (const day of ['2026-11-25', '2026-12-25', '2027-11-25', '2031-11-25'])
      record = atTime(record, at(`${day}T23:00:00.000Z`));
    expect(record.status).toBe('awaiting-decision');
  });

  it('wakes nobody between two reminders', () => {
    const record = aReferral(TUESDAY);
    expect(dueEvents(record, { now: at('2026-11-25T02:03:19.999Z'), pack, parts })).toEqual([]);
    const told = atTime(record, at('2026-11-25T02:03:20.000Z'));
    expect(dueEvents(told, { now: at('2026-11-25T10:03:19.999Z'), pack, parts })).toEqual([]);
  });
});

describe('a reminder that could not be sent at its time', () => {
  const toldOnce = allSent(atTime(aReferral(TUESDAY), at('2026-11-25T02:03:20.000Z')), at('2026-11-25T02:03:20.000Z'));

  it('is said once for everything that fell due while the service was stopped, marked late', () => {
    const now = at('2026-11-25T13:30:00.000Z'); // 20, 22 and 23 hours have passed
    expect(dueEvents(toldOnce, { now, pack, parts })).toEqual([
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
    expect(waiting(atTime(toldOnce, now))).toEqual(['mo: reminder', 'meg: reminder', 'dee: escalation', 'mash: line']);
  });

  it('states that the decision is overdue, when that has come meanwhile, and then keeps its two hours', () => {
    const now = at('2026-11-25T20:00:00.000Z'); // overdue since 14:03, said at 16:03 and 18:03 had anybody been there
    const later = atTime(toldOnce, now);
    expect(dueEvents(toldOnce, { now, pack, parts })).toMatchObject([
      { upTo: '2026-11-25T18:03:20.001Z', overdue: true, late: true },
    ]);
    expect(waiting(later).filter((each) => each.startsWith('mo'))).toEqual(['mo: reminder']);
    expect(allSent(later, now).wakeAt).toBe('2026-11-25T20:03:20.001Z');
  });

  it('is not called late when it is two minutes behind', () => {
    const event = dueEvents(aReferral(TUESDAY), { now: at('2026-11-25T02:05:20.000Z'), pack, parts });
    expect(event).toMatchObject([{ late: false }]);
  });

  it('is called late when it is more than two minutes behind', () => {
    const event = dueEvents(aReferral(TUESDAY), { now: at('2026-11-25T02:05:20.001Z'), pack, parts });
    expect(event).toMatchObject([{ late: true }]);
  });

  it('is called late when two came close together and only the second could be sent', () => {
    const close = { remind: [lasting('PT1H'), lasting('PT1H30S')] };
    const event = dueEvents(aReferral(TUESDAY), {
      now: at('2026-11-24T15:03:50.000Z'),
      pack: decidingBy(close),
      parts,
    });
    expect(event).toMatchObject([{ upTo: '2026-11-24T15:03:50.000Z', late: true }]);
  });

  it('is not called late when a reminder and the escalation are due at the same moment', () => {
    const together = { remind: [lasting('PT1H')], escalate: lasting('PT1H') };
    const event = dueEvents(aReferral(TUESDAY), {
      now: at('2026-11-24T15:03:20.000Z'),
      pack: decidingBy(together),
      parts,
    });
    expect(event).toMatchObject([{ remind: true, escalate: true, late: false }]);
  });

  it('is one message when the child was phoned in 21 hours before it was written', () => {
    const now = at('2026-11-25T11:00:00.000Z');
    const record = aReferral(now, { calledAt: at('2026-11-24T14:00:00.000Z') });
    expect(dueEvents(record, { now, pack, parts })).toMatchObject([
      { upTo: '2026-11-25T10:00:00.000Z', remind: true, escalate: false, overdue: false, late: true },
    ]);
    expect(leftAlone(record, at('2026-11-25T14:00:00.001Z'))).toEqual([
      '2026-11-25T11:00:00.000Z mo: reminder, meg: reminder',
      '2026-11-25T12:00:00.000Z dee: escalation',
      '2026-11-25T13:00:00.000Z mo: reminder, meg: reminder',
      '2026-11-25T14:00:00.001Z mo: reminder, meg: reminder, dee: escalation, jane: decision-overdue, jane: receipt',
    ]);
  });
});

describe('once the decision is recorded', () => {
  it('no clock has anything to say, however long one waits', () => {
    const record = decidedAt(aReferral(TUESDAY), at('2026-11-24T16:00:00.000Z'));
    for (const now of ['2026-11-25T14:03:20.001Z', '2027-11-25T14:03:20.000Z'])
      expect(dueEvents(record, { now: at(now), pack, parts })).toEqual([]);
    expect(allSent(record, at('2026-11-24T16:00:00.000Z')).wakeAt).toBeUndefined();
  });

  it('an overdue referral falls silent too', () => {
    const overdue = atTime(aReferral(TUESDAY), at('2026-11-25T15:00:00.000Z'));
    const record = decidedAt(overdue, at('2026-11-25T15:30:00.000Z'));
    expect(submitted(record)).toMatchObject({ late: true });
    expect(allSent(record, at('2026-11-25T15:30:00.000Z')).wakeAt).toBeUndefined();
  });
});

describe('a telephone call that must be confirmed in writing within 48 hours', () => {
  const CALLED = at('2026-11-24T09:00:00.000Z');
  const started = aDraft(at('2026-11-24T09:05:00.000Z'));
  const TOLD = at('2026-11-24T09:05:00.000Z');
  const recorded = then(
    started,
    recordPhoneCall(referralOf(started.events), CALLED, { by: jane, now: TOLD }),
    jane,
    TOLD,
  );
  const phoned = allSent(recorded, TOLD);
  const ofTheCall = (record: CaseRecord, now: Instant) =>
    dueEvents(record, { now, pack, parts }).filter(
      (event) => event.type === 'ClockReached' && event.clock === 'writtenConfirmation',
    );
  const toJane = (story: string[]) =>
    story.filter((each) => each.includes('jane: reminder')).map((each) => `${each.slice(0, 24)} jane: reminder`);

  it('is shown to the MASH at once', () => {
    expect(waiting(recorded)).toEqual(['mash: case-card']);
    expect(recorded.wakeAt).toBe(TOLD);
  });

  it('is shown anew to the MASH each time that it is said to be overdue, and not before', () => {
    const cards = (now: string) => {
      const decided = decidedAt(phoned, TOLD); // so that the MASH is told nothing else
      return waiting(atTime(allSent(decided, TOLD), at(now))).filter((each) => each.startsWith('mash'));
    };
    expect(cards('2026-11-26T09:00:00.000Z')).toEqual([]);
    expect(cards('2026-11-26T09:00:00.001Z')).toEqual(['mash: case-card']);
  });

  it('is recalled no more once it is taken back, and the MASH sees that', () => {
    const now = at('2026-11-24T10:00:00.000Z');
    const record = then(phoned, takeBackPhoneCall(referralOf(phoned.events), { by: jane, now }), jane, now);
    expect(waiting(record)).toEqual(['mash: case-card']);
    expect(ofTheCall(record, at('2026-12-24T09:00:00.000Z'))).toEqual([]);
    expect(submitted(sent(record, now))).toMatchObject({ clockStart: now, decisionDue: '2026-11-25T10:00:00.000Z' });
  });

  it('is recalled to the person who phoned at 24, 40 and 46 hours, and every four hours when it is overdue', () => {
    expect(toJane(leftAlone(phoned, at('2026-11-26T14:00:00.000Z')))).toEqual([
      '2026-11-24T11:05:00.000Z jane: reminder', // the draft lies idle, two hours
      '2026-11-25T09:00:00.000Z jane: reminder',
      '2026-11-25T09:05:00.000Z jane: reminder', // the draft lies idle, a day
      '2026-11-26T01:00:00.000Z jane: reminder',
      '2026-11-26T07:00:00.000Z jane: reminder',
      '2026-11-26T09:00:00.001Z jane: reminder',
      '2026-11-26T13:00:00.001Z jane: reminder',
    ]);
  });

  it.each([
    ['2026-11-26T08:59:00.000Z', '47:59', false],
    ['2026-11-26T09:00:00.000Z', '48:00', false],
    ['2026-11-26T09:01:00.000Z', '48:01', true],
  ])('at %s, %s after the call, is overdue: %s', (now, _, overdue) => {
    expect(ofTheCall(phoned, at(now))).toMatchObject([{ clock: 'writtenConfirmation', overdue }]);
  });

  it.each(['2026-11-26T08:59:00.000Z', '2026-11-26T09:01:00.000Z'])(
    'is over when it was written at %s, and the decision counts from the call',
    (written) => {
      const record = sent(phoned, at(written));
      expect(runningClocks(referralOf(record.events), record.answeredAt, pack.clocks).map(({ name }) => name)).toEqual([
        'decision',
        'delivery',
      ]);
      expect(submitted(record)).toMatchObject({
        call: { kind: 'made', at: CALLED },
        decisionDue: '2026-11-25T09:00:00.000Z',
      });
    },
  );

  it('counts from the corrected time when the worker says that it was another', () => {
    const earlier = recordPhoneCall(referralOf(phoned.events), at('2026-11-24T08:00:00.000Z'), {
      by: jane,
      now: at('2026-11-24T09:30:00.000Z'),
    });
    const record = then(phoned, earlier, jane, at('2026-11-24T09:30:00.000Z'));
    expect(runningClocks(referralOf(record.events), record.answeredAt, pack.clocks)).toMatchObject([
      { name: 'decision', start: '2026-11-24T08:00:00.000Z', due: '2026-11-25T08:00:00.000Z' },
      { name: 'idleDraft' },
      { name: 'writtenConfirmation', due: '2026-11-26T08:00:00.000Z' },
      { name: 'delivery' },
    ]);
  });
});

describe('a draft that is left lying', () => {
  const BEGAN = at('2026-11-24T10:00:00.000Z');

  it('is recalled to its author after 2 and 24 hours, and then no more', () => {
    expect(leftAlone(aDraft(BEGAN), at('2027-11-24T10:00:00.000Z'))).toEqual([
      '2026-11-24T12:00:00.000Z jane: reminder',
      '2026-11-25T10:00:00.000Z jane: reminder',
    ]);
  });

  it('is recalled anew after each answer', () => {
    const nudged = allSent(atTime(aDraft(BEGAN), at('2026-11-24T12:00:00.000Z')), at('2026-11-24T12:00:00.000Z'));
    const now = at('2026-11-24T13:00:00.000Z');
    const answered = timed({ ...nudged, answeredAt: now }, { now, pack, parts });
    expect(leftAlone(answered, at('2027-11-24T10:00:00.000Z'))).toEqual([
      '2026-11-24T15:00:00.000Z jane: reminder',
      '2026-11-25T13:00:00.000Z jane: reminder',
    ]);
  });

  it('is not recalled while its author is filling it in', () => {
    const now = at('2026-11-24T11:59:59.000Z');
    const answered = timed({ ...aDraft(BEGAN), answeredAt: now }, { now, pack, parts });
    expect(dueEvents(answered, { now: at('2026-11-24T12:00:00.000Z'), pack, parts })).toEqual([]);
  });

  it('is recalled to nobody but its author', () => {
    const story = leftAlone(aDraft(BEGAN), at('2027-11-24T10:00:00.000Z')).join();
    expect(story).not.toMatch(/mo:|meg:|dee:|ada:|mash:/);
  });
});

describe('a draft that is let go', () => {
  const BEGAN = at('2026-11-24T10:00:00.000Z');

  it('goes on to be decided where somebody rang, and nobody is asked to write it any more', () => {
    const called: CaseEvent = { type: 'PhoneCallRecorded', at: BEGAN, by: jane.id, calledAt: BEGAN };
    const draft = advance(aDraft(BEGAN), { events: [called] }, caseContext(BEGAN));
    const gone = then(draft, withdraw(referralOf(draft.events), { by: jane, now: BEGAN }), jane, BEGAN);
    expect(gone.status).toBe('awaiting-decision');
    const running = runningClocks(referralOf(gone.events), BEGAN, pack.clocks).map(({ name }) => name);
    expect(running).toEqual(['decision', 'delivery']);
  });

  it('has no clocks', () => {
    const draft = aDraft(BEGAN);
    const gone = then(draft, withdraw(referralOf(draft.events), { by: jane, now: BEGAN }), jane, BEGAN);
    expect(gone.status).toBe('withdrawn');
    expect(runningClocks(referralOf(gone.events), BEGAN, pack.clocks)).toEqual([]);
    for (const now of ['2026-11-25T11:00:00.000Z', '2027-11-24T10:00:00.000Z'])
      expect(dueEvents(gone, { now: at(now), pack, parts })).toEqual([]);
    expect(allSent(gone, BEGAN).wakeAt).toBeUndefined();
  });
});

describe('a made-up case to practise on', () => {
  const practice = { ...aDraft(TUESDAY), training: true };

  it('has no clocks, as a draft and when it is sent', () => {
    expect(timed(practice, { now: TUESDAY, pack, parts }).wakeAt).toBeUndefined();
    const record = sent(practice, TUESDAY);
    expect(allSent(record, TUESDAY).wakeAt).toBeUndefined();
    for (const now of ['2026-11-25T14:03:20.001Z', '2027-11-25T14:03:20.000Z'])
      for (const each of [practice, record]) expect(dueEvents(each, { now: at(now), pack, parts })).toEqual([]);
  });
});

describe('a child who leaves the referrer’s sight', () => {
  const leaving = (sight: string | undefined, now = TUESDAY): CaseRecord => {
    const draft = aDraft(now);
    const readings: Answers['readings'] =
      sight === undefined ? {} : { 'leaves-sight': { words: 'then', at: at(sight) } };
    const answers = { ...consent, readings };
    const submission = { author: jane.id, answers, known: true, checkDone: false, clocks: pack.clocks };
    const record = then(draft, submitReferral(referralOf(draft.events), submission, { by: jane, now }), jane, now);
    const posted = advance(record, { events: [{ type: 'ReferralDelivered', at: now }] }, caseContext(now));
    return allSent(posted, now);
  };
  const taken = (record: CaseRecord) =>
    allSent(then(record, takeReferral(submitted(record), { by: pat, now: TUESDAY }), pat, TUESDAY), TUESDAY);
  // What the alarm of an urgent referral says beside it: tests/features/alarm.
  const reminders = (record: CaseRecord, until = '2026-11-24T23:59:59.000Z') =>
    leftAlone(record, at(until)).filter((line) => line.includes(': reminder'));

  it('is recalled to the managers 30 minutes before, once', () => {
    expect(reminders(leaving('2026-11-24T15:30:00.000Z'))).toEqual([
      '2026-11-24T15:00:00.000Z mo: reminder, meg: reminder',
    ]);
  });

  it.each([
    ['2026-11-24T14:33:20.000Z', 'exactly 30 minutes ahead'],
    ['2026-11-24T14:33:19.000Z', 'a second less than 30 minutes ahead'],
    ['2026-11-24T14:10:00.000Z', 'seven minutes ahead'],
    ['2026-11-24T14:03:20.001Z', 'a thousandth of a second ahead'],
  ])('is left to the alarm, which rings at once, where that is at %s, %s', (sight) => {
    expect(reminders(leaving(sight))).toEqual([]);
    expect(leftAlone(leaving(sight), TUESDAY)).toEqual(['2026-11-24T14:03:20.000Z mo: urgent-ring, meg: urgent-ring']);
  });

  it('is recalled a second later where there is just a second more than 30 minutes', () => {
    expect(reminders(leaving('2026-11-24T14:33:21.000Z'))).toEqual([
      '2026-11-24T14:03:21.000Z mo: reminder, meg: reminder',
    ]);
  });

  it.each([
    ['had left before it was sent', '2026-11-24T14:00:00.000Z'],
    ['leaves in the moment in which it is sent', '2026-11-24T14:03:20.000Z'],
  ])('is not dropped where the child %s: it is for the alarm', (_, sight) => {
    expect(submitted(leaving(sight)).leavesSight).toBe(sight);
    expect(reminders(leaving(sight))).toEqual([]);
    expect(leftAlone(leaving(sight), TUESDAY)).toEqual(['2026-11-24T14:03:20.000Z mo: urgent-ring, meg: urgent-ring']);
  });

  it('is not recalled where the child leaves at a time that nobody knows', () => {
    expect(submitted(leaving(undefined))).not.toHaveProperty('leavesSight');
    expect(leftAlone(leaving(undefined), at('2026-11-24T23:59:59.000Z'))).toEqual([]);
  });

  it('says so in the thread, and when', () => {
    const record = atTime(taken(leaving('2026-11-24T15:30:00.000Z')), at('2026-11-24T15:00:00.000Z'));
    expect(waiting(record)).toEqual(['mo: reminder', 'meg: reminder', 'pat: reminder', 'mash: line']);
    expect(record.events.at(-1)).toMatchObject({ clock: 'leavesSight', remind: true, overdue: false, late: false });
  });

  it('is not recalled once it is decided', () => {
    const record = decidedAt(leaving('2026-11-24T15:30:00.000Z'), at('2026-11-24T14:30:00.000Z'));
    expect(dueEvents(record, { now: at('2026-11-24T15:00:00.000Z'), pack, parts })).toEqual([]);
  });

  it('is recalled beside the reminders of the decision, which keep their hours', () => {
    expect(reminders(leaving('2026-11-25T02:33:20.000Z'), '2026-11-25T11:00:00.000Z')).toEqual([
      '2026-11-25T02:03:20.000Z mo: reminder, meg: reminder, mo: reminder, meg: reminder',
      '2026-11-25T10:03:20.000Z mo: reminder, meg: reminder',
    ]);
  });

  it('is called late when the service had been stopped', () => {
    const record = taken(leaving('2026-11-24T15:30:00.000Z'));
    expect(dueEvents(record, { now: at('2026-11-24T15:10:00.000Z'), pack, parts })).toMatchObject([
      { clock: 'leavesSight', upTo: '2026-11-24T15:00:00.000Z', late: true },
    ]);
  });

  it('is a length of the pack', () => {
    const clocks = { ...pack.clocks, leavesSight: { before: lasting('PT10M') } };
    const own = { ...pack, clocks };
    const record = taken(leaving('2026-11-24T15:30:00.000Z'));
    expect(timed(record, { now: TUESDAY, pack: own, parts }).wakeAt).toBe('2026-11-24T15:20:00.000Z');
  });

  it('gives the decision no other time', () => {
    expect(submitted(leaving('2026-11-24T15:30:00.000Z')).decisionDue).toBe('2026-11-25T14:03:20.000Z');
  });
});

describe('a referral that cannot be posted to the MASH', () => {
  const record = sent(aDraft(TUESDAY), TUESDAY);
  const ofDelivery = (now: string) =>
    dueEvents(record, { now: at(now), pack, parts }).filter((event) => event.type === 'ClockReached');

  it('is said to be on its way for sixty seconds', () => {
    expect(ofDelivery('2026-11-24T14:04:19.999Z')).toEqual([]);
  });

  it('is said not to be delivered after sixty seconds: to the referrer, who phones, and to the administrators', () => {
    expect(ofDelivery('2026-11-24T14:04:20.000Z')).toMatchObject([{ clock: 'delivery', overdue: true }]);
    const later = atTime(allSent(record, TUESDAY), at('2026-11-24T14:04:20.000Z'));
    expect(waiting(later)).toEqual(['jane: receipt', 'jane: not-delivered', 'ada: undelivered-alert']);
  });

  it('has its sixty seconds from sending, also when the child was phoned in hours before', () => {
    const phoned = advance(
      aDraft(TUESDAY),
      {
        events: [{ type: 'PhoneCallRecorded', at: TUESDAY, by: jane.id, calledAt: at('2026-11-24T09:00:00.000Z') }],
      },
      caseContext(TUESDAY),
    );
    expect(dueEvents(sent(phoned, TUESDAY), { now: at('2026-11-24T14:04:19.999Z'), pack, parts })).toEqual([]);
  });

  it('is said so once', () => {
    const later = atTime(record, at('2026-11-24T14:04:20.000Z'));
    const names = runningClocks(referralOf(later.events), later.answeredAt, pack.clocks).map(({ name }) => name);
    expect(names).toContain('delivery');
    expect(dueEvents(later, { now: at('2026-11-24T23:00:00.000Z'), pack, parts })).toEqual([]);
  });

  it('keeps its 24 hours and its reminders all the same', () => {
    const later = allSent(atTime(record, at('2026-11-24T14:04:20.000Z')), at('2026-11-24T14:04:20.000Z'));
    expect(leftAlone(later, at('2026-11-25T02:03:20.000Z'))).toEqual([
      '2026-11-25T02:03:20.000Z mo: reminder, meg: reminder',
    ]);
  });
});

describe('the shipped pack', () => {
  it('asks for what the protocol and its agreed defaults say', () => {
    expect(loadPack().clocks).toEqual({
      dangerDraft: { remind: ['PT10M', 'PT20M'] },
      decision: { within: 'PT24H', remind: ['PT12H', 'PT20H', 'PT23H'], escalate: 'PT22H', overdueEvery: 'PT2H' },
      writtenConfirmation: { within: 'PT48H', remind: ['PT24H', 'PT40H', 'PT46H'], overdueEvery: 'PT4H' },
      idleDraft: { remind: ['PT2H', 'PT24H'] },
      delivery: { confirmWithin: 'PT60S' },
      leavesSight: { before: 'PT30M' },
      news: { readWithin: 'PT15M' },
      urgent: { sightWithin: 'PT2H', answerWithin: 'PT15M', answerAtLeast: 'PT1M' },
    });
  });
});
