import { describe, expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { leavesSoon } from '../../../src/features/alarm/leaves-soon.ts';
import { pack, submittedOf } from '../../case/a-case.ts';
import { withAnswers } from './an-urgent-case.ts';

const said = (record: CaseRecord, phones = pack.phones): string =>
  leavesSoon(record, submittedOf(record), { ...pack, phones })
    .flatMap(({ lines }) => lines.map(({ runs }) => runs.map(({ text }) => text).join('')))
    .join('\n');

describe('on the receipt of a child who leaves sight', () => {
  it('both numbers stand where they differ, and one where they are the same', () => {
    const soon = withAnswers({}, '2026-11-24T15:30:00.000Z');
    expect(said(soon, { urgent: '0300 1', outOfHours: '0300 2' })).toMatch(
      /Ring Children’s Services now\n0300 1\nWhen it is shut\n0300 2\nThe child leaves at 15:30, before/,
    );
    expect(said(soon, { urgent: '0300 1', outOfHours: '0300 1' })).not.toContain('When it is shut');
  });

  it('is told to ring up to the last moment before the decision is due', () => {
    expect(said(withAnswers({}, '2026-11-25T13:59:59.999Z'))).toContain('leaves at 13:59, Wed 25 Nov, before');
    expect(said(withAnswers({}, '2026-11-25T14:00:00.000Z'))).toBe('');
  });

  it('is told to ring where only the day is known', () => {
    const onDay = (day: string) => {
      const record = withAnswers({});
      const answers = { ...record.facts.answers, readings: { 'leaves-sight': { words: day, day } } };
      return said({ ...record, facts: { ...record.facts, answers } });
    };
    expect(onDay('2026-11-25')).toContain('The child leaves on 25 November 2026, before the MASH may have decided.');
    expect(onDay('2026-11-26')).toBe('');
  });

  it('reads the police first where the child has left, and nothing where nobody knows when', () => {
    expect(said(withAnswers({}, '2026-11-24T14:00:00.000Z'))).toMatch(
      /^By what you said, the child left at 14:00\.\n.*police first\n999/,
    );
    expect(said(withAnswers({}))).toBe('');
  });

  it('is told what to do where no time could be read in what they wrote, and nothing where they wrote that it is not known', () => {
    expect(said(withAnswers({ 'leaves-sight': 'when his mum comes' }))).toMatch(
      /^You wrote “when his mum comes” for .*\nIf that is before the MASH may have decided:\nRing Children’s Services now\n0300 123 4043\n/,
    );
    expect(said(withAnswers({ 'leaves-sight': '' }))).toBe('');
  });
});
