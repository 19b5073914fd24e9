import { describe, expect, it } from '@jest/globals';
import { type Person, phoneCaller } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { advance } from '../../../src/case/advance.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import {
  addIndicatorCheck,
  askReferrer,
  recordAnswer,
  takeReferral,
  whyNotDecide,
} from '../../../src/case/commands.ts';
import { isWaiting } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { holderOf, referrerReach, senderOf } from '../../../src/case/referrer-reach.ts';
import { referralOf, submittedIn } from '../../../src/case/state.ts';
import {
  acceptHandOver,
  maxWrongCodes,
  offerHandOver,
  openHandOver,
  whyNotTakeOver,
  withWrongCode,
} from '../../../src/features/hand-over/rules.ts';
import { recordInformation } from '../../../src/features/information/rules.ts';
import { recordInstruction } from '../../../src/features/instruction/rules.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  caseContext,
  jane,
  messageInShort,
  mo,
  pack,
  pat,
  resultOf,
  tom,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';

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

describe('a code to hand a referral over', () => {
  it('Only the author of a sent referral gets a code', () => {
    const offering = (record: CaseRecord, by: Person) => resultOf(offerHandOver(record, { by, now: OFFERED }));
    expect(offering(referral, jane)).toBe('happened');
    for (const by of [tom, mo, pat]) expect(offering(referral, by)).toBe('not-the-author');
    expect(offering(aDraft(SENT), jane)).toBe('not-submitted');
    expect(offering({ ...referral, training: true }, jane)).toBe('not-the-author');
  });

  it('Nobody is told when the author gets a code, and the referral stays the author’s', () => {
    const record = withOffer(referral);
    expect(waitingMessages(record)).toEqual([]);
    expect(record.author).toBe('jane');
    expect(submittedIn(referralOf(record.events))).toEqual(submittedIn(referralOf(referral.events)));
  });

  it('A code is valid for an hour: its last moment is in time, the next is not', () => {
    const record = withOffer(referral);
    expect(whyNotTakeOver(record, claim, tom, LAST_MOMENT)).toBeUndefined();
    expect(whyNotTakeOver(record, claim, tom, OVER)).toBe('unknown');
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

  it('A code works only in the author’s own organisation', () => {
    expect(whyNotTakeOver(withOffer(referral), { ...claim, tenantId: 'elsewhere' }, tom, LAST_MOMENT)).toBe('unknown');
  });

  it('Nobody who works on the case for the MASH can take the referral over', () => {
    const record = withOffer(referral);
    const taken = withOutcome(record, takeReferral(referralOf(record.events), { by: mo, now: OFFERED }));
    expect(whyNotTakeOver(taken, claim, mo, LAST_MOMENT)).toBe('mash');
    expect(whyNotTakeOver(taken, claim, pat, LAST_MOMENT)).toBeUndefined();
    expect(whyNotTakeOver(taken, claim, jane, LAST_MOMENT)).toBe('yours');
  });

  it('Whoever cannot take the referral over cannot accept it either, and the refusal says why', () => {
    const form = { ...claim, phone: '01632 960 077', limit: 60 };
    const accepting = (by: Person, code = claim.code) =>
      acceptHandOver(withOffer(referral), { ...form, code }, { by, now: LAST_MOMENT });
    expect(accepting(tom, '000000')).toEqual({
      kind: 'refused',
      why: { kind: 'cannot-take-over', because: 'wrong-code' },
    });
    expect(accepting(jane)).toEqual({ kind: 'refused', why: { kind: 'cannot-take-over', because: 'yours' } });
  });

  it('A colleague must give a number at which the MASH reaches them', () => {
    const record = withOffer(referral);
    const accepting = (phone: string) =>
      resultOf(acceptHandOver(record, { ...claim, phone, limit: 60 }, { by: tom, now: LAST_MOMENT }));
    expect(accepting(' ')).toBe('text-missing');
    expect(accepting('0'.repeat(60))).toBe('happened');
    expect(accepting('0'.repeat(61))).toBe('text-too-long');
  });
});

describe('a referral that was handed over', () => {
  const record = handedOver(withOffer(referral));
  const state = referralOf(record.events);

  it('After a hand-over every rule for the referrer applies to the new holder, and none to the former author', () => {
    const asked = withOutcome(record, askReferrer(state, 'Which school?', {}, { by: mo, now: LAST_MOMENT }));
    const rules = (by: Person) => [
      resultOf(recordAnswer(referralOf(asked.events), 1, 'Hillside.', { by, now: LAST_MOMENT })),
      resultOf(recordInformation(state, 'A car.', {}, { by, now: LAST_MOMENT })),
      resultOf(addIndicatorCheck(state, { by, now: LAST_MOMENT })),
      resultOf(offerHandOver(record, { by, now: LAST_MOMENT })),
    ];
    expect(rules(tom)).toEqual(['happened', 'happened', 'happened', 'happened']);
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
    expect(JSON.stringify(record.events)).not.toContain('483127');
  });

  it('A hand-over is told to the MASH with name and number, to the new holder, and to the former author', () => {
    expect(waitingMessages(record).sort()).toEqual([
      'jane: clear-draft',
      'jane: stage-notice',
      'mash: case-card',
      'mash: line',
      'tom: receipt',
    ]);
    expect(holderOf(record)).toMatchObject({ name: 'Tom Reed', phone: '01632 960 077', since: LAST_MOMENT });
  });

  it('The new holder gets what still waits for the author, open questions and unread messages', () => {
    let open = withOutcome(
      referral,
      askReferrer(referralOf(referral.events), 'Which school?', {}, { by: mo, now: OFFERED }),
    );
    open = allSent(open, OFFERED);
    // this one still waits
    open = withOutcome(open, recordInstruction(open, 'Keep her.', { by: pat, now: OFFERED }));
    const told = handedOver(withOffer(open)).outbox.filter(isWaiting).map(messageInShort);
    expect(told.filter((each) => each.startsWith('jane'))).toEqual(['jane: clear-draft', 'jane: stage-notice']);
    expect(told.filter((each) => each.startsWith('tom')).sort()).toEqual([
      'tom: question',
      'tom: receipt',
      'tom: receipt',
      'tom: stage-notice',
    ]);
  });

  it('A hand-over replaces the former author’s receipt, and the new holder gets one of their own', () => {
    const withReceipt = { ...withOffer(referral), said: { draft: ['d1'], receipt: 'r1', thread: 't' } };
    expect(handedOver(withReceipt).said).toEqual({ draft: ['d1', 'r1'], thread: 't' });
  });

  it('The MASH is shown the new holder’s number when Teams does not reach them', () => {
    const lost = { type: 'NotReached' as const, at: LAST_MOMENT, who: 'referrer' as const, staff: tom.id };
    expect(referrerReach(advance(record, { events: [lost] }, caseContext(LAST_MOMENT))).ring?.phone).toBe(
      '01632 960 077',
    );
  });

  it('A referral can be handed on, and back', () => {
    const next = withOutcome(record, offerHandOver(record, { by: tom, now: LAST_MOMENT }));
    const handOver = { ...claim, until: at('2026-11-24T22:00:00.000Z'), wrong: 0 };
    const back = handedOver({ ...next, handOver }, jane, LAST_MOMENT);
    expect(back.author).toBe('jane');
    expect(submittedIn(referralOf(back.events))?.formerly).toEqual(['jane', 'tom']);
    expect(holderOf(back)).toMatchObject({ name: 'Jane Okafor', from: { id: 'tom' } });
    expect(senderOf(back, back.author)).toBe('jane');
  });

  it('A referral belongs to nobody in Teams once the MASH says that the person it found in Teams was not the caller', () => {
    const gone = advance(
      record,
      { events: [{ type: 'CallerTakenBack', at: LAST_MOMENT, by: pat.id }] },
      caseContext(LAST_MOMENT),
    );
    expect([gone.author, holderOf(gone)]).toEqual([phoneCaller, undefined]);
  });
});
