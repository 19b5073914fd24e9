import { describe, expect, it } from '@jest/globals';
import { type Person, phoneCaller } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { recordDecision, takeReferral } from '../../../src/case/commands.ts';
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
  resultOf,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { aDecisionForm } from '../decision/a-decision-form.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');

const sentReferral = (record: CaseRecord) => {
  const referral = submittedIn(referralOf(record.events));
  if (!referral) throw new Error('the case is not sent');
  return referral;
};
const markSeenBy = (record: CaseRecord, by: Person, now: Instant) => markSeen(sentReferral(record), { by, now });
const handOver = (record: CaseRecord, to: Person, by: Person, now: Instant) =>
  handTo(sentReferral(record), to, { by, now });

describe('marking a referral as seen', () => {
  it('Only the MASH can mark a referral as seen, only once, and marking it does not take it', () => {
    const record = aReferral(SENT);
    expect(resultOf(markSeenBy(record, guest, NOW))).toBe('only-the-mash');
    expect(resultOf(markSeen(referralOf(aDraft(SENT).events), { by: pat, now: NOW }))).toBe('not-submitted');
    const seen = withOutcome(record, markSeenBy(record, pat, NOW));
    expect([seenAt(sentReferral(seen)), sentReferral(seen).allocation]).toEqual([NOW, { kind: 'nobody' }]);
    expect(waitingMessages(seen)).toEqual(['mash: case-card', 'mash: line', 'jane: receipt']);
    expect(resultOf(markSeenBy(seen, mo, LATER))).toBe('nothing-to-do');
  });

  it('A MASH member cannot mark their own referral as seen, not even after a colleague has', () => {
    const author: Person = { ...jane, roles: mo.roles };
    const record = aReferral(SENT);
    expect(resultOf(markSeenBy(record, author, NOW))).toBe('own-referral');
    const seen = withOutcome(record, markSeenBy(record, pat, NOW));
    expect(resultOf(markSeenBy(seen, author, LATER))).toBe('own-referral');
  });

  it('Marking a referral as seen changes nothing once somebody has taken it', () => {
    const record = aReferral(SENT);
    const taken = withOutcome(record, takeReferral(sentReferral(record), { by: pat, now: NOW }));
    expect(resultOf(markSeenBy(taken, mo, LATER))).toBe('nothing-to-do');
  });
});

describe('handing a referral to a colleague', () => {
  it('Handing a referral over gives it to the colleague, and does not change the time at which it was seen', () => {
    const record = aReferral(SENT);
    const taken = allSent(withOutcome(record, takeReferral(sentReferral(record), { by: pat, now: NOW })), NOW);
    const given = withOutcome(taken, handOver(taken, meg, mo, LATER));
    expect(sentReferral(given).allocation).toEqual({ kind: 'taken', by: meg.id, at: LATER });
    expect(seenAt(sentReferral(given))).toBe(NOW);
    expect(given.heldBy).toBe(meg.id);
    expect(waitingMessages(given)).toEqual(['mash: case-card', 'mash: line']);
    const back = withOutcome(given, handOver(given, pat, meg, LATER));
    expect(seenAt(sentReferral(back))).toBe(NOW);
  });

  it('Handing an unseen referral over shows the referrer that it was seen', () => {
    const record = aReferral(SENT);
    const given = withOutcome(record, handOver(record, meg, mo, NOW));
    expect(seenAt(sentReferral(given))).toBe(NOW);
    expect(waitingMessages(given)).toEqual(['mash: case-card', 'mash: line', 'jane: receipt']);
  });

  it('Only MASH members can hand over or get a waiting referral, and giving it to its holder changes nothing', () => {
    const record = aReferral(SENT);
    expect(resultOf(handOver(record, meg, guest, NOW))).toBe('only-the-mash');
    expect(resultOf(handOver(record, guest, mo, NOW))).toBe('only-the-mash');
    expect(resultOf(handTo(referralOf(aDraft(SENT).events), meg, { by: mo, now: NOW }))).toBe('not-submitted');
    const given = withOutcome(record, handOver(record, meg, mo, NOW));
    expect(resultOf(handOver(given, meg, pat, LATER))).toBe('nothing-to-do');
    expect(resultOf(handOver(decided(given), pat, mo, LATER))).toBe('already-decided');
  });
});

function decided(record: CaseRecord): CaseRecord {
  return withOutcome(record, recordDecision(sentReferral(record), aDecisionForm, {}, { by: mo, now: LATER }));
}

