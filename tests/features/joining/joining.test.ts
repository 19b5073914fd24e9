import { describe, expect, it } from '@jest/globals';
import { type Person, phoneCaller } from '../../../src/base/people.ts';
import { CaseId } from '../../../src/base/reference.ts';
import { Duration, type Instant, plus } from '../../../src/base/time.ts';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import {
  recordDecision,
  recordPhoneCall,
  submitReferral,
  takeBackPhoneCall,
  takeReferral,
  withdraw,
} from '../../../src/case/commands.ts';
import { ownWindow, refuseIfJoined } from '../../../src/case/joined.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { allocatedTo } from '../../../src/case/referral.ts';
import { referralOf } from '../../../src/case/state.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import { alarmClock } from '../../../src/features/alarm/clock.ts';
import { nearestJoinable } from '../../../src/features/joining/joining.ts';
import {
  eventsUndoingJoin,
  joiningMirrorOf,
  recordJoin,
  recordSeparation,
  whyNotJoin,
} from '../../../src/features/joining/rules.ts';
import { features as parts } from '../../../src/features/list.ts';
import { retentionStatus } from '../../../src/features/retention/rules.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  aDraft,
  aReferral,
  aSubmission,
  at,
  atTime,
  caseContext,
  guest,
  jane,
  kindOf,
  mo,
  OTHER_REFERENCE,
  pack,
  pat,
  REFERENCE,
  resultOf,
  sam,
  submittedOf,
  tom,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { aDecisionForm } from '../decision/a-decision-form.ts';
import { afterEvents, askedBy, decidedAt, resultsOf, takenBy } from '../outcomes.ts';
import {
  afterTelling,
  CALLED,
  JOINED,
  joined,
  loggedCall,
  RECORDED,
  separated,
  unwrittenCase,
  withTheCall,
} from './two-cases.ts';

const BEFORE = at('2026-11-24T13:30:00.000Z');
const LATER = at('2026-11-24T15:00:00.000Z');
const NEXT_DAY = at('2026-11-25T14:05:00.000Z');
const decided = (record: CaseRecord) => decidedAt(record, LATER);
const taken = (record: CaseRecord, by: Person) => takenBy(record, by, RECORDED);
const missingReport: CaseEvent = { type: 'ChildMissing', at: LATER, by: pat.id, number: 1, police: 'no' };
const byPat = { by: pat, now: LATER };
const isOverdue = (record: CaseRecord, now: Instant) =>
  clockEventsDue(record, caseContext(now)).some(
    (event) => event.type === 'ClockReached' && event.clock === 'decision' && event.overdue,
  );

describe('a call that the MASH logged and the referrer’s own case about it', () => {
  it('Joined cases count from the earlier of the two calls', () => {
    for (const [recordedAt, clockStart, decisionDue] of [
      [RECORDED, CALLED, '2026-11-25T14:00:00.000Z'],
      [BEFORE, BEFORE, '2026-11-25T13:30:00.000Z'],
    ] as const) {
      const { kept } = joined(unwrittenCase(recordedAt));
      expect(submittedOf(kept)).toMatchObject({ clockStart, decisionDue });
      expect(kept.dueAt).toBe(decisionDue);
    }
  });

  it('Joined cases have one clock: the call has none, and its waiting reminders are dropped', () => {
    const late = at('2026-11-26T14:00:00.001Z');
    const before = atTime(loggedCall({ danger: 'yes' }), at('2026-11-25T02:00:00.000Z'));
    expect(waitingMessages(before)).toEqual(expect.arrayContaining(['mo: reminder', 'mo: urgent-ring']));
    const { logged, kept } = joined(unwrittenCase(), before, at('2026-11-25T02:01:00.000Z'));
    expect(clockEventsDue(logged, caseContext(late))).toEqual([]);
    expect(isOverdue(kept, late)).toBe(true);
    const dropped = logged.outbox.filter(({ message }) => ['reminder', 'urgent-ring'].includes(kindOf(message)));
    expect(dropped.length).toBeGreaterThan(1);
    for (const entry of dropped) expect(whyDropped(logged, entry, parts)).toBe('no-longer-true');
    expect(logged.status).toBe('joined');
  });

  it('Joined cases keep counting from the call, even when the referrer confirms it in writing', () => {
    const { kept } = joined();
    const written = withOutcome(kept, submitReferral(referralOf(kept.events), aSubmission, { by: jane, now: LATER }));
    expect(submittedOf(written)).toMatchObject({ submittedAt: LATER, clockStart: CALLED });
    const { kept: after } = separated({ kept: written, logged: joined().logged }, LATER);
    expect(submittedOf(after).clockStart).toBe(RECORDED);
  });

  it('The kept case goes on waiting when the referrer says that they did not ring, because the MASH had a call', () => {
    const { kept } = joined();
    const takesBack = (record: CaseRecord) =>
      withOutcome(record, takeBackPhoneCall(referralOf(record.events), { by: jane, now: LATER }));
    expect(takesBack(kept).status).toBe('awaiting-decision');
    expect(takesBack(unwrittenCase()).status).toBe('draft');
  });

  it('The holder of the call holds the kept case when nobody else does, unless they refer it', () => {
    const { kept } = joined(unwrittenCase(), taken(loggedCall(), pat));
    expect(allocatedTo(submittedOf(kept))).toBe(pat.id);
    expect(kept.heldBy).toBe(pat.id);
    expect(allocatedTo(submittedOf(joined(taken(unwrittenCase(), mo), taken(loggedCall(), pat)).kept))).toBe(mo.id);
    const ofTheMash = { ...jane, roles: mo.roles };
    const { kept: own } = joined(unwrittenCase(), taken(loggedCall({ danger: 'yes' }), ofTheMash));
    expect([allocatedTo(submittedOf(own)), alarmClock(own, pack)?.name]).toEqual([undefined, 'urgent']); // Jane refers it
  });
});

