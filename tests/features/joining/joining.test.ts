import { describe, expect, it } from '@jest/globals';
import { byTelephone, type Person } from '../../../src/base/people.ts';
import { CaseId } from '../../../src/base/reference.ts';
import { Duration, type Instant, plus } from '../../../src/base/time.ts';
import { advance, dueEvents } from '../../../src/case/advance.ts';
import { allocatedTo } from '../../../src/case/along.ts';
import {
  askReferrer,
  recordDecision,
  submitReferral,
  takeBackPhoneCall,
  takeReferral,
  withdraw,
} from '../../../src/case/commands.ts';
import { unlessJoined } from '../../../src/case/joined.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import { alarmClock } from '../../../src/features/alarm/clock.ts';
import { nearest } from '../../../src/features/joining/offered.ts';
import {
  joiningMirrorOf,
  recordJoin,
  recordSeparation,
  takenBack,
  whyNotJoin,
} from '../../../src/features/joining/rules.ts';
import { parts } from '../../../src/features/list.ts';
import { retained } from '../../../src/features/retention/due.ts';
import {
  aDraft,
  aReferral,
  at,
  atTime,
  caseContext,
  consent,
  guest,
  jane,
  mo,
  pack,
  pat,
  REFERENCE,
  SISTER,
  sam,
  then,
  tom,
  waiting,
} from '../../case/a-case.ts';
import {
  CALLED,
  heard,
  JOINED,
  joined,
  loggedCall,
  RECORDED,
  recordedCall,
  separated,
  stateOf,
  withTheCall,
} from './two-cases.ts';

const BEFORE = at('2026-11-24T13:30:00.000Z');
const LATER = at('2026-11-24T15:00:00.000Z');
const NEXT_DAY = at('2026-11-25T14:05:00.000Z');
const decision = { decision: 'other' as const, protection: 'no' as const, police: 'no' as const };
const form = { ...decision, action: 'A visit.', reasons: 'The call.', tell: '', protectionWhat: '' };
const decided = (record: CaseRecord, now = LATER) =>
  then(record, recordDecision(referralOf(record.events), form, record.facts.texts, { by: mo, now }), mo, now);
const taken = (record: CaseRecord, by: Person, now = RECORDED) =>
  then(record, takeReferral(referralOf(record.events), { by, now }), by, now);

describe('a call that the MASH wrote down and the referrer’s own record of it', () => {
  it('count from the earlier of the two calls, whichever that is', () => {
    const day = Duration.parse('PT24H');
    for (const [recordedAt, first] of [
      [RECORDED, CALLED],
      [BEFORE, BEFORE],
    ] as const) {
      const { kept } = joined(recordedCall(recordedAt));
      expect(stateOf(kept)).toMatchObject({ clockStart: first, decisionDue: plus(first, day) });
      expect(kept.dueAt).toBe(plus(first, day));
    }
  });

  it('are told of one clock: the call has none, and nothing that waited to be told of it goes out', () => {
    const late = at('2026-11-26T14:00:00.001Z');
    const before = atTime(loggedCall({ danger: 'yes' }), at('2026-11-25T02:00:00.000Z'));
    expect(waiting(before)).toEqual(expect.arrayContaining(['mo: reminder', 'mo: urgent-ring']));
    const { logged, kept } = joined(recordedCall(), before, at('2026-11-25T02:01:00.000Z'));
    expect(dueEvents(logged, caseContext(late))).toEqual([]);
    expect(dueEvents(kept, caseContext(late))).toContainEqual(
      expect.objectContaining({ clock: 'decision', overdue: true }),
    );
    const dropped = logged.outbox.filter(({ message }) => ['reminder', 'urgent-ring'].includes(message.kind));
    expect(dropped.length).toBeGreaterThan(1);
    for (const entry of dropped) expect(whyDropped(logged, entry, parts)).toBe('no-longer-true');
    expect(logged.status).toBe('joined');
  });

  it('keep counting from the call, also when the referrer puts it in writing', () => {
    const { kept } = joined();
    const submission = { author: jane.id, answers: consent, known: true, checkDone: false, clocks: pack.clocks };
    const written = then(
      kept,
      submitReferral(referralOf(kept.events), submission, { by: jane, now: LATER }),
      jane,
      LATER,
    );
    expect(stateOf(written)).toMatchObject({ submittedAt: LATER, clockStart: CALLED });
    const { kept: after } = separated({ kept: written, logged: joined().logged }, LATER);
    expect(stateOf(after).clockStart).toBe(RECORDED);
  });

  it('go on waiting when the referrer says that they did not ring: the MASH heard a call', () => {
    const { kept } = joined();
    const takesBack = (record: CaseRecord) =>
      then(record, takeBackPhoneCall(referralOf(record.events), { by: jane, now: LATER }), jane, LATER);
    expect(takesBack(kept).status).toBe('awaiting-decision');
    expect(takesBack(recordedCall()).status).toBe('draft');
  });

  it('are had by whoever had the call, where nobody has the case that is kept', () => {
    const { kept } = joined(recordedCall(), taken(loggedCall(), pat));
    expect(allocatedTo(stateOf(kept))).toBe(pat.id);
    expect(kept.heldBy).toBe(pat.id);
    expect(allocatedTo(stateOf(joined(taken(recordedCall(), mo), taken(loggedCall(), pat)).kept))).toBe(mo.id);
  });
});

