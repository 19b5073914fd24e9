import { describe, expect, it } from '@jest/globals';
import { byTelephone, type Person } from '../../../src/base/people.ts';
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
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf, submittedIn } from '../../../src/case/state.ts';
import { reaching } from '../../../src/features/decision/rules.ts';
import {
  acceptHandOver,
  mostTries,
  offerIt,
  openHandOver,
  whyNotTakeOver,
  withWrongCode,
} from '../../../src/features/hand-over/rules.ts';
import { holderOf, senderOf } from '../../../src/features/hand-over/state.ts';
import { recordInformation } from '../../../src/features/information/rules.ts';
import { recordInstruction } from '../../../src/features/instruction/rules.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  caseContext,
  inShort,
  jane,
  mo,
  pack,
  pat,
  then,
  tom,
  waiting,
} from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const OFFERED = at('2026-11-24T19:50:00.000Z');
const LAST = at('2026-11-24T20:49:59.999Z');
const OVER = at('2026-11-24T20:50:00.000Z');
const TENANT = 'county';
const shown = { code: '483127', tenantId: TENANT };

const referral = aReferral(SENT);
const why = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why.kind : outcome.kind);

function offered(record: CaseRecord, now = OFFERED): CaseRecord {
  const outcome = offerIt(record, { by: jane, now });
  const handOver = { code: shown.code, until: at('2026-11-24T20:50:00.000Z'), tenantId: TENANT, wrong: 0 };
  return then({ ...record, handOver }, outcome, jane, now);
}

function accepted(record: CaseRecord, by: Person = tom, now: Instant = LAST): CaseRecord {
  expect(whyNotTakeOver(record, shown, by, now)).toBeUndefined();
  return then(record, acceptHandOver(record, ' 01632 960 077 ', 60, { by, now }), by, now);
}

describe('a code to hand a referral over', () => {
  it('is for the author of a sent referral, and for nobody else', () => {
    const asks = (record: CaseRecord, by: Person) => why(offerIt(record, { by, now: OFFERED }));
    expect(asks(referral, jane)).toBe('happened');
    for (const by of [tom, mo, pat]) expect(asks(referral, by)).toBe('not-the-author');
    expect(asks(aDraft(SENT), jane)).toBe('not-submitted');
    expect(asks({ ...referral, training: true }, jane)).toBe('not-the-author');
  });

  it('tells nobody, and changes nothing about whose the referral is', () => {
    const record = offered(referral);
    expect(waiting(record)).toEqual([]);
    expect(record.author).toBe('jane');
    expect(submittedIn(referralOf(record.events))).toEqual(submittedIn(referralOf(referral.events)));
  });

  it('is good for an hour: the last moment is in time, the next is not', () => {
    const record = offered(referral);
    expect(whyNotTakeOver(record, shown, tom, LAST)).toBeUndefined();
    expect(whyNotTakeOver(record, shown, tom, OVER)).toBe('unknown');
    expect(offerIt(record, { by: jane, now: LAST })).toEqual({ kind: 'nothing-to-do' });
    expect(offerIt(record, { by: jane, now: OVER })).toMatchObject({ events: [{ number: 2 }] });
  });

  it('cannot be found by trying: after five wrong ones the right one is good no more', () => {
    let record = offered(referral);
    for (let tried = 0; tried < mostTries; tried += 1) {
      expect(whyNotTakeOver(record, shown, tom, LAST)).toBeUndefined();
      expect(whyNotTakeOver(record, { ...shown, code: '000000' }, tom, LAST)).toBe('wrong code');
      record = withWrongCode(record);
    }
    expect(openHandOver(record, LAST)).toBeUndefined();
    expect(whyNotTakeOver(record, shown, tom, LAST)).toBe('unknown');
  });

  it('is good in the author’s own organisation alone', () => {
    expect(whyNotTakeOver(offered(referral), { ...shown, tenantId: 'elsewhere' }, tom, LAST)).toBe('unknown');
  });

  it('is for nobody who works on the case as the MASH', () => {
    const record = offered(referral);
    const taken = then(record, takeReferral(referralOf(record.events), { by: mo, now: OFFERED }), mo, OFFERED);
    expect(whyNotTakeOver(taken, shown, mo, LAST)).toBe('mash');
    expect(whyNotTakeOver(taken, shown, pat, LAST)).toBeUndefined();
    expect(whyNotTakeOver(taken, shown, jane, LAST)).toBe('yours');
  });

  it('needs a number at which the MASH reaches them', () => {
    const record = offered(referral);
    const trying = (phone: string) => why(acceptHandOver(record, phone, 60, { by: tom, now: LAST }));
    expect(trying(' ')).toBe('text-missing');
    expect(trying('0'.repeat(60))).toBe('happened');
    expect(trying('0'.repeat(61))).toBe('text-too-long');
  });
});

