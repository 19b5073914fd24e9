import { expect, it } from '@jest/globals';
import { type Person, phoneCaller } from '../../../src/base/people.ts';
import { takeReferral } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf, seenAt } from '../../../src/case/state.ts';
import { confirmWritten, handTo, isLeftBy, logPhoneReferral, markSeen } from '../../../src/features/desk/rules.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  atTime,
  guest,
  jane,
  meg,
  mo,
  pack,
  pat,
  resultOf,
  submittedOf,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { decidedAt, resultsOf, takenBy } from '../outcomes.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const LATER = at('2026-11-24T17:00:00.000Z');

const markSeenBy = (record: CaseRecord, by: Person, now = LATER) => markSeen(referralOf(record.events), { by, now });
const handOver = (record: CaseRecord, to: Person, by: Person, now = LATER) =>
  handTo(referralOf(record.events), to, { by, now });

const record = aReferral(SENT);
const seen = withOutcome(record, markSeenBy(record, pat, NOW));
const taken = takenBy(record, pat, NOW);
const decided = (on: CaseRecord) => decidedAt(on, LATER);

// Marking a referral as seen

it('Only the MASH can mark a referral as seen, only once, and marking it does not take it', () => {
  expect([seenAt(submittedOf(seen)), submittedOf(seen).allocation]).toEqual([NOW, { kind: 'nobody' }]);
  expect(
    resultsOf(markSeenBy(record, guest), markSeenBy(aDraft(SENT), pat), markSeenBy(seen, mo), markSeenBy(taken, mo)),
  ).toEqual(['only-the-mash', 'not-submitted', 'nothing-to-do', 'nothing-to-do']);
});

it('A MASH member cannot mark their own referral as seen, not even after a colleague has', () => {
  const author: Person = { ...jane, roles: mo.roles };
  expect(resultsOf(markSeenBy(record, author), markSeenBy(seen, author))).toEqual(['own-referral', 'own-referral']);
});

// Handing a referral to a colleague

it('Handing a referral over gives it to the colleague, and does not change the time at which it was seen', () => {
  const given = withOutcome(allSent(taken, NOW), handOver(taken, meg, mo));
  expect(submittedOf(given).allocation).toEqual({ kind: 'taken', by: meg.id, at: LATER });
  expect(given.heldBy).toBe(meg.id);
  expect(waitingMessages(given)).toEqual(['mash: case-card', 'mash: line', 'meg: stage-notice', 'jane: receipt']);
  const back = withOutcome(given, handOver(given, pat, meg));
  for (const each of [given, back]) expect(seenAt(submittedOf(each))).toBe(NOW);
});

it('Handing an unseen referral over shows the referrer that it was seen', () => {
  const given = withOutcome(record, handOver(record, meg, mo, NOW));
  expect(seenAt(submittedOf(given))).toBe(NOW);
  expect(waitingMessages(given)).toContain('jane: receipt');
});

it('Only MASH members can hand over or get a waiting referral, and giving it to its holder changes nothing', () => {
  const given = withOutcome(record, handOver(record, meg, mo));
  expect(
    resultsOf(
      handOver(record, meg, guest),
      handOver(record, guest, mo),
      handOver(aDraft(SENT), meg, mo),
      handOver(given, meg, pat),
      handOver(decided(given), pat, mo),
    ),
  ).toEqual(['only-the-mash', 'only-the-mash', 'not-submitted', 'nothing-to-do', 'already-decided']);
});

it('Nobody takes their own referral, hands it on or gets it, and to hand oneself what nobody has is to take it', () => {
  const author: Person = { ...jane, roles: mo.roles };
  const take = takeReferral(referralOf(record.events), { by: author, now: LATER });
  expect(
    resultsOf(take, handOver(record, author, author), handOver(record, pat, author), handOver(taken, author, mo)),
  ).toEqual(['own-referral', 'own-referral', 'own-referral', 'own-referral']);
  expect(handOver(record, mo, mo)).toMatchObject({ events: [{ type: 'ReferralTaken', by: mo.id }] });
  const own = logPhoneReferral(CALLED, pack.clocks, { by: pat, now: NOW, caller: pat.id, isOnIt: true });
  expect(own).toMatchObject({ events: [{ type: 'PhoneReferralLogged' }] });
});

const CALLED = at('2026-11-24T14:00:00.000Z');
const DUE = at('2026-11-25T14:00:00.000Z'); // 24 hours after the call
const WRITTEN = at('2026-11-26T14:00:00.000Z'); // 48 hours after it

/** A phone referral from two hours ago, as the MASH logged it. The caller does not use Teams. */
function aCall(by = pat): CaseRecord {
  const draft: CaseRecord = { ...aDraft(NOW), author: phoneCaller, events: [], outbox: [] };
  return withOutcome(draft, logPhoneReferral(CALLED, pack.clocks, { by, now: NOW }));
}
const overdueIn = ({ events }: CaseRecord) =>
  events.filter((event) => event.type === 'ClockReached' && event.clock === 'writtenConfirmation' && event.overdue);
