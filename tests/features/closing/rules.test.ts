import { describe, expect, it } from '@jest/globals';
import { decisionDue } from '../../../src/case/clocks.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { sentReferral } from '../../../src/case/standing.ts';
import { recordClosing, recordOpening, stillOpen } from '../../../src/features/closing/rules.ts';
import { isClosed } from '../../../src/features/closing/state.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { aReferral, at, jane, mo, pack, pat, resultOf, withOutcome } from '../../case/a-case.ts';
import { sampleAssessmentEvents } from '../assessment/assessed.ts';

const SENT = at('2026-11-24T14:03:00.000Z');
const NOW = at('2026-11-27T10:00:00.000Z');
const form = { reason: 'done', outcome: 'none', told: ['nobody'], council: 'LCS 1', words: '' } as const;

function decided(trafficking: 'yes' | 'no' | 'cannot-tell' = 'no', ...more: CaseEvent[]): CaseRecord {
  const record = aReferral(SENT);
  const choices = { decision: 'child-in-need', protection: 'no', police: 'no', trafficking } as const;
  const decision: CaseEvent = {
    type: 'DecisionRecorded',
    at: at('2026-11-24T15:00:00.000Z'),
    by: mo.id,
    ...choices,
    late: false,
  };
  const told: CaseEvent = { type: 'ReferrerTold', at: at('2026-11-24T15:01:00.000Z') };
  return { ...record, status: 'decided', events: [...record.events, decision, told, ...more] };
}
const ofTeam = (...types: CaseEvent['type'][]) => sampleAssessmentEvents.filter(({ type }) => types.includes(type));
const openIn = (record: CaseRecord) => {
  const sent = sentReferral(record);
  if (!sent) throw new Error('not sent');
  return stillOpen(record, sent, pack);
};
const closes = (record: CaseRecord, more: object = {}, by = mo) =>
  resultOf(recordClosing(record, { ...form, ...more }, pack, { by, now: NOW }));

describe('Closing', () => {
  it('is for managers who did not refer the child, of a case that is decided', () => {
    expect(decisionDue(SENT, pack.clocks.decision.within) < NOW).toBe(true);
    expect(closes(decided())).toBe('happened');
    expect(closes(decided(), {}, pat)).toBe('only-a-manager-decides');
    expect(closes(decided(), {}, { ...mo, id: jane.id })).toBe('own-referral');
    expect(closes(aReferral(SENT))).toBe('not-decided');
  });

  it.each(['yes', 'cannot-tell'] as const)('has no “no further action” with the concern “%s”', (concern) => {
    expect(closes(decided(concern), { reason: 'no-further-action' })).toBe('text-missing');
    expect(closes(decided(concern), { reason: 'other-team' })).toBe('happened');
    expect(closes(decided('no'), { reason: 'no-further-action' })).toBe('happened');
  });

  it.each(['reason', 'outcome'])('needs the %s', (name) => {
    expect(closes(decided(), { [name]: undefined })).toBe('text-missing');
  });

  it('needs who was told, and the number in the council’s system', () => {
    expect(closes(decided(), { told: [] })).toBe('text-missing');
    expect(closes(decided(), { council: '  ' })).toBe('text-missing');
    expect(closes(decided(), { council: 'x'.repeat(101) })).toBe('text-too-long');
  });

  it('waits for the Assessment team to take the case on, and for the central authority', () => {
    expect(openIn(decided('yes'))).toEqual([]); // no team has a channel
    expect(openIn(decided('yes', ...ofTeam('AssessmentPosted')))).toEqual(['not-taken-on']);
    const taken = ofTeam('AssessmentPosted', 'AssessmentAccepted');
    expect(openIn(decided('yes', ...taken))).toEqual([]);
    expect(openIn(decided('yes', ...taken, ...ofTeam('CentralReferralRecorded')))).toEqual(['central']);
  });

  it('waits for a task that is not done', () => {
    const when = { at: NOW, by: mo.id };
    const set: CaseEvent = { type: 'TaskSet', number: 1, kind: 'task', on: '2026-11-26', ...when };
    expect(openIn(decided('no', set))).toEqual(['task']);
    expect(openIn(decided('no', set, { type: 'TaskDone', number: 1, ...when }))).toEqual([]);
  });

  it('waits for somebody to ring a referrer who could not be told', () => {
    const record = decided('no', { type: 'NotReached', at: NOW, who: 'referrer', staff: jane.id });
    expect(openIn(record)).toEqual(['not-told']);
  });

  it('happens once, and so does opening', () => {
    const record = withOutcome(decided(), recordClosing(decided(), form, pack, { by: mo, now: NOW }));
    expect(isClosed(record.events)).toBe(true);
    expect(closes(record)).toBe('nothing-to-do');
    expect(resultOf(recordOpening(record, '', { by: mo, now: NOW }))).toBe('text-missing');
    expect(resultOf(recordOpening(record, 'Why', { by: pat, now: NOW }))).toBe('only-a-manager-decides');
    const opened = withOutcome(record, recordOpening(record, 'A new plan.', { by: mo, now: NOW }));
    expect(isClosed(opened.events)).toBe(false);
    expect(resultOf(recordOpening(opened, 'A new plan.', { by: mo, now: NOW }))).toBe('nothing-to-do');
    expect(closes(opened)).toBe('happened');
  });
});