describe('an urgent call that is joined', () => {
  it('The kept case keeps the earlier time at which the child leaves, whoever said it, also when the two are separated and when it is written', () => {
    const sight = at('2026-11-24T20:00:00.000Z');
    const leaving: CaseEvent = { type: 'LeavingTimeSaid', at: LATER, by: jane.id, number: 1, leavesSight: sight };
    const saysIt = (record: CaseRecord) => advance(record, { events: [leaving] }, caseContext(LATER));
    const { kept, logged } = joined(unwrittenCase(), saysIt(loggedCall()), LATER);
    expect(submittedOf(kept).leavesSight).toBe(sight);
    expect(submittedOf(separated({ kept, logged }, LATER).kept).leavesSight).toBe(sight);
    const written = withOutcome(kept, submitReferral(referralOf(kept.events), aSubmission, { by: jane, now: LATER }));
    expect(submittedOf(written).leavesSight).toBe(sight);
    const earlier = joined(saysIt(unwrittenCase()), loggedCall(), LATER);
    expect(submittedOf(earlier.kept).leavesSight).toBe(sight);
  });

  it('An urgent call makes the kept case urgent, and is escalated 15 minutes after it came, not after the join', () => {
    const { kept } = joined(unwrittenCase(), loggedCall({ danger: 'yes' }));
    expect(isUrgent(kept, pack)).toBe(true);
    expect(alarmClock(kept, pack)).toEqual({
      name: 'urgent',
      start: JOINED,
      due: at('2026-11-24T14:15:00.000Z'),
      marks: [
        { at: JOINED, kind: 'remind' },
        { at: at('2026-11-24T14:15:00.000Z'), kind: 'escalate' },
      ],
    });
    expect(isUrgent(joined().kept, pack)).toBe(false);
  });

  it('An urgent call is escalated at once when the 15 minutes are over', () => {
    const { kept } = joined(unwrittenCase(), loggedCall({ danger: 'yes' }), LATER);
    expect(alarmClock(kept, pack)?.marks).toContainEqual({ at: LATER, kind: 'escalate' });
  });

  it('An urgent call alerts nobody again when the MASH has taken either of the two cases, and asking is not taking', () => {
    const urgent = loggedCall({ danger: 'yes', caller: jane.id });
    const kept = unwrittenCase();
    for (const [one, call] of [
      [kept, taken(urgent, pat)],
      [taken(kept, pat), urgent],
    ] as const)
      expect(alarmClock(joined(one, call).kept, pack)).toBeUndefined();
    expect(alarmClock(joined(kept, askedBy(urgent, pat, RECORDED)).kept, pack)).toBeDefined();
  });
});

