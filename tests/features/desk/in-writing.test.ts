import { expect, it } from '@jest/globals';
import { phoneCaller } from '../../../src/base/people.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { confirmSafe } from '../../../src/features/alarm/safe-rules.ts';
import { confirmWritten, logPhoneReferral, recordInWriting, takeBackCaller } from '../../../src/features/desk/rules.ts';
import {
  aDraft,
  allSent,
  at,
  atTime,
  jane,
  mo,
  pack,
  pat,
  submittedOf,
  tom,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { decidedAt, resultsOf } from '../outcomes.ts';

const CALLED = at('2026-11-24T14:00:00.000Z');
const IN_TIME = at('2026-11-26T14:00:00.000Z'); // 48 hours after the call, to the millisecond
const LATE = at('2026-11-26T14:00:00.001Z');
const typedWords = { child: 'Ana', age: '', where: 'Flat 9', worry: 'Locked in.' };

/** A call from Jane, who uses Teams, as Pat of the MASH logged it. */
function aCall(): CaseRecord {
  const draft: CaseRecord = { ...aDraft(CALLED), author: jane.id, events: [], outbox: [] };
  const logged = logPhoneReferral(CALLED, pack.clocks, { by: pat, now: CALLED, caller: jane.id });
  return withOutcome(draft, logged);
}
const putInWriting = (record: CaseRecord, typed: Record<string, string>, by = jane, now = IN_TIME): Outcome =>
  recordInWriting(referralOf(record.events), typed, record.facts.texts, { by, now });
const decided = (record: CaseRecord) => decidedAt(record, CALLED);
const confirmedCallOf = (record: CaseRecord) => {
  const { route } = submittedOf(record);
  if (route.kind !== 'phoned-and-in-writing') throw new Error('the call is not in writing yet');
  return route;
};

// A call from somebody who uses Teams

it('A call belongs to the caller found in Teams, and the bot asks only them to put it in writing', () => {
  const record = aCall();
  expect(referralOf(record.events)).toMatchObject({ submittedBy: jane.id, decisionDue: '2026-11-25T14:00:00.000Z' });
  expect(waitingMessages(record)).toContain('jane: stage-notice');
});

it('The bot reminds the caller after 24, 40 and 46 hours, at 06:00 not before 07:00, and once when the 48 hours are over', () => {
  let record = allSent(aCall(), CALLED);
  const told: string[] = [];
  while (record.wakeAt && record.wakeAt < '2026-11-29') {
    const now = record.wakeAt;
    record = atTime(record, now);
    if (waitingMessages(record).includes('jane: stage-notice')) told.push(now.slice(8, -1));
    record = allSent(record, now);
  }
  expect(told).toEqual(['25T14:00:00.000', '26T07:00:00.000', '26T12:00:00.000', '26T14:00:00.001']);
});

// Putting a call in writing

it('Putting a call in writing keeps the caller’s words beside the MASH’s, and ends the 48 hours', () => {
  const record = allSent(aCall(), CALLED);
  const done = withOutcome(record, putInWriting(record, typedWords));
  expect(done.facts.texts['information-1']).toBe(
    'Child: Ana\nAge or date of birth: Left empty\nWhere now, and with whom: Flat 9\nWorry: Locked in.',
  );
  expect(done.facts.answers).toEqual(record.facts.answers);
  expect(confirmedCallOf(done)).toMatchObject({ writtenAt: IN_TIME });
  const later = atTime(allSent(done, IN_TIME), at('2026-12-03T14:00:00.000Z'));
  expect(JSON.stringify(later.events)).not.toContain('writtenConfirmation');
});

it.each([
  [IN_TIME, 'in time, after exactly 48 hours', true],
  [LATE, 'late, a millisecond afterwards', false],
])('A call put in writing at %s is %s', (now, _, inTime) => {
  const record = aCall();
  const { writtenAt, writtenDue } = confirmedCallOf(withOutcome(record, putInWriting(record, typedWords, jane, now)));
  expect(writtenAt <= writtenDue).toBe(inTime);
});

it('Only the caller can put a call in writing, and only a call that was logged', () => {
  const outcomes = [tom, pat, mo].map((by) => putInWriting(aCall(), typedWords, by));
  expect(resultsOf(...outcomes, putInWriting(aDraft(CALLED), typedWords))).toEqual([
    ...['not-the-author', 'not-the-author', 'not-the-author', 'not-submitted'],
  ]);
});

it('Putting a call in writing requires the worry, and refuses a text that is too long', () => {
  const whyNot = (typed: object) => putInWriting(aCall(), { ...typedWords, ...typed });
  expect(whyNot({ worry: ' ' })).toMatchObject({ why: { kind: 'boxes-are-wrong', faults: { worry: 'missing' } } });
  expect(whyNot({ age: 'x'.repeat(101), worry: 'x'.repeat(3001) })).toMatchObject({
    why: { faults: { age: 'too-long', worry: 'too-long' } },
  });
});

it('Pressing twice records once; if the MASH already said that the call is in writing, that time stays, and the caller’s words are kept too', () => {
  const record = aCall();
  const once = withOutcome(record, putInWriting(record, typedWords));
  expect(putInWriting(once, typedWords).kind).toBe('nothing-to-do');
  const noted = withOutcome(record, confirmWritten(referralOf(record.events), 'letter', { by: pat, now: CALLED }));
  const after = withOutcome(noted, putInWriting(noted, typedWords));
  expect(confirmedCallOf(after).writtenAt).toBe(CALLED);
  expect(after.facts.texts['information-1']).toContain('Locked in.');
});

// A person taken for the caller by mistake

const takenBack = (record: CaseRecord, by = jane) => takeBackCaller(referralOf(record.events), { by, now: IN_TIME });

it('A person who was not the caller loses the case, gets none of the messages that still wait, and never ends its danger', () => {
  const record = aCall();
  const next = withOutcome(record, takenBack(record));
  expect([next.author, referralOf(next.events)]).toMatchObject([phoneCaller, { submittedBy: phoneCaller }]);
  const waiting = waitingMessages(next);
  expect(waiting.filter((each) => each.startsWith('jane'))).toEqual([]);
  expect(waiting.filter((each) => each === 'mash: line')).toHaveLength(2);
  const ofTheMash = { ...jane, roles: mo.roles };
  const safe = confirmSafe(next, { who: 'Me', when: 'now' }, { by: ofTheMash, now: IN_TIME });
  expect(resultsOf(putInWriting(next, typedWords), takenBack(next, pat), safe)).toEqual([
    ...['not-the-author', 'nothing-to-do', 'own-referral'],
  ]);
});

it('Only the MASH or that person can say that they were not the caller', () => {
  const outcomes = [jane, pat, mo, tom].map((by) => takenBack(aCall(), by));
  expect(resultsOf(...outcomes, takenBack(aDraft(CALLED)))).toEqual([
    ...['happened', 'happened', 'happened', 'not-the-author', 'not-submitted'],
  ]);
});

it('If the wrong person heard the decision, the MASH is told to ring the real caller', () => {
  const record = decided(aCall());
  const next = withOutcome(record, takenBack(record, mo));
  expect(next.events.at(-1)).toEqual({ type: 'NotReached', at: IN_TIME, who: 'referrer', staff: phoneCaller });
});
