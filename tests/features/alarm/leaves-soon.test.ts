import { expect, it } from '@jest/globals';
import { shown } from '../../../src/cards/parts.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { leavesSoonBlock } from '../../../src/features/alarm/ring-now.ts';
import { pack, submittedOf } from '../../case/a-case.ts';
import { textLines, withAnswers } from './an-urgent-case.ts';

const receiptText = (record: CaseRecord, phones = pack.phones): string =>
  textLines(shown([leavesSoonBlock({ record, referral: submittedOf(record), pack: { ...pack, phones } })])).join('\n');

// The receipt when a child leaves sight

it('The receipt shows both phone numbers if they differ, and one number if they are the same', () => {
  const soon = withAnswers({}, '2026-11-24T15:30:00.000Z');
  expect(receiptText(soon, { urgent: '0300 1', outOfHours: '0300 2' })).toMatch(
    /Ring Children’s Services now\n0300 1\nOut of hours\n0300 2\nThe child leaves at 15:30, before/,
  );
  expect(receiptText(soon, { urgent: '0300 1', outOfHours: '0300 1' })).not.toContain('Out of hours');
});

it('The receipt says to ring if the child leaves before the decision is due, down to the millisecond', () => {
  expect(receiptText(withAnswers({}, '2026-11-25T13:59:59.999Z'))).toContain('leaves at 13:59, Wed 25 Nov, before');
  expect(receiptText(withAnswers({}, '2026-11-25T14:00:00.000Z'))).toBe('');
});

it('The receipt asks the referrer to ring if only the day on which the child leaves is known', () => {
  const onDay = (day: string) => {
    const record = withAnswers({});
    const answers = { ...record.facts.answers, readings: { 'leaves-sight': { words: day, day } } };
    return receiptText({ ...record, facts: { ...record.facts, answers } });
  };
  expect(onDay('2026-11-25')).toContain('The child leaves on 25 November 2026, before the MASH may have decided.');
  expect(onDay('2026-11-26')).toBe('');
});

it('The receipt names the police first if the child has left, and nothing if nobody knows the time', () => {
  expect(receiptText(withAnswers({}, '2026-11-24T14:00:00.000Z'))).toMatch(
    /^By what you said, the child left at 14:00\.\n.*police first\n999/,
  );
  expect(receiptText(withAnswers({}))).toBe('');
});

it('The receipt says what to do if the bot cannot read the time, and nothing if the box is empty', () => {
  expect(receiptText(withAnswers({ 'leaves-sight': 'when his mum comes' }))).toMatch(
    /^You wrote “when his mum comes” for .*\nIf that is before the MASH may have decided:\nRing Children’s Services now\n0300 123 4043\n/,
  );
  expect(receiptText(withAnswers({ 'leaves-sight': '' }))).toBe('');
});