describe('two cases that cannot be joined', () => {
  const logged = loggedCall();
  const kept = unwrittenCase();
  const other = (record: CaseRecord): CaseRecord => ({ ...record, id: CaseId.parse('HT-3M8P-6RT') });
  const erased = (record: CaseRecord) =>
    afterEvents(record, { type: 'FactsErased', at: LATER, by: mo.id, why: 'decided', period: Duration.parse('P1D') });
  const missing = (record: CaseRecord) => afterEvents(record, missingReport);
  const deleted = withOutcome(kept, withdraw(referralOf(kept.events), { by: jane, now: LATER }));
  const alsoLogged = other(loggedCall({ caller: jane.id }));
  const onlyMissing = missing(aDraft(RECORDED));

  it.each([
    ['itself', logged, logged],
    ['not-a-logged-call', aReferral(CALLED), other(kept)],
    ['kept-unknown', logged, { ...kept, events: kept.events.slice(0, 1) }],
    ['kept-unknown', logged, { ...kept, practice: true }],
    ['erased', erased(logged), kept],
    ['decided', decided(logged), kept],
    ['joined', joined().logged, other(kept)],
    ['kept-logged', logged, alsoLogged],
    ['kept-without-call', logged, onlyMissing],
    ['kept-erased', logged, erased(kept)],
    ['kept-decided', logged, decided(kept)],
    ['kept-deleted', logged, deleted],
    ['child-missing', missing(logged), kept],
    ['other-caller', loggedCall({ caller: tom.id }), kept],
  ] as const)('Two cases are not joined because of: %s', (because, one, two) => {
    expect(whyNotJoin({ logged: one, kept: two }, pat)).toBe(because);
    expect(recordJoin({ logged: one, kept: two }, pack, byPat)).toMatchObject({
      why: { kind: 'cannot-join', because },
    });
  });

  it('Two cases can be joined: by the same caller, with the child missing in both, or when the kept case is sent', () => {
    for (const pair of [
      { logged: loggedCall({ caller: jane.id }), kept },
      { logged: missing(logged), kept: missing(kept) },
      { logged, kept: aReferral(LATER) },
    ])
      expect(whyNotJoin(pair, pat)).toBeUndefined();
  });

  it('Neither a referrer in one of the cases nor anybody outside the MASH can join them', () => {
    const janeOfTheMash: Person = { ...jane, roles: sam.roles };
    expect(whyNotJoin({ logged, kept }, janeOfTheMash)).toBe('own');
    expect(resultOf(recordJoin({ logged, kept }, pack, { by: guest, now: LATER }))).toBe('only-the-mash');
  });
});

/** The other case after this one has told it that the child may be placed; undefined if that changes nothing. */
function told(from: CaseRecord, to: CaseRecord): CaseRecord | undefined {
  const event = joiningMirrorOf(
    from.events.findLast(({ type }) => type === 'PlacementKnown'),
    from,
    to,
  );
  return event && event !== 'cannot' ? advance(to, { events: [event], by: jane }, caseContext(LATER)) : undefined;
}

