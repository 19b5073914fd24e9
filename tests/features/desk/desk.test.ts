import { describe, expect, it } from '@jest/globals';
import { byTelephone, type Person } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { recordDecision, takeReferral } from '../../../src/case/commands.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf, seenAt, submittedIn } from '../../../src/case/state.ts';
import { confirmWritten, handTo, logPhoneReferral, markSeen } from '../../../src/features/desk/rules.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  atTime,
  caseContext,
  guest,
  jane,
  meg,
  mo,
  pack,
  pat,
  then,
  waiting,
} from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');

const stateOf = (record: CaseRecord) => {
  const referral = submittedIn(referralOf(record.events));
  if (!referral) throw new Error('the case is not sent');
  return referral;
};
const kindOf = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why.kind : outcome.kind);
const seenBy = (record: CaseRecord, by: Person, now: Instant) => markSeen(stateOf(record), { by, now });
const handed = (record: CaseRecord, to: Person, by: Person, now: Instant) => handTo(stateOf(record), to, { by, now });

describe('saying that a referral is seen', () => {
  it('is for the MASH, once, and changes nobody’s having it', () => {
    const record = aReferral(SENT);
    expect(kindOf(seenBy(record, guest, NOW))).toBe('only-the-mash');
    expect(kindOf(markSeen(referralOf(aDraft(SENT).events), { by: pat, now: NOW }))).toBe('not-submitted');
    const seen = then(record, seenBy(record, pat, NOW), pat, NOW);
    expect([seenAt(stateOf(seen)), stateOf(seen).allocation]).toEqual([NOW, { kind: 'nobody' }]);
    expect(waiting(seen)).toEqual(['mash: case-card', 'mash: line', 'jane: receipt']);
    expect(kindOf(seenBy(seen, mo, LATER))).toBe('nothing-to-do');
  });

  it('is never for who wrote it, not even once a colleague has seen it', () => {
    const author: Person = { ...jane, roles: mo.roles };
    const record = aReferral(SENT);
    expect(kindOf(seenBy(record, author, NOW))).toBe('own-referral');
    const seen = then(record, seenBy(record, pat, NOW), pat, NOW);
    expect(kindOf(seenBy(seen, author, LATER))).toBe('own-referral');
  });

  it('is no news once somebody took it', () => {
    const record = aReferral(SENT);
    const taken = then(record, takeReferral(stateOf(record), { by: pat, now: NOW }), pat, NOW);
    expect(kindOf(seenBy(taken, mo, LATER))).toBe('nothing-to-do');
  });
});

describe('handing a referral to a colleague', () => {
  it('makes the colleague have it, whoever had it before; who referred reads no other time', () => {
    const record = aReferral(SENT);
    const taken = allSent(then(record, takeReferral(stateOf(record), { by: pat, now: NOW }), pat, NOW), NOW);
    const given = then(taken, handed(taken, meg, mo, LATER), mo, LATER);
    expect(stateOf(given).allocation).toEqual({ kind: 'taken', by: meg.id, at: LATER });
    expect(seenAt(stateOf(given))).toBe(NOW);
    expect(given.heldBy).toBe(meg.id);
    expect(waiting(given)).toEqual(['mash: case-card', 'mash: line']);
    const back = then(given, handed(given, pat, meg, LATER), meg, LATER);
    expect(seenAt(stateOf(back))).toBe(NOW);
  });

  it('shows the referrer that it was seen, where nothing did before', () => {
    const record = aReferral(SENT);
    const given = then(record, handed(record, meg, mo, NOW), mo, NOW);
    expect(seenAt(stateOf(given))).toBe(NOW);
    expect(waiting(given)).toEqual(['mash: case-card', 'mash: line', 'jane: receipt']);
  });

  it('is from and to the MASH only, of a case that waits; to who has it already is no news', () => {
    const record = aReferral(SENT);
    expect(kindOf(handed(record, meg, guest, NOW))).toBe('only-the-mash');
    expect(kindOf(handed(record, guest, mo, NOW))).toBe('only-the-mash');
    expect(kindOf(handTo(referralOf(aDraft(SENT).events), meg, { by: mo, now: NOW }))).toBe('not-submitted');
    const given = then(record, handed(record, meg, mo, NOW), mo, NOW);
    expect(kindOf(handed(given, meg, pat, LATER))).toBe('nothing-to-do');
    expect(kindOf(handed(decided(given), pat, mo, LATER))).toBe('already-decided');
  });
});

function decided(record: CaseRecord): CaseRecord {
  const form = {
    decision: 'other',
    action: 'A visit.',
    reasons: 'A burn.',
    protection: 'no',
    protectionWhat: '',
    police: 'no',
    tell: '',
  } as const;
  return then(record, recordDecision(stateOf(record), form, {}, { by: mo, now: LATER }), mo, LATER);
}

const CALLED = at('2026-11-24T14:00:00.000Z');
const DUE = at('2026-11-25T14:00:00.000Z'); // 24 hours after the call
const WRITTEN = at('2026-11-26T14:00:00.000Z'); // 48 hours after it