const CALLED = at('2026-11-24T14:00:00.000Z');
const DUE = at('2026-11-25T14:00:00.000Z'); // 24 hours after the call
const WRITTEN = at('2026-11-26T14:00:00.000Z'); // 48 hours after it

/** A phone referral from two hours ago, as the MASH logged it. The caller does not use Teams. */
function aCall(): CaseRecord {
  const draft: CaseRecord = { ...aDraft(NOW), author: phoneCaller, events: [], outbox: [] };
  return withOutcome(draft, logPhoneReferral(CALLED, pack.clocks, { by: pat, now: NOW }));
}
const countThreadLines = (record: CaseRecord) => waitingMessages(record).filter((each) => each === 'mash: line').length;

describe('a phone referral that the MASH logs', () => {
  it('A phone referral is a sent case at once, and both of its clocks run from the call', () => {
    const record = aCall();
    expect(record.status).toBe('awaiting-decision');
    expect(record.dueAt).toBe(DUE);
    expect(sentReferral(record)).toMatchObject({
      submittedBy: phoneCaller,
      clockStart: CALLED,
      decisionDue: DUE,
      route: { kind: 'phoned', loggedBy: pat.id, loggedAt: NOW, calledAt: CALLED, writtenDue: WRITTEN },
    });
    expect(waitingMessages(record)).toEqual(['mash: case-card', 'mash: line', 'cases: look-for-links']);
  });

  it('Only the MASH can log a phone referral, and its call is never in the future', () => {
    expect(resultOf(logPhoneReferral(CALLED, pack.clocks, { by: guest, now: NOW }))).toBe('only-the-mash');
    const outcome = logPhoneReferral(LATER, pack.clocks, { by: pat, now: NOW });
    expect(outcome).toMatchObject({ events: [{ calledAt: NOW, decisionDue: '2026-11-25T16:00:00.000Z' }] });
  });

  it('A phone referral not in writing is in time at 48:00:00 and overdue a millisecond later, which is told only once', () => {
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

  it('The bot asks for the written referral in the thread, not in anybody’s chat, even after the decision', () => {
    const done = allSent(decided(aCall()), LATER);
    const reminded = atTime(done, at('2026-11-25T14:00:00.000Z')); // 24 hours after the call
    expect(waitingMessages(reminded)).toEqual(['mash: line']);
    const over = atTime(allSent(reminded, DUE), at('2026-11-26T15:00:00.000Z'));
    expect(waitingMessages(over).sort()).toEqual(['mash: case-card', 'mash: line']);
  });

  it('The 48 hours end when a member of the MASH says that a phone referral is in writing', () => {
    const record = allSent(aCall(), NOW);
    expect(resultOf(confirmWritten(sentReferral(record), { by: guest, now: NOW }))).toBe('only-the-mash');
    expect(resultOf(confirmWritten(sentReferral(aReferral(SENT)), { by: pat, now: NOW }))).toBe('not-submitted');
    const written = withOutcome(record, confirmWritten(sentReferral(record), { by: mo, now: LATER }));
    expect(sentReferral(written).route).toMatchObject({ kind: 'phoned-and-in-writing', writtenAt: LATER });
    expect(resultOf(confirmWritten(sentReferral(written), { by: pat, now: WRITTEN }))).toBe('nothing-to-do');
    const done = allSent(decided(written), LATER);
    expect(atTime(done, at('2026-12-03T14:00:00.000Z'))).toBe(done);
  });

  it('A phone referrer without Teams gets no message, and the MASH is told that somebody has to ring', () => {
    const record = decided(allSent(aCall(), NOW));
    expect(waitingMessages(record).filter((each) => !/^(mash|cases):/.test(each))).toEqual([]);
    expect(record.events.at(-1)).toEqual({ type: 'NotReached', at: LATER, who: 'referrer', staff: phoneCaller });
    expect(countThreadLines(record)).toBe(2);
  });

  it('The manager who logged a phone referral may decide it', () => {
    const draft: CaseRecord = { ...aDraft(NOW), author: phoneCaller, events: [], outbox: [] };
    const own = withOutcome(draft, logPhoneReferral(CALLED, pack.clocks, { by: mo, now: NOW }));
    expect(decided(own).status).toBe('decided');
  });
});

describe('a case card that is gone from Teams', () => {
  it('The thread first says that the card is gone, and then a new card is posted', () => {
    const record = aReferral(SENT);
    const gone = withOutcome(record, { kind: 'happened', events: [{ type: 'CardGone', at: NOW }], texts: {} });
    expect(waitingMessages(gone)).toEqual(['mash: line', 'mash: case-card']);
    expect(caseContext(NOW).desk.managers).not.toEqual([]);
  });
});
