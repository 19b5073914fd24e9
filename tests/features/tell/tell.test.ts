import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import { hasRunningClock } from '../../../src/case/advance.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referrerReach } from '../../../src/case/referrer-reach.ts';
import { referralOf, seenAt } from '../../../src/case/state.ts';
import { features as parts } from '../../../src/features/list.ts';
import { markReferrerMessageRead, recordReferrerMessage } from '../../../src/features/tell/rules.ts';
import { latestUnreadReferrerMessage, referrerMessagesOf } from '../../../src/features/tell/state.ts';
import { followUp } from '../../../src/worker/follow-up.ts';
import {
  aDraft,
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
  submittedOf,
  tom,
  withOutcome,
} from '../../case/a-case.ts';
import { afterEvents, resultsOf } from '../outcomes.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const TOLD = at('2026-11-24T14:20:00.000Z');
const LATER = at('2026-11-24T14:22:00.000Z');
const words = 'Keep her until 15:30, police are coming.';

const referral = aReferral(SENT);
const sending = (record: CaseRecord, by: Person, text = words) =>
  recordReferrerMessage(record, text, { by, now: TOLD });
const withMessage = withOutcome(referral, sending(referral, pat));
const reached = (record: CaseRecord) =>
  referrerMessagesOf(record.events).map((each) => each.reached?.how ?? 'on its way');

// A message from the MASH to the referrer

it('A message is stored with the facts and not in the event', () => {
  expect(sending(referral, pat)).toEqual({
    kind: 'happened',
    events: [{ type: 'ReferrerMessaged', at: TOLD, by: 'pat', number: 1 }],
    texts: { 'tell-1': words },
  });
});

it('Any member of the MASH can send a message, unless they referred the child, and nobody else can', () => {
  const own = { ...jane, roles: mo.roles };
  expect(resultsOf(...[pat, mo, own, guest, dee, jane].map((by) => sending(referral, by)))).toEqual([
    ...['happened', 'happened', 'own-referral', 'only-the-mash', 'only-the-mash', 'only-the-mash'],
  ]);
});

it('A message has 1 to 2,000 characters', () => {
  const texts = [' \n', 'é'.repeat(2000), 'é'.repeat(2001)];
  expect(resultsOf(...texts.map((text) => sending(referral, pat, text)))).toEqual([
    ...['text-missing', 'happened', 'text-too-long'],
  ]);
});

it('Nobody can send a message before the referral is sent, or to a referrer who is not in Teams', () => {
  const byPhone = afterEvents(referral, { type: 'CallerTakenBack', at: TOLD, by: pat.id });
  // the person found in Teams was not the caller
  expect(resultsOf(sending(aDraft(SENT), pat), sending(byPhone, pat))).toEqual(['not-submitted', 'not-in-teams']);
});

it('A message that is sent twice is recorded once; other words, or another sender, make a new message', () => {
  expect(sending(withMessage, pat)).toEqual({ kind: 'nothing-to-do' });
  expect(sending(withMessage, mo)).toMatchObject({ events: [{ number: 2 }] });
  expect(sending(withMessage, pat, 'Let her go.')).toMatchObject({ events: [{ number: 2 }] });
});

it('A message stops no clock, and the referral counts as seen', () => {
  const clocks = (record: CaseRecord) => runningClocks(referralOf(record.events), record.answeredAt, pack.clocks);
  expect(clocks(withMessage)).toEqual(clocks(referral));
  expect(hasRunningClock(withMessage, { pack, parts })).toBe(true);
  const sent = submittedOf(withMessage);
  expect([seenAt(sent), sent.allocation]).toEqual([TOLD, { kind: 'nobody' }]);
});

describe('whether a message has reached the referrer', () => {
  const entry = withMessage.outbox.find(({ message }) => kindOf(message) === 'stage-notice');
  if (!entry) throw new Error('the outbox has no notice for the referrer');

  it('A message is delivered when Teams takes it', () => {
    expect(followUp(withMessage, entry, { state: { kind: 'sent', at: LATER } }, caseContext(LATER))).toEqual([
      { type: 'ReferrerMessageDelivered', at: LATER, number: 1 },
    ]);
    expect(reached(withMessage)).toEqual(['on its way']);
    expect(reached(afterEvents(withMessage, { type: 'ReferrerMessageDelivered', at: LATER, number: 1 }))).toEqual([
      'delivered',
    ]);
  });

  it('When Teams cannot deliver a message, the MASH is shown the number to ring until somebody has rung', () => {
    const failed = followUp(withMessage, entry, { unreached: LATER }, caseContext(LATER));
    expect(failed).toEqual([{ type: 'NotReached', at: LATER, who: 'referrer', staff: 'jane' }]);
    const lost = afterEvents(withMessage, ...failed);
    expect(reached(lost)).toEqual(['not']);
    expect(referrerReach(lost).ring).toBeDefined();
    const rung = afterEvents(lost, { type: 'ReferrerToldByPhone', at: LATER, by: pat.id });
    expect(reached(rung)).toEqual(['by-phone']);
    expect(referrerReach(rung).ring).toBeUndefined();
    const again = withOutcome(rung, sending(rung, mo, 'Go.'));
    const lostAgain = afterEvents(again, ...failed);
    expect(reached(lostAgain)).toEqual(['by-phone', 'not']);
    expect(referrerReach(lostAgain).ring).toBeDefined();
  });

  it('Only the referrer can mark a message as read, and only once', () => {
    const reading = (record: CaseRecord, by: Person, number = 1) =>
      markReferrerMessageRead(record, number, { by, now: LATER });
    const read = withOutcome(withMessage, reading(withMessage, jane));
    expect(reached(read)).toEqual(['read']);
    expect(latestUnreadReferrerMessage(withMessage.events)?.number).toBe(1);
    expect(latestUnreadReferrerMessage(read.events)).toBeUndefined();
    expect(resultsOf(reading(read, jane), reading(withMessage, tom), reading(withMessage, jane, 2))).toEqual([
      ...['nothing-to-do', 'not-the-author', 'no-such-question'],
    ]);
    expect(reached(afterEvents(read, { type: 'ReferrerMessageDelivered', at: LATER, number: 1 }))).toEqual(['read']);
  });
});