describe('an urgent call that is joined', () => {
  it('makes the case that is kept urgent, and goes up a quarter of an hour after it came, not after it was joined', () => {
    const { kept } = joined(recordedCall(), loggedCall({ danger: 'yes' }));
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

  it('goes up at once where the quarter of an hour is over', () => {
    const { kept } = joined(recordedCall(), loggedCall({ danger: 'yes' }), LATER);
    expect(alarmClock(kept, pack)?.marks).toContainEqual({ at: LATER, kind: 'escalate' });
  });

  it('rings nobody again where the MASH has acted on either of the two', () => {
    const urgent = loggedCall({ danger: 'yes', caller: jane.id });
    const asked = then(
      urgent,
      askReferrer(referralOf(urgent.events), 'Where?', {}, { by: pat, now: RECORDED }),
      pat,
      RECORDED,
    );
    expect(alarmClock(joined(recordedCall(), asked).kept, pack)).toBeUndefined();
    expect(alarmClock(joined(recordedCall(), taken(urgent, pat)).kept, pack)).toBeUndefined();
    const kept = recordedCall();
    const askedThere = then(
      kept,
      askReferrer(referralOf(kept.events), 'Where?', {}, { by: pat, now: RECORDED }),
      pat,
      RECORDED,
    );
    expect(alarmClock(joined(askedThere, urgent).kept, pack)).toBeUndefined();
  });
});

describe('two cases that are no pair', () => {
  const logged = loggedCall();
  const kept = recordedCall();
  const other = (record: CaseRecord): CaseRecord => ({ ...record, id: CaseId.parse('HT-3M8P-6RT') });
  const erased = (record: CaseRecord) =>
    advance(
      record,
      { events: [{ type: 'FactsErased', at: LATER, by: mo.id, why: 'decided', period: Duration.parse('P1D') }] },
      caseContext(LATER),
    );
  const missing = (record: CaseRecord) =>
    advance(
      record,
      { events: [{ type: 'ChildMissing', at: LATER, by: pat.id, number: 1, police: 'no' }] },
      caseContext(LATER),
    );
  const letGo = then(kept, withdraw(referralOf(kept.events), { by: jane, now: LATER }), jane, LATER);
  const alsoLogged = other(loggedCall({ caller: jane.id }));
  const onlyMissing = missing(aDraft(RECORDED));

  it.each([
    ['itself', logged, logged],
    ['not-a-logged-call', aReferral(CALLED), other(kept)],
    ['kept-unknown', logged, { ...kept, events: kept.events.slice(0, 1) }],
    ['kept-unknown', logged, { ...kept, training: true }],
    ['erased', erased(logged), kept],
    ['decided', decided(logged), kept],
    ['joined', joined().logged, other(kept)],
    ['kept-logged', logged, alsoLogged],
    ['kept-without-call', logged, onlyMissing],
    ['kept-erased', logged, erased(kept)],
    ['kept-decided', logged, decided(kept)],
    ['kept-deleted', logged, letGo],
    ['child-missing', missing(logged), kept],
    ['other-caller', loggedCall({ caller: tom.id }), kept],
  ] as const)('are not joined: %s', (because, one, two) => {
    expect(whyNotJoin({ logged: one, kept: two }, pat)).toBe(because);
    const outcome = recordJoin({ logged: one, kept: two }, pack, { by: pat, now: LATER });
    expect(outcome).toEqual({ kind: 'refused', why: { kind: 'cannot-join', because } });
  });

  it('are joined where the caller is the author, the child is missing in both, or it is a whole referral', () => {
    expect(whyNotJoin({ logged: loggedCall({ caller: jane.id }), kept }, pat)).toBeUndefined();
    expect(whyNotJoin({ logged: missing(logged), kept: missing(kept) }, pat)).toBeUndefined();
    expect(whyNotJoin({ logged, kept: aReferral(LATER) }, pat)).toBeUndefined();
  });

  it('are not joined by who referred in one of them, nor by anybody who is not of the MASH', () => {
    const janeOfTheMash: Person = { ...jane, roles: sam.roles };
    expect(whyNotJoin({ logged, kept }, janeOfTheMash)).toBe('own');
    expect(recordJoin({ logged, kept }, pack, { by: guest, now: LATER })).toEqual({
      kind: 'refused',
      why: { kind: 'only-the-mash' },
    });
  });
});

describe('a program that ends between the two writes', () => {
  it('leaves both waiting, and the outbox of the first one finishes it', () => {
    const logged = loggedCall();
    const kept = withTheCall(recordedCall(), logged);
    expect([kept.status, logged.status]).toEqual(['awaiting-decision', 'awaiting-decision']);
    const task = kept.outbox.find(({ message }) => message.kind === 'join');
    expect(task).toMatchObject({ to: { place: 'cases' }, message: { to: SISTER }, state: { kind: 'waiting' } });
    const index = task && 'event' in task.message ? (task.message.event ?? -1) : -1;
    expect(joiningMirrorOf(kept.events[index], kept, logged)).toEqual({
      type: 'JoinedInto',
      at: JOINED,
      by: pat.id,
      into: REFERENCE,
    });
  });

  it('is finished by the same press again, which says nothing a second time', () => {
    const logged = loggedCall();
    const kept = withTheCall(recordedCall(), logged);
    const again = { by: pat, now: LATER };
    expect(recordJoin({ logged, kept }, pack, again)).toEqual({ kind: 'nothing-to-do' });
    const call = heard(logged, kept, LATER);
    expect(recordJoin({ logged: call, kept }, pack, again)).toEqual({ kind: 'nothing-to-do' });
    expect(joiningMirrorOf(kept.events.at(-1), kept, call)).toBeUndefined();
  });

  it('joins no call that was decided, or joined elsewhere, meanwhile: the case that is kept says so', () => {
    const logged = loggedCall();
    const kept = withTheCall(recordedCall(), logged);
    const event = kept.events.at(-1);
    if (event?.type !== 'CallJoined') throw new Error('it is not joined');
    const elsewhere = joined({ ...recordedCall(), id: CaseId.parse('HT-3M8P-6RT') }, logged).logged;
    for (const call of [decided(logged), elsewhere]) expect(joiningMirrorOf(event, kept, call)).toBe('cannot');
    const events = takenBack(kept, event, LATER);
    const after = advance(kept, { events }, caseContext(LATER));
    expect(stateOf(after)).toMatchObject({ clockStart: RECORDED, calls: [] });
    expect(takenBack(after, event, LATER)).toEqual([]);
  });

  it('separates the call first: while only it has heard, both wait', () => {
    const { kept, logged } = joined();
    const free = then(logged, recordSeparation(logged, { by: pat, now: LATER }), pat, LATER);
    expect([kept.status, free.status]).toEqual(['awaiting-decision', 'awaiting-decision']);
    const task = free.outbox.findLast(({ message }) => message.kind === 'join');
    expect(task).toMatchObject({ message: { to: REFERENCE }, state: { kind: 'waiting' } });
    const last = free.events.at(-1);
    expect(joiningMirrorOf(last, free, kept)).toEqual({ type: 'JoinUndone', at: LATER, by: pat.id, other: SISTER });
    const rejoined = withTheCall(kept, free, NEXT_DAY);
    expect(joiningMirrorOf(last, free, rejoined)).toBeUndefined(); // late, it takes back no newer word
    expect(
      joiningMirrorOf(
        kept.events.findLast(({ type }) => type === 'CallJoined'),
        kept,
        free,
      ),
    ).toBeUndefined();
  });
});

describe('a joined call', () => {
  const press = (record: CaseRecord, now: Instant) => ({
    take: takeReferral(referralOf(record.events), { by: mo, now }),
    decide: recordDecision(referralOf(record.events), form, record.facts.texts, { by: mo, now }),
  });

  it('takes no deed but to be separated, and a child who is missing is heard all the same', () => {
    const { logged } = joined();
    for (const outcome of Object.values(press(logged, LATER)))
      expect(unlessJoined(logged, outcome)).toEqual({ kind: 'refused', why: { kind: 'joined', into: REFERENCE } });
    const free = recordSeparation(logged, { by: pat, now: LATER });
    expect(unlessJoined(logged, free)).toBe(free);
    const alarm = {
      kind: 'happened' as const,
      events: [{ type: 'ChildMissing' as const, at: LATER, by: pat.id, number: 1, police: 'no' as const }],
      texts: {},
    };
    expect(unlessJoined(logged, alarm)).toBe(alarm);
    const open = loggedCall();
    for (const outcome of Object.values(press(open, LATER))) expect(unlessJoined(open, outcome)).toBe(outcome);
  });

  it('waits again when it is separated, by its own time: overdue where that is past', () => {
    const { logged } = separated(joined(), NEXT_DAY);
    expect(stateOf(logged)).toMatchObject({ status: 'awaiting-decision', clockStart: CALLED });
    expect(dueEvents(logged, caseContext(NEXT_DAY))).toContainEqual(
      expect.objectContaining({ clock: 'decision', overdue: true }),
    );
    const { logged: inTime } = separated(joined(), at('2026-11-25T14:00:00.000Z'));
    expect(dueEvents(inTime, caseContext(at('2026-11-25T14:00:00.000Z')))).not.toContainEqual(
      expect.objectContaining({ clock: 'decision', overdue: true }),
    );
  });

  it('gives the case back its own time, its holder and whether it is overdue', () => {
    const pair = joined(recordedCall(), taken(loggedCall({ danger: 'yes' }), pat));
    const overdue = { ...pair, kept: atTime(pair.kept, at('2026-11-25T14:00:00.001Z')) };
    expect(stateOf(overdue.kept).toldOverdue).toBe(true);
    const { kept } = separated(overdue, at('2026-11-25T14:05:00.000Z')); // its own last moment
    expect(stateOf(kept)).toMatchObject({ clockStart: RECORDED, toldOverdue: false, allocation: { kind: 'nobody' } });
    expect(isUrgent(kept, pack)).toBe(false);
    expect(stateOf(separated(overdue, at('2026-11-25T14:05:00.001Z')).kept).toldOverdue).toBe(true);
  });

  it('keeps what somebody took by themselves', () => {
    const pair = joined(taken(recordedCall(), mo), taken(loggedCall(), pat));
    expect(allocatedTo(stateOf(separated(pair, LATER).kept))).toBe(mo.id);
  });

  it('can be separated from a case that is decided: nothing of the decision changes', () => {
    const pair = joined();
    const { kept, logged } = separated({ ...pair, kept: decided(pair.kept) }, NEXT_DAY);
    expect(stateOf(kept)).toMatchObject({ status: 'decided', late: false, clockStart: CALLED });
    expect(logged.status).toBe('awaiting-decision');
  });

  it('is erased by its own time, and not while the case in which it goes on is undecided or held', () => {
    const { kept, logged } = joined();
    const old = { now: plus(JOINED, pack.retention.decided), pack, parts };
    expect(retained(logged, old)).toMatchObject({ kind: 'due', why: 'joined', since: JOINED });
    expect(retained(logged, { ...old, now: at('2027-11-24T14:10:00.000Z') })).toEqual({ kind: 'in-time' });
    expect(retained(logged, old, kept)).toMatchObject({ kind: 'kept', because: 'undecided' });
    expect(retained(logged, old, decided(kept))).toMatchObject({ kind: 'due' });
    const held = advance(
      decided(kept),
      { events: [{ type: 'LegalHoldSet', at: LATER, by: mo.id, number: 1 }] },
      caseContext(LATER),
    );
    expect(retained(logged, old, held)).toMatchObject({ kind: 'kept', because: 'held' });
  });
});

describe('the cases that are offered for a call', () => {
  const window = Duration.parse('PT48H');
  const named = (reference: string, recordedAt: Instant): CaseRecord => ({
    ...recordedCall(recordedAt),
    id: CaseId.parse(reference),
  });

  it('are those that may be joined, up to 48 hours from the call, the nearest first', () => {
    const logged = loggedCall({ calledAt: CALLED });
    const near = named('HT-3M8P-6RT', at('2026-11-24T13:59:00.000Z'));
    const last = named('HT-9X2K-4BA', at('2026-11-26T14:00:00.000Z'));
    const tooLate = named('HT-9X2K-4BB', at('2026-11-26T14:00:00.001Z'));
    const found = nearest(logged, [tooLate, last, loggedCall(), recordedCall(), near], pat, window);
    expect(found.map(({ id }) => id)).toEqual([near.id, REFERENCE, last.id]);
  });

  it('are none for what is no sent case', () => {
    const draft = { ...recordedCall(), events: recordedCall().events.slice(0, 1), author: byTelephone };
    expect(nearest(draft, [recordedCall()], pat, window)).toEqual([]);
  });
});