describe('a program that ends between the two writes', () => {
  it('Pressing again after an interrupted join records nothing a second time', () => {
    const logged = loggedCall();
    const kept = withTheCall(unwrittenCase(), logged);
    const call = afterTelling(logged, kept, LATER);
    const again = [logged, call].map((each) => recordJoin({ logged: each, kept }, pack, byPat));
    expect(resultsOf(...again)).toEqual(['nothing-to-do', 'nothing-to-do']);
    expect(joiningMirrorOf(kept.events.at(-1), kept, call)).toBeUndefined();
  });

  it('What one of the two says of care counts in both: an address waits in the other, too', () => {
    const says = (record: CaseRecord, worry: string, texts = {}): CaseRecord => {
      const answers = { ...record.facts.answers, values: { ...record.facts.answers.values, worry } };
      return { ...record, facts: { ...record.facts, answers, texts, ...(record.facts.adding && { adding: answers }) } };
    };
    const place = { 'missing-1': 'Gone from 12 Oak Road' };
    const one = withTheCall(says(unwrittenCase(), 'A burn', place), says(loggedCall(), 'In foster care'));
    expect(one.facts.texts['missing-1']).toBe('Gone from [address 1 held back]');
    const other = says(loggedCall(), 'She is at 12 Oak Road');
    const kept = withTheCall(says(unwrittenCase(), 'In foster care'), other);
    expect(told(kept, afterTelling(other, kept, LATER))?.facts.answers.values.worry).toBe(
      'She is at [address 1 held back]',
    );
  });

  it('What becomes known of care after the join counts in both, once, and in neither after they were separated', () => {
    const { kept, logged } = joined();
    const adds = (record: CaseRecord, words: string) => {
      const event = { type: 'InformationAdded', at: LATER, by: jane.id, number: 1 } as const;
      return advance(record, { events: [event], texts: { 'information-1': words }, by: jane }, caseContext(LATER));
    };
    const known = adds(kept, 'She is in foster care');
    expect(known.events.filter(({ type }) => type === 'PlacementKnown')).toEqual([
      { type: 'PlacementKnown', at: LATER, by: jane.id, other: OTHER_REFERENCE },
    ]);
    const call = told(known, logged);
    expect(adds(call as CaseRecord, 'At 12 Oak Road').facts.texts['information-1']).toBe('At [address 1 held back]');
    expect(told(known, call as CaseRecord)).toBeUndefined();
    expect(adds(known, 'Still there').events.filter(({ type }) => type === 'PlacementKnown')).toHaveLength(1);
    expect(told(known, withOutcome(logged, recordSeparation({ logged, kept }, byPat)))).toBeUndefined();
  });

  it('The kept case takes the join back when the call was decided, or joined elsewhere, meanwhile', () => {
    const logged = loggedCall();
    const kept = withTheCall(unwrittenCase(), logged);
    const event = kept.events.at(-1);
    if (event?.type !== 'CallJoined') throw new Error('the kept case has no join');
    const elsewhere = joined({ ...unwrittenCase(), id: CaseId.parse('HT-3M8P-6RT') }, logged).logged;
    for (const call of [decided(logged), elsewhere]) expect(joiningMirrorOf(event, kept, call)).toBe('cannot');
    const after = afterEvents(kept, ...eventsUndoingJoin(kept, event, LATER));
    expect(submittedOf(after)).toMatchObject({ clockStart: RECORDED, calls: [] });
    expect(eventsUndoingJoin(after, event, LATER)).toEqual([]);
  });

  it('A separation is recorded on the call first, and both cases await a decision even before the kept case is told; the author of neither records it', () => {
    const { kept, logged } = joined();
    const free = withOutcome(logged, recordSeparation({ logged, kept }, byPat));
    const author = { by: { ...jane, roles: pat.roles }, now: LATER };
    expect(recordSeparation({ logged, kept }, author)).toMatchObject({ why: { because: 'own' } });
    expect([kept.status, free.status]).toEqual(['awaiting-decision', 'awaiting-decision']);
    const task = free.outbox.findLast(({ message }) => message.kind === 'join');
    expect(task).toMatchObject({ message: { to: REFERENCE }, state: { kind: 'waiting' } });
    const last = free.events.at(-1);
    expect(joiningMirrorOf(last, free, kept)).toEqual({
      ...{ type: 'JoinUndone', at: LATER, by: pat.id, other: OTHER_REFERENCE },
    });
    const rejoined = withTheCall(kept, free, NEXT_DAY);
    expect(joiningMirrorOf(last, free, rejoined)).toBeUndefined(); // a late separation does not undo a newer join
    const join = kept.events.findLast(({ type }) => type === 'CallJoined');
    expect(joiningMirrorOf(join, kept, free)).toBeUndefined();
  });
});