describe('a referral that was handed over', () => {
  const record = accepted(offered(referral));
  const now = referralOf(record.events);

  it('is the new holder’s in every rule of the referrer, and the former author’s in none', () => {
    const asked = then(record, askReferrer(now, 'Which school?', {}, { by: mo, now: LAST }), mo, LAST);
    const rules = (by: Person) => [
      why(recordAnswer(referralOf(asked.events), 1, 'Hillside.', { by, now: LAST })),
      why(recordInformation(now, 'A car.', {}, { by, now: LAST })),
      why(addIndicatorCheck(now, { by, now: LAST })),
      why(offerIt(record, { by, now: LAST })),
    ];
    expect(rules(tom)).toEqual(['happened', 'happened', 'happened', 'happened']);
    expect(rules(jane)).toEqual(Array(4).fill('not-the-author'));
    expect(record.author).toBe('tom');
    expect(waiting(asked).filter((each) => each.endsWith('question'))).toEqual(['tom: question']);
  });

  it('is decided by neither of them, also where they are managers', () => {
    for (const { id } of [jane, tom]) expect(whyNotDecide(now, { ...mo, id })).toEqual({ kind: 'own-referral' });
    expect(whyNotDecide(now, mo)).toBeUndefined();
  });

  it('keeps its clocks, who sent it and the code no more', () => {
    const clocks = ({ events, answeredAt }: CaseRecord) => runningClocks(referralOf(events), answeredAt, pack.clocks);
    expect(clocks(record)).toEqual(clocks(referral));
    expect(senderOf(record, record.author)).toBe('jane');
    expect(record.handOver).toBeUndefined();
    expect(JSON.stringify(record.events)).not.toContain('483127');
  });

  it('is told to the MASH with name and number, to the new holder, and to the former that it was accepted', () => {
    expect(waiting(record)).toEqual([
      'mash: case-card',
      'mash: line',
      'jane: stage-notice',
      'jane: clear-draft',
      'tom: receipt',
    ]);
    expect(holderOf(record)).toMatchObject({ name: 'Tom Reed', phone: '01632 960 077', since: LAST });
  });

  it('takes along what still waits for the author, and what is open: questions and messages that nobody has read', () => {
    let open = then(
      referral,
      askReferrer(referralOf(referral.events), 'Which school?', {}, { by: mo, now: OFFERED }),
      mo,
      OFFERED,
    );
    open = allSent(open, OFFERED);
    const held = { events: open.events, texts: open.facts.texts };
    open = then(open, recordInstruction(held, 'Keep her.', { by: pat, now: OFFERED }), pat, OFFERED); // this one still waits
    const told = accepted(offered(open)).outbox.filter(isWaiting).map(inShort);
    expect(told.filter((each) => each.startsWith('jane'))).toEqual(['jane: stage-notice', 'jane: clear-draft']);
    expect(told.filter((each) => each.startsWith('tom')).sort()).toEqual([
      'tom: question',
      'tom: receipt',
      'tom: receipt',
      'tom: stage-notice',
    ]);
  });

  it('moves the receipt: the former author’s message is replaced, and the new holder gets one of their own', () => {
    const withReceipt = { ...offered(referral), said: { draft: ['d1'], receipt: 'r1', thread: 't' } };
    expect(accepted(withReceipt).said).toEqual({ draft: ['d1', 'r1'], thread: 't' });
  });

  it('is rung at the new holder’s number where Teams does not reach them', () => {
    const lost = { type: 'NotReached' as const, at: LAST, who: 'referrer' as const, staff: tom.id };
    expect(reaching(advance(record, { events: [lost] }, caseContext(LAST))).ring?.phone).toBe('01632 960 077');
  });

  it('can be handed on, and back', () => {
    const next = then(record, offerIt(record, { by: tom, now: LAST }), tom, LAST);
    const handOver = { ...shown, until: at('2026-11-24T22:00:00.000Z'), wrong: 0 };
    const back = accepted({ ...next, handOver }, jane, LAST);
    expect(back.author).toBe('jane');
    expect(submittedIn(referralOf(back.events))?.formerly).toEqual(['jane', 'tom']);
    expect(holderOf(back)).toMatchObject({ name: 'Jane Okafor', from: { id: 'tom' } });
    expect(senderOf(back, back.author)).toBe('jane');
  });

  it('is nobody’s in Teams once the MASH says that it was the wrong person', () => {
    const gone = advance(record, { events: [{ type: 'CallerTakenBack', at: LAST, by: pat.id }] }, caseContext(LAST));
    expect([gone.author, holderOf(gone)]).toEqual([byTelephone, undefined]);
  });
});
