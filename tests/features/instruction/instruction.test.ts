import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import { advance, hasRunningClock } from '../../../src/case/advance.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf, seenAt, submittedIn } from '../../../src/case/state.ts';
import { reaching } from '../../../src/features/decision/rules.ts';
import { readIt, recordInstruction } from '../../../src/features/instruction/rules.ts';
import { instructionsOf, unreadOf } from '../../../src/features/instruction/state.ts';
import { parts } from '../../../src/features/list.ts';
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
  mo,
  pack,
  pat,
  then,
  tom,
  waiting,
} from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const TOLD = at('2026-11-24T14:20:00.000Z');
const LATER = at('2026-11-24T14:22:00.000Z');
const words = 'Keep her until 15:30, police are coming.';

const referral = aReferral(SENT);
const held = ({ events, facts: { texts } }: CaseRecord) => ({ events, texts });
const telling = (record: CaseRecord, by: Person, text = words) =>
  recordInstruction(held(record), text, { by, now: TOLD });
const told = then(referral, telling(referral, pat), pat, TOLD);
const why = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why.kind : outcome.kind);
const with_ = (record: CaseRecord, ...events: CaseEvent[]) => advance(record, { events }, caseContext(LATER));
const reached = (record: CaseRecord) => instructionsOf(record.events).map((each) => each.reached?.how ?? 'on its way');

describe('a message of the MASH to the referrer', () => {
  it('is kept among the facts and not in the event', () => {
    expect(telling(referral, pat)).toEqual({
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
  ])('by %s: %s', (_, by, expected) => {
    expect(why(telling(referral, by))).toBe(expected);
  });

  it('has 1 to 2,000 characters', () => {
    expect(why(telling(referral, pat, ' \n'))).toBe('text-missing');
    expect(why(telling(referral, pat, 'é'.repeat(2000)))).toBe('happened');
    expect(why(telling(referral, pat, 'é'.repeat(2001)))).toBe('text-too-long');
  });

  it('is not possible before the referral is sent, nor where who referred is not in Teams', () => {
    expect(why(telling(aDraft(SENT), pat))).toBe('not-submitted');
    const byPhone = with_(referral, { type: 'CallerTakenBack', at: TOLD, by: pat.id });
    expect(why(telling(byPhone, pat))).toBe('not-in-teams');
  });

  it('sent twice in the same words is one; other words, or somebody else’s, are another', () => {
    expect(telling(told, pat)).toEqual({ kind: 'nothing-to-do' });
    expect(telling(told, mo)).toMatchObject({ events: [{ number: 2 }] });
    expect(telling(told, pat, 'Let her go.')).toMatchObject({ events: [{ number: 2 }] });
  });

  it('is told to the referrer, the card and the thread, and to nobody else', () => {
    expect(waiting(told)).toEqual(['mash: case-card', 'mash: line', 'jane: stage-notice', 'jane: receipt']);
  });

  it('stops no clock, and counts as seen', () => {
    const clocks = (record: CaseRecord) => runningClocks(referralOf(record.events), record.answeredAt, pack.clocks);
    expect(clocks(told)).toEqual(clocks(referral));
    expect(hasRunningClock(told, { pack, parts })).toBe(true);
    const sent = submittedIn(referralOf(told.events));
    expect(sent && seenAt(sent)).toBe(TOLD);
    expect(sent?.allocation).toEqual({ kind: 'nobody' });
  });
});

describe('whether the referrer has a message', () => {
  const entry = told.outbox.find(({ message }) => message.kind === 'stage-notice');
  if (!entry) throw new Error('the referrer is not told');

  it('is known when Teams takes it', () => {
    expect(followUp(told, entry, { state: { kind: 'sent', at: LATER } }, caseContext(LATER))).toEqual([
      { type: 'InstructionDelivered', at: LATER, number: 1 },
    ]);
    expect(reached(told)).toEqual(['on its way']);
    expect(reached(with_(told, { type: 'InstructionDelivered', at: LATER, number: 1 }))).toEqual(['delivered']);
  });

  it('is no, when Teams gives it up: the MASH reads the number to ring, until somebody has rung', () => {
    const failed = followUp(told, entry, { unreached: LATER }, caseContext(LATER));
    expect(failed).toEqual([{ type: 'NotReached', at: LATER, who: 'referrer', staff: 'jane' }]);
    const lost = with_(told, ...failed);
    expect(reached(lost)).toEqual(['not']);
    expect(reaching(lost).ring).toBeDefined();
    const rung = with_(lost, { type: 'ReferrerToldByPhone', at: LATER, by: pat.id });
    expect(reached(rung)).toEqual(['by-phone']);
    expect(reaching(rung).ring).toBeUndefined();
    const again = then(rung, telling(rung, mo, 'Go.'), mo, LATER);
    const lostAgain = with_(again, ...failed);
    expect(reached(lostAgain)).toEqual(['by-phone', 'not']);
    expect(reaching(lostAgain).ring).toBeDefined();
  });

  it('is what the referrer says: once, and only they', () => {
    const reading = (record: CaseRecord, by: Person, number = 1) => readIt(record.events, number, { by, now: LATER });
    const read = then(told, reading(told, jane), jane, LATER);
    expect(waiting(allSent(told, TOLD)).length).toBe(0);
    expect(reached(read)).toEqual(['read']);
    expect(unreadOf(told.events)?.number).toBe(1);
    expect(unreadOf(read.events)).toBeUndefined();
    expect(reading(read, jane)).toEqual({ kind: 'nothing-to-do' });
    expect(why(reading(told, tom))).toBe('not-the-author');
    expect(why(reading(told, jane, 2))).toBe('no-such-question');
    expect(reached(with_(read, { type: 'InstructionDelivered', at: LATER, number: 1 }))).toEqual(['read']);
  });
});
