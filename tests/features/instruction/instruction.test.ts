import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import { advance, hasRunningClock } from '../../../src/case/advance.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referrerReach } from '../../../src/case/referrer-reach.ts';
import { referralOf, seenAt, submittedIn } from '../../../src/case/state.ts';
import { markInstructionRead, recordInstruction } from '../../../src/features/instruction/rules.ts';
import { instructionsOf, latestUnreadInstruction } from '../../../src/features/instruction/state.ts';
import { features as parts } from '../../../src/features/list.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { followUp } from '../../../src/worker/follow-up.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  caseContext,
  dee,
  guest,
  jane,
  kindOf,
  mo,
  pack,
  pat,
  resultOf,
  tom,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const TOLD = at('2026-11-24T14:20:00.000Z');
const LATER = at('2026-11-24T14:22:00.000Z');
const words = 'Keep her until 15:30, police are coming.';

const referral = aReferral(SENT);
const sending = (record: CaseRecord, by: Person, text = words) => recordInstruction(record, text, { by, now: TOLD });
const withMessage = withOutcome(referral, sending(referral, pat));
const withLaterEvents = (record: CaseRecord, ...events: CaseEvent[]) => advance(record, { events }, caseContext(LATER));
const reached = (record: CaseRecord) => instructionsOf(record.events).map((each) => each.reached?.how ?? 'on its way');

describe('a message from the MASH to the referrer', () => {
  it('A message is stored with the facts and not in the event', () => {
    expect(sending(referral, pat)).toEqual({
      kind: 'happened',
      events: [{ type: 'ReferrerInstructed', at: TOLD, by: 'pat', number: 1 }],
      texts: { 'instruction-1': words },
    });
  });

  it.each<[string, Person, string]>([
    ['a practitioner', pat, 'happened'],
    ['a manager', mo, 'happened'],
    ['a guest', guest, 'only-the-mash'],
    ['the escalation contact', dee, 'only-the-mash'],
    ['the author', jane, 'only-the-mash'],
    ['a member of the MASH who referred the child', { ...jane, roles: mo.roles }, 'own-referral'],
  ])('The outcome of a message by %s is: %s', (_, by, expected) => {
    expect(resultOf(sending(referral, by))).toBe(expected);
  });

  it('A message has 1 to 2,000 characters', () => {
    expect(resultOf(sending(referral, pat, ' \n'))).toBe('text-missing');
    expect(resultOf(sending(referral, pat, 'é'.repeat(2000)))).toBe('happened');
    expect(resultOf(sending(referral, pat, 'é'.repeat(2001)))).toBe('text-too-long');
  });

  it('Nobody can send a message before the referral is sent, or to a referrer who is not in Teams', () => {
    expect(resultOf(sending(aDraft(SENT), pat))).toBe('not-submitted');
    const byPhone = withLaterEvents(referral, { type: 'CallerTakenBack', at: TOLD, by: pat.id });
    expect(resultOf(sending(byPhone, pat))).toBe('not-in-teams'); // the person found in Teams was not the caller
  });

  it('A message that is sent twice is recorded once; other words, or another sender, make a new message', () => {
    expect(sending(withMessage, pat)).toEqual({ kind: 'nothing-to-do' });
    expect(sending(withMessage, mo)).toMatchObject({ events: [{ number: 2 }] });
    expect(sending(withMessage, pat, 'Let her go.')).toMatchObject({ events: [{ number: 2 }] });
  });

  it('A message goes to the referrer, the card and the thread, and to nobody else', () => {
    expect(waitingMessages(withMessage)).toEqual([
      'mash: case-card',
      'mash: line',
      'jane: stage-notice',
      'jane: receipt',
    ]);
  });

  it('A message stops no clock, and the referral counts as seen', () => {
    const clocks = (record: CaseRecord) => runningClocks(referralOf(record.events), record.answeredAt, pack.clocks);
    expect(clocks(withMessage)).toEqual(clocks(referral));
    expect(hasRunningClock(withMessage, { pack, parts })).toBe(true);
    const sent = submittedIn(referralOf(withMessage.events));
    expect(sent && seenAt(sent)).toBe(TOLD);
    expect(sent?.allocation).toEqual({ kind: 'nobody' });
  });
});

describe('whether a message has reached the referrer', () => {
  const entry = withMessage.outbox.find(({ message }) => kindOf(message) === 'stage-notice');
  if (!entry) throw new Error('the outbox has no notice for the referrer');

  it('A message is delivered when Teams takes it', () => {
    expect(followUp(withMessage, entry, { state: { kind: 'sent', at: LATER } }, caseContext(LATER))).toEqual([
      { type: 'InstructionDelivered', at: LATER, number: 1 },
    ]);
    expect(reached(withMessage)).toEqual(['on its way']);
    expect(reached(withLaterEvents(withMessage, { type: 'InstructionDelivered', at: LATER, number: 1 }))).toEqual([
      'delivered',
    ]);
  });

  it('When Teams cannot deliver a message, the MASH is shown the number to ring until somebody has rung', () => {
    const failed = followUp(withMessage, entry, { unreached: LATER }, caseContext(LATER));
    expect(failed).toEqual([{ type: 'NotReached', at: LATER, who: 'referrer', staff: 'jane' }]);
    const lost = withLaterEvents(withMessage, ...failed);
    expect(reached(lost)).toEqual(['not']);
    expect(referrerReach(lost).ring).toBeDefined();
    const rung = withLaterEvents(lost, { type: 'ReferrerToldByPhone', at: LATER, by: pat.id });
    expect(reached(rung)).toEqual(['by-phone']);
    expect(referrerReach(rung).ring).toBeUndefined();
    const again = withOutcome(rung, sending(rung, mo, 'Go.'));
    const lostAgain = withLaterEvents(again, ...failed);
    expect(reached(lostAgain)).toEqual(['by-phone', 'not']);
    expect(referrerReach(lostAgain).ring).toBeDefined();
  });

  it('Only the referrer can mark a message as read, and only once', () => {
    const reading = (record: CaseRecord, by: Person, number = 1) =>
      markInstructionRead(record, number, { by, now: LATER });
    const read = withOutcome(withMessage, reading(withMessage, jane));
    expect(waitingMessages(allSent(withMessage, TOLD)).length).toBe(0);
    expect(reached(read)).toEqual(['read']);
    expect(latestUnreadInstruction(withMessage.events)?.number).toBe(1);
    expect(latestUnreadInstruction(read.events)).toBeUndefined();
    expect(reading(read, jane)).toEqual({ kind: 'nothing-to-do' });
    expect(resultOf(reading(withMessage, tom))).toBe('not-the-author');
    expect(resultOf(reading(withMessage, jane, 2))).toBe('no-such-question');
    expect(reached(withLaterEvents(read, { type: 'InstructionDelivered', at: LATER, number: 1 }))).toEqual(['read']);
  });
});
