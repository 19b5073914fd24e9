import { describe, expect, it } from '@jest/globals';
import { byTelephone } from '../../../src/base/people.ts';
import { askReferrer, recordDecision } from '../../../src/case/commands.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf, submittedIn } from '../../../src/case/state.ts';
import { recordInWriting } from '../../../src/features/desk/in-writing.ts';
import { confirmWritten, logPhoneReferral, takeBackCaller } from '../../../src/features/desk/rules.ts';
import { aDraft, allSent, at, atTime, jane, mo, pack, pat, then, tom, waiting } from '../../case/a-case.ts';

const CALLED = at('2026-11-24T14:00:00.000Z');
const IN_TIME = at('2026-11-26T14:00:00.000Z'); // 48 hours after the call, to the millisecond
const LATE = at('2026-11-26T14:00:00.001Z');
const words = { child: 'Ana', age: '', where: 'Flat 9', worry: 'Locked in.' };

/** A call of Jane, who uses Teams, as Pat of the MASH wrote it down. */
function aCall(): CaseRecord {
  const draft: CaseRecord = { ...aDraft(CALLED), author: jane.id, events: [], outbox: [] };
  const logged = logPhoneReferral(CALLED, pack.clocks, { by: pat, now: CALLED, caller: jane.id });
  return then(draft, logged, pat, CALLED);
}
const written = (record: CaseRecord, typed: Record<string, string>, by = jane, now = IN_TIME): Outcome =>
  recordInWriting(referralOf(record.events), typed, record.facts.texts, { by, now });
const kindOf = ({ kind }: Outcome): string => kind;

function decided(record: CaseRecord): CaseRecord {
  const form = {
    decision: 'other',
    action: 'A visit.',
    reasons: 'Locked in.',
    protection: 'no',
    protectionWhat: '',
    police: 'no',
    tell: '',
  } as const;
  return then(record, recordDecision(referralOf(record.events), form, {}, { by: mo, now: CALLED }), mo, CALLED);
}
const confirmedCallOf = (record: CaseRecord) => {
  const route = submittedIn(referralOf(record.events))?.route;
  if (route?.kind !== 'phoned-and-in-writing') throw new Error('the call is not in writing yet');
  return route;
};

describe('a call of somebody who uses Teams', () => {
  it('is theirs: they are asked to put it in writing, and nobody else is', () => {
    const record = aCall();
    expect(referralOf(record.events)).toMatchObject({ submittedBy: jane.id, decisionDue: '2026-11-25T14:00:00.000Z' });
    expect(waiting(record)).toEqual(['mash: case-card', 'mash: line', 'jane: stage-notice', 'cases: look-for-links']);
  });

  it('is recalled to them with each mark of the 48 hours: 24, 40 and 46 hours, and once when they are over', () => {
    let record = allSent(aCall(), CALLED);
    const told: string[] = [];
    for (const now of [
      '25T14:00:00.000',
      '26T06:00:00.000',
      '26T12:00:00.000',
      '26T14:00:00.000',
      '26T14:00:00.001',
      '29T14:00:00.000',
    ]) {
      record = atTime(record, at(`2026-11-${now}Z`));
      if (waiting(record).includes('jane: stage-notice')) told.push(now);
      record = allSent(record, at(`2026-11-${now}Z`));
    }
    expect(told).toEqual(['25T14:00:00.000', '26T06:00:00.000', '26T12:00:00.000', '26T14:00:00.001']);
  });

  it('can be asked about, and its manager’s decision is told to them, not by telephone', () => {
    const record = aCall();
    expect(askReferrer(referralOf(record.events), 'Which flat?', {}, { by: pat, now: CALLED }).kind).toBe('happened');
    const done = decided(record);
    expect(waiting(done)).toContain('jane: decision-notice');
    expect(done.events.some(({ type }) => type === 'NotReached')).toBe(false);
  });
});