describe('a joined call', () => {
  it('A joined call can only be separated, but a missing child is still recorded on it', () => {
    const { logged, kept } = joined();
    const presses = ({ events }: CaseRecord) => [
      takeReferral(referralOf(events), { by: mo, now: LATER }),
      recordDecision(referralOf(events), aDecisionForm, {}, { by: mo, now: LATER }),
    ];
    for (const outcome of presses(logged))
      expect(refuseIfJoined(logged, outcome)).toEqual({ kind: 'refused', why: { kind: 'joined', into: REFERENCE } });
    const free = recordSeparation({ logged, kept }, byPat);
    const alarm = { kind: 'happened' as const, events: [missingReport], texts: {} };
    for (const outcome of [free, alarm]) expect(refuseIfJoined(logged, outcome)).toBe(outcome);
    const open = loggedCall();
    for (const outcome of presses(open)) expect(refuseIfJoined(open, outcome)).toBe(outcome);
  });

  it('A separated call waits again by its own time, and is overdue if that has passed', () => {
    const { logged } = separated(joined(), NEXT_DAY);
    expect(submittedOf(logged)).toMatchObject({ status: 'awaiting-decision', clockStart: CALLED });
    expect(isOverdue(logged, NEXT_DAY)).toBe(true);
    const lastMoment = at('2026-11-25T14:00:00.000Z');
    expect(isOverdue(separated(joined(), lastMoment).logged, lastMoment)).toBe(false);
  });

  it('After a separation the kept case has its own time and holder again, and is overdue only by its own time', () => {
    const pair = joined(unwrittenCase(), taken(loggedCall({ danger: 'yes' }), pat));
    const overdue = { ...pair, kept: atTime(pair.kept, at('2026-11-25T14:00:00.001Z')) };
    expect(submittedOf(overdue.kept).toldOverdue).toBe(true);
    const { kept } = separated(overdue, at('2026-11-25T14:05:00.000Z')); // its own last moment
    expect(submittedOf(kept)).toMatchObject({
      clockStart: RECORDED,
      toldOverdue: false,
      allocation: { kind: 'nobody' },
    });
    expect(isUrgent(kept, pack)).toBe(false);
    expect(submittedOf(separated(overdue, at('2026-11-25T14:05:00.001Z')).kept).toldOverdue).toBe(true);
  });

  it('After a separation the kept case follows its own call, also when the referrer corrects the time of that call', () => {
    const { kept } = separated(joined(), LATER);
    const record = withOutcome(kept, recordPhoneCall(submittedOf(kept), BEFORE, { by: jane, now: LATER }));
    expect(submittedOf(record).clockStart).toBe(BEFORE);
    expect(ownWindow(submittedOf(record)).clockStart).toBe(BEFORE);
  });

  it('A separation keeps the holder who took the kept case before', () => {
    const pair = joined(taken(unwrittenCase(), mo), taken(loggedCall(), pat));
    expect(allocatedTo(submittedOf(separated(pair, LATER).kept))).toBe(mo.id);
  });

  it('A call can be separated from a decided case without changing the decision', () => {
    const pair = joined();
    const { kept, logged } = separated({ ...pair, kept: decided(pair.kept) }, NEXT_DAY);
    expect(submittedOf(kept)).toMatchObject({ status: 'decided', late: false, clockStart: CALLED });
    expect(logged.status).toBe('awaiting-decision');
  });

  it('A joined call is erased after its own period, but not while the kept case is undecided or under a legal hold', () => {
    const { kept, logged } = joined();
    const old = { now: plus(JOINED, pack.retention.decided), pack, parts };
    expect(retentionStatus(logged, old)).toMatchObject({ kind: 'due', why: 'joined', since: JOINED });
    expect(retentionStatus(logged, { ...old, now: at('2027-11-24T14:10:00.000Z') })).toEqual({ kind: 'in-time' });
    expect(retentionStatus(logged, old, kept)).toMatchObject({ kind: 'kept', because: 'undecided' });
    expect(retentionStatus(logged, old, decided(kept))).toMatchObject({ kind: 'due' });
    const held = afterEvents(decided(kept), { type: 'LegalHoldSet', at: LATER, by: mo.id, number: 1 });
    expect(retentionStatus(logged, old, held)).toMatchObject({ kind: 'kept', because: 'held' });
  });
});

describe('the cases that are offered for a call', () => {
  const window = Duration.parse('PT48H');
  const named = (reference: string, recordedAt: string): CaseRecord => ({
    ...unwrittenCase(at(recordedAt)),
    id: CaseId.parse(reference),
  });

  it('The MASH is offered cases that can be joined, up to 48 hours from the call, the nearest first', () => {
    const logged = loggedCall({ calledAt: CALLED });
    const near = named('HT-3M8P-6RT', '2026-11-24T13:59:00.000Z');
    const last = named('HT-9X2K-4BA', '2026-11-26T14:00:00.000Z');
    const tooLate = named('HT-9X2K-4BB', '2026-11-26T14:00:00.001Z');
    const offered = nearestJoinable(logged, [tooLate, last, loggedCall(), unwrittenCase(), near], pat, window);
    expect(offered.map(({ id }) => id)).toEqual([near.id, REFERENCE, last.id]);
  });

  it('For a case that was not sent, the MASH is offered no cases to join', () => {
    const draft = { ...unwrittenCase(), events: unwrittenCase().events.slice(0, 1), author: phoneCaller };
    expect(nearestJoinable(draft, [unwrittenCase()], pat, window)).toEqual([]);
  });
});
