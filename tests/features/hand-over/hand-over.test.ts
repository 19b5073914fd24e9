import { expect, it } from '@jest/globals';
import { type Person, phoneCaller } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import { addIndicatorCheck, recordAnswer, whyNotDecide } from '../../../src/case/commands.ts';
import { isWaiting } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { holderOf, referrerReach, senderOf } from '../../../src/case/referrer-reach.ts';
import { referralOf } from '../../../src/case/state.ts';
import {
  acceptHandOver,
  maxWrongCodes,
  offerHandOver,
  openHandOver,
  whyNotTakeOver,
  withWrongCode,
} from '../../../src/features/hand-over/rules.ts';
import { recordInformation } from '../../../src/features/information/rules.ts';
import { recordReferrerMessage } from '../../../src/features/tell/rules.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  jane,
  messageInShort,
  mo,
  pack,
  pat,
  submittedOf,
  tom,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { afterEvents, askedBy, resultsOf, takenBy } from '../outcomes.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const OFFERED = at('2026-11-24T19:50:00.000Z');
const LAST_MOMENT = at('2026-11-24T20:49:59.999Z');
const OVER = at('2026-11-24T20:50:00.000Z');
const TENANT = 'county';
const claim = { code: '483127', tenantId: TENANT };

const referral = aReferral(SENT);

function withOffer(record: CaseRecord, now = OFFERED): CaseRecord {
  const outcome = offerHandOver(record, { by: jane, now });
  const handOver = { code: claim.code, until: at('2026-11-24T20:50:00.000Z'), tenantId: TENANT, wrong: 0 };
  return withOutcome({ ...record, handOver }, outcome);
}

function handedOver(record: CaseRecord, by: Person = tom, now: Instant = LAST_MOMENT): CaseRecord {
  expect(whyNotTakeOver(record, claim, by, now)).toBeUndefined();
  return withOutcome(record, acceptHandOver(record, { ...claim, phone: ' 01632 960 077 ', limit: 60 }, { by, now }));
}

// A code to hand a referral over

it('Only the author of a sent referral gets a code', () => {
  const offering = (record: CaseRecord, by = jane) => offerHandOver(record, { by, now: OFFERED });
  const byOthers = [tom, mo, pat].map((by) => offering(referral, by));
  expect(
    resultsOf(offering(referral), ...byOthers, offering(aDraft(SENT)), offering({ ...referral, practice: true })),
  ).toEqual(['happened', ...Array(3).fill('not-the-author'), 'not-submitted', 'not-the-author']);
});

it('Nobody is told when the author gets a code, and the referral stays the author’s', () => {
  const record = withOffer(referral);
  expect([waitingMessages(record), record.author]).toEqual([[], 'jane']);
  expect(submittedOf(record)).toEqual(submittedOf(referral));
});

it('A code is valid for an hour in the author’s organisation: its last moment is in time, the next is not', () => {
  const record = withOffer(referral);
  expect(whyNotTakeOver(record, claim, tom, LAST_MOMENT)).toBeUndefined();
  expect(whyNotTakeOver(record, claim, tom, OVER)).toBe('unknown');
  expect(whyNotTakeOver(record, { ...claim, tenantId: 'elsewhere' }, tom, LAST_MOMENT)).toBe('unknown');
  expect(offerHandOver(record, { by: jane, now: LAST_MOMENT })).toEqual({ kind: 'nothing-to-do' });
  expect(offerHandOver(record, { by: jane, now: OVER })).toMatchObject({ events: [{ number: 2 }] });
});

it('A code cannot be found by trying: after five wrong ones the right one no longer works', () => {
  let record = withOffer(referral);
  for (let tried = 0; tried < maxWrongCodes; tried += 1) {
    expect(whyNotTakeOver(record, claim, tom, LAST_MOMENT)).toBeUndefined();
    expect(whyNotTakeOver(record, { ...claim, code: '000000' }, tom, LAST_MOMENT)).toBe('wrong-code');
    record = withWrongCode(record);
  }
  expect(openHandOver(record, LAST_MOMENT)).toBeUndefined();
  expect(whyNotTakeOver(record, claim, tom, LAST_MOMENT)).toBe('unknown');
});

it('Nobody who works on the case for the MASH can take the referral over', () => {
  const record = withOffer(referral);
  const taken = takenBy(record, mo, OFFERED);
  expect([mo, pat, jane].map((by) => whyNotTakeOver(taken, claim, by, LAST_MOMENT))).toEqual([
    ...['mash', undefined, 'yours'],
  ]);
});

it('Whoever cannot take the referral over cannot accept it either, and the refusal says why', () => {
  const accepting = (by: Person, code = claim.code) =>
    acceptHandOver(
      withOffer(referral),
      { code, tenantId: TENANT, phone: '01632', limit: 60 },
      { by, now: LAST_MOMENT },
    );
  for (const [outcome, because] of [
    [accepting(tom, '000000'), 'wrong-code'],
    [accepting(jane), 'yours'],
  ] as const)
    expect(outcome).toEqual({ kind: 'refused', why: { kind: 'cannot-take-over', because } });
});