describe('putting a call in writing', () => {
  it('keeps the words of who rang beside what the MASH wrote down, and ends the 48 hours', () => {
    const record = allSent(aCall(), CALLED);
    const done = then(record, written(record, words), jane, IN_TIME);
    expect(done.facts.texts['information-1']).toBe(
      'Child: Ana\nAge or date of birth: Left empty\nWhere now, and with whom: Flat 9\nWorry: Locked in.',
    );
    expect(done.facts.answers).toEqual(record.facts.answers);
    expect(confirmedCallOf(done)).toMatchObject({ writtenAt: IN_TIME });
    expect(JSON.stringify(done.events)).not.toMatch(/Locked|Flat|Ana/);
    const later = atTime(allSent(done, IN_TIME), at('2026-12-03T14:00:00.000Z'));
    expect(later.events.filter((each) => each.type === 'ClockReached' && each.clock === 'writtenConfirmation')).toEqual(
      [],
    );
  });

  it.each([
    [IN_TIME, 'at 48:00:00 in time', true],
    [LATE, 'a millisecond later late', false],
  ])('at %s is %s', (now, _, inTime) => {
    const record = aCall();
    const { writtenAt, writtenDue } = confirmedCallOf(then(record, written(record, words, jane, now), jane, now));
    expect(writtenAt <= writtenDue).toBe(inTime);
  });

  it('is for who rang alone, of a call that was written down', () => {
    for (const by of [tom, pat, mo])
      expect(written(aCall(), words, by)).toEqual({ kind: 'refused', why: { kind: 'not-the-author' } });
    expect(written(aDraft(CALLED), words)).toEqual({ kind: 'refused', why: { kind: 'not-submitted' } });
  });

  it('needs the worry, and cuts nothing that is too long', () => {
    expect(written(aCall(), { ...words, worry: ' ' })).toEqual({
      kind: 'refused',
      why: { kind: 'boxes-are-wrong', faults: { worry: 'missing' } },
    });
    expect(written(aCall(), { ...words, age: 'x'.repeat(101), worry: 'x'.repeat(3001) })).toEqual({
      kind: 'refused',
      why: { kind: 'boxes-are-wrong', faults: { age: 'too-long', worry: 'too-long' } },
    });
  });

  it('pressed twice is once; after the MASH said that it is there, the words count all the same and the time stays', () => {
    const record = aCall();
    const once = then(record, written(record, words), jane, IN_TIME);
    expect(written(once, words).kind).toBe('nothing-to-do');
    const noted = then(record, confirmWritten(referralOf(record.events), { by: pat, now: CALLED }), pat, CALLED);
    const after = then(noted, written(noted, words), jane, IN_TIME);
    expect(confirmedCallOf(after).writtenAt).toBe(CALLED);
    expect(after.facts.texts['information-1']).toContain('Locked in.');
  });
});

describe('somebody who was taken for who rang', () => {
  const takenBack = (record: CaseRecord, by = jane) => takeBackCaller(referralOf(record.events), { by, now: IN_TIME });

  it('has nothing of the case any more, and hears nothing that still waits', () => {
    const record = aCall();
    const next = then(record, takenBack(record), jane, IN_TIME);
    expect([next.author, referralOf(next.events)]).toMatchObject([byTelephone, { submittedBy: byTelephone }]);
    expect(waiting(next).filter((each) => each.startsWith('jane'))).toEqual([]);
    expect(waiting(next).filter((each) => each === 'mash: line')).toHaveLength(2);
    expect(written(next, words)).toEqual({ kind: 'refused', why: { kind: 'not-the-author' } });
    expect(kindOf(takenBack(next, pat))).toBe('nothing-to-do');
  });

  it('may be taken back by them and by the MASH, and by nobody else', () => {
    expect([jane, pat, mo].map((by) => kindOf(takenBack(aCall(), by)))).toEqual(['happened', 'happened', 'happened']);
    expect(takenBack(aCall(), tom)).toEqual({ kind: 'refused', why: { kind: 'not-the-author' } });
    expect(takenBack(aDraft(CALLED))).toEqual({ kind: 'refused', why: { kind: 'not-submitted' } });
  });

  it('who heard the decision in place of who rang leaves that one to be rung', () => {
    const record = decided(aCall());
    const next = then(record, takenBack(record, mo), mo, IN_TIME);
    expect(next.events.at(-1)).toEqual({ type: 'NotReached', at: IN_TIME, who: 'referrer', staff: byTelephone });
  });
});