const countThreadLines = (record: CaseRecord) => waitingMessages(record).filter((each) => each === 'mash: line').length;

// A phone referral that the MASH logs

it('A phone referral is a sent case at once, and both of its clocks run from the call', () => {
  const call = aCall();
  expect(call).toMatchObject({ status: 'awaiting-decision', dueAt: DUE });
  expect(submittedOf(call)).toMatchObject({
    submittedBy: phoneCaller,
    clockStart: CALLED,
    decisionDue: DUE,
    route: { kind: 'phoned', loggedBy: pat.id, calledAt: CALLED, writtenDue: WRITTEN },
  });
  expect(waitingMessages(call)).toEqual(['mash: case-card', 'mash: line', 'cases: look-for-links']);
});

it('Only the MASH can log a phone referral, and its call is never in the future', () => {
  expect(resultOf(logPhoneReferral(CALLED, pack.clocks, { by: guest, now: NOW }))).toBe('only-the-mash');
  const outcome = logPhoneReferral(LATER, pack.clocks, { by: pat, now: NOW });
  expect(outcome).toMatchObject({ events: [{ calledAt: NOW, decisionDue: '2026-11-25T16:00:00.000Z' }] });
});

it('A phone referral not in writing is in time at 48:00:00 and overdue a millisecond later, which is told only once', () => {
  const quiet = allSent(atTime(aCall(), at('2026-11-26T13:59:59.999Z')), WRITTEN);
  const inTime = atTime(quiet, WRITTEN);
  expect(overdueIn(inTime)).toEqual([]);
  const over = atTime(allSent(inTime, WRITTEN), at('2026-11-26T14:00:00.001Z'));
  expect(over.events.at(-1)).toMatchObject({ clock: 'writtenConfirmation', overdue: true });
  expect(overdueIn(atTime(allSent(over, WRITTEN), at('2026-12-03T14:00:00.000Z')))).toHaveLength(1);
});

it('The bot asks for the written referral in the thread, not in anybody’s chat, even after the decision', () => {
  const done = allSent(decided(aCall()), LATER);
  const reminded = atTime(done, at('2026-11-25T14:00:00.000Z')); // 24 hours after the call
  expect(waitingMessages(reminded)).toEqual(['mash: line']);
  const over = atTime(allSent(reminded, DUE), at('2026-11-26T15:00:00.000Z'));
  expect(waitingMessages(over).sort()).toEqual(['mash: case-card', 'mash: line']);
});

it('The 48 hours end when a member of the MASH says that a phone referral is in writing', () => {
  const call = allSent(aCall(), NOW);
  const confirming = ({ events }: CaseRecord, by: Person) =>
    confirmWritten(referralOf(events), 'letter', { by, now: LATER });
  const written = withOutcome(call, confirming(call, mo));
  expect(submittedOf(written).route).toMatchObject({ kind: 'phoned-and-in-writing', writtenAt: LATER });
  expect(resultsOf(confirming(call, guest), confirming(record, pat), confirming(written, pat))).toEqual([
    ...['only-the-mash', 'not-submitted', 'nothing-to-do'],
  ]);
  const done = allSent(decided(written), LATER);
  expect(atTime(done, at('2026-12-03T14:00:00.000Z'))).toBe(done);
});

it('A phone referrer without Teams gets no message, and the MASH is told that somebody has to ring', () => {
  const told = decided(allSent(aCall(), NOW));
  expect(waitingMessages(told).filter((each) => !/^(mash|cases):/.test(each))).toEqual([]);
  expect(told.events.at(-1)).toEqual({ type: 'NotReached', at: LATER, who: 'referrer', staff: phoneCaller });
  expect(countThreadLines(told)).toBe(2);
});

it('The manager who logged a phone referral may decide it', () => {
  expect(decided(aCall(mo)).status).toBe('decided');
});

// When whoever has it is gone

it('When a duty ends, nobody has what its manager had taken, or handed on and nobody took; what came later stays', () => {
  const handed = withOutcome(taken, handTo(referralOf(taken.events), meg, { by: pat, now: NOW }, 1));
  const ended = (staff: Person, now = LATER) => ({ staff: staff.id, at: now, why: 'duty-ended' as const });
  expect(isLeftBy(taken, ended(pat))).toBe(true);
  expect(isLeftBy(taken, ended(pat, SENT))).toBe(false);
  expect(isLeftBy(taken, ended(mo))).toBe(false);
  for (const each of [pat, meg]) expect(isLeftBy(handed, ended(each))).toBe(true);
  expect(isLeftBy(takenBy(handed, meg, NOW), ended(pat))).toBe(false);
  expect(isLeftBy(decided(taken), ended(pat))).toBe(false);
});

it('Who has left the channel has no case, whenever they took it; what they handed on waits for the colleague', () => {
  const left = { staff: pat.id, at: SENT, why: 'left' as const };
  const handed = withOutcome(taken, handTo(referralOf(taken.events), meg, { by: pat, now: NOW }, 1));
  expect([isLeftBy(taken, left), isLeftBy(handed, left), isLeftBy(record, left)]).toEqual([true, false, false]);
});