it('A colleague must give a number at which the MASH reaches them', () => {
  const record = withOffer(referral);
  const accepting = (phone: string) =>
    acceptHandOver(record, { ...claim, phone, limit: 60 }, { by: tom, now: LAST_MOMENT });
  expect(resultsOf(...[' ', '0'.repeat(60), '0'.repeat(61)].map(accepting))).toEqual([
    ...['text-missing', 'happened', 'text-too-long'],
  ]);
});

// A referral that was handed over

const record = handedOver(withOffer(referral));
const state = referralOf(record.events);

it('After a hand-over every rule for the referrer applies to the new holder, and none to the former author', () => {
  const asked = askedBy(record, mo, LAST_MOMENT);
  const rules = (by: Person) => {
    const actor = { by, now: LAST_MOMENT };
    return resultsOf(
      recordAnswer(referralOf(asked.events), 1, 'Hillside.', actor),
      recordInformation(state, 'A car.', {}, actor),
      addIndicatorCheck(state, actor),
      offerHandOver(record, actor),
    );
  };
  expect(rules(tom)).toEqual(Array(4).fill('happened'));
  expect(rules(jane)).toEqual(Array(4).fill('not-the-author'));
  expect(record.author).toBe('tom');
  expect(waitingMessages(asked).filter((each) => each.endsWith('question'))).toEqual(['tom: question']);
});

it('Neither the sender nor the new holder can decide the referral, even if they are managers', () => {
  for (const { id } of [jane, tom]) expect(whyNotDecide(state, { ...mo, id })).toEqual({ kind: 'own-referral' });
  expect(whyNotDecide(state, mo)).toBeUndefined();
});

it('A hand-over keeps the clocks and the sender, and forgets the code', () => {
  const clocks = ({ events, answeredAt }: CaseRecord) => runningClocks(referralOf(events), answeredAt, pack.clocks);
  expect(clocks(record)).toEqual(clocks(referral));
  expect(senderOf(record, record.author)).toBe('jane');
  expect(record.handOver).toBeUndefined();
});

it('A hand-over gives the MASH the new holder’s name and number', () => {
  expect(holderOf(record)).toMatchObject({ name: 'Tom Reed', phone: '01632 960 077', since: LAST_MOMENT });
});

it('The new holder gets what still waits for the author, open questions and unread messages', () => {
  let open = allSent(askedBy(referral, mo, OFFERED), OFFERED);
  // this one still waits
  open = withOutcome(open, recordReferrerMessage(open, 'Keep her.', { by: pat, now: OFFERED }));
  const told = handedOver(withOffer(open)).outbox.filter(isWaiting).map(messageInShort);
  expect(told.filter((each) => each.startsWith('jane'))).toEqual(['jane: clear-draft', 'jane: stage-notice']);
  expect(told.filter((each) => each.startsWith('tom')).sort()).toEqual([
    ...['tom: question', 'tom: receipt', 'tom: receipt', 'tom: stage-notice'],
  ]);
});

it('A hand-over replaces the former author’s receipt, and the new holder gets one of their own', () => {
  const withReceipt = { ...withOffer(referral), said: { draft: ['d1'], receipt: 'r1', thread: 't' } };
  expect(handedOver(withReceipt).said).toEqual({ draft: ['d1', 'r1'], thread: 't' });
});

it('The MASH is shown the new holder’s number when Teams does not reach them', () => {
  const lost = { type: 'NotReached' as const, at: LAST_MOMENT, who: 'referrer' as const, staff: tom.id };
  expect(referrerReach(afterEvents(record, lost)).ring?.phone).toBe('01632 960 077');
});

it('A referral can be handed on, and back', () => {
  const next = withOutcome(record, offerHandOver(record, { by: tom, now: LAST_MOMENT }));
  const handOver = { ...claim, until: at('2026-11-24T22:00:00.000Z'), wrong: 0 };
  const back = handedOver({ ...next, handOver }, jane, LAST_MOMENT);
  expect(back.author).toBe('jane');
  expect(submittedOf(back).formerly).toEqual(['jane', 'tom']);
  expect(holderOf(back)).toMatchObject({ name: 'Jane Okafor', from: { id: 'tom' } });
  expect(senderOf(back, back.author)).toBe('jane');
});

it('A referral belongs to nobody in Teams once the MASH says that the person it found in Teams was not the caller', () => {
  const gone = afterEvents(record, { type: 'CallerTakenBack', at: LAST_MOMENT, by: pat.id });
  expect([gone.author, holderOf(gone)]).toEqual([phoneCaller, undefined]);
});