/** A call of two hours ago, as the MASH wrote it down. */
function aCall(): CaseRecord {
  const draft: CaseRecord = { ...aDraft(NOW), author: byTelephone, events: [], outbox: [] };
  return then(draft, logPhoneReferral(CALLED, pack.clocks, { by: pat, now: NOW }), pat, NOW);
}
const lines = (record: CaseRecord) => waiting(record).filter((each) => each === 'mash: line').length;

describe('a referral by telephone that the MASH writes down', () => {
  it('is a sent case at once: both clocks run from the call', () => {
    const record = aCall();
    expect(record.status).toBe('awaiting-decision');
    expect(record.dueAt).toBe(DUE);
    expect(stateOf(record)).toMatchObject({
      submittedBy: byTelephone,
      clockStart: CALLED,
      decisionDue: DUE,
      route: { kind: 'phoned', loggedBy: pat.id, loggedAt: NOW, calledAt: CALLED, writtenDue: WRITTEN },
    });
    expect(waiting(record)).toEqual(['mash: case-card', 'mash: line', 'cases: look-for-links']);
  });

  it('is written down by the MASH only, and never from the future', () => {
    expect(kindOf(logPhoneReferral(CALLED, pack.clocks, { by: guest, now: NOW }))).toBe('only-the-mash');
    const outcome = logPhoneReferral(LATER, pack.clocks, { by: pat, now: NOW });
    expect(outcome).toMatchObject({ events: [{ calledAt: NOW, decisionDue: '2026-11-25T16:00:00.000Z' }] });
  });

  it('at 48:00:00 hours is not overdue to be written; a millisecond later it is, once', () => {
    const quiet = allSent(atTime(aCall(), at('2026-11-26T13:59:59.999Z')), WRITTEN);
    const inTime = atTime(quiet, WRITTEN);
    expect(
      inTime.events.filter(
        (event) => event.type === 'ClockReached' && event.clock === 'writtenConfirmation' && event.overdue,
      ),
    ).toEqual([]);
    const over = atTime(allSent(inTime, WRITTEN), at('2026-11-26T14:00:00.001Z'));
    expect(over.events.at(-1)).toMatchObject({ clock: 'writtenConfirmation', overdue: true });
    const week = atTime(allSent(over, WRITTEN), at('2026-12-03T14:00:00.000Z'));
    const told = week.events.filter(
      (event) => event.type === 'ClockReached' && event.clock === 'writtenConfirmation' && event.overdue,
    );
    expect(told).toHaveLength(1);
  });

  it('is asked for in the thread, not in anybody’s chat, also when it is decided', () => {
    const done = allSent(decided(aCall()), LATER);
    const reminded = atTime(done, at('2026-11-25T14:00:00.000Z')); // 24 hours after the call
    expect(waiting(reminded)).toEqual(['mash: line']);
    const over = atTime(allSent(reminded, DUE), at('2026-11-26T15:00:00.000Z'));
    expect(waiting(over).sort()).toEqual(['mash: case-card', 'mash: line']);
  });

  it('is in writing when somebody of the MASH says so, which ends that clock', () => {
    const record = allSent(aCall(), NOW);
    expect(kindOf(confirmWritten(stateOf(record), { by: guest, now: NOW }))).toBe('only-the-mash');
    expect(kindOf(confirmWritten(stateOf(aReferral(SENT)), { by: pat, now: NOW }))).toBe('not-submitted');
    const written = then(record, confirmWritten(stateOf(record), { by: mo, now: LATER }), mo, LATER);
    expect(stateOf(written).route).toMatchObject({ kind: 'phoned-and-in-writing', writtenAt: LATER });
    expect(kindOf(confirmWritten(stateOf(written), { by: pat, now: WRITTEN }))).toBe('nothing-to-do');
    const done = allSent(decided(written), LATER);
    expect(atTime(done, at('2026-12-03T14:00:00.000Z'))).toBe(done);
  });

  it('tells its referrer nothing, whatever happens, and says to the MASH that somebody has to ring', () => {
    const record = decided(allSent(aCall(), NOW));
    expect(waiting(record).filter((each) => !/^(mash|cases):/.test(each))).toEqual([]);
    expect(record.events.at(-1)).toEqual({ type: 'NotReached', at: LATER, who: 'referrer', staff: byTelephone });
    expect(lines(record)).toBe(2);
  });

  it('cannot be asked about, and may be decided by the manager who wrote it down', () => {
    const draft: CaseRecord = { ...aDraft(NOW), author: byTelephone, events: [], outbox: [] };
    const own = then(draft, logPhoneReferral(CALLED, pack.clocks, { by: mo, now: NOW }), mo, NOW);
    expect(decided(own).status).toBe('decided');
  });
});

describe('a case card that Teams has no more', () => {
  it('is told in the thread before a new one is posted', () => {
    const record = aReferral(SENT);
    const gone = then(record, { kind: 'happened', events: [{ type: 'CardGone', at: NOW }], texts: {} }, jane, NOW);
    expect(waiting(gone)).toEqual(['mash: line', 'mash: case-card']);
    expect(caseContext(NOW).desk.managers).not.toEqual([]);
  });
});
