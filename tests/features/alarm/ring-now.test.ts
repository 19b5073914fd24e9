import { describe, expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { ringNowBlock, ringNowSummary } from '../../../src/features/alarm/ring-now.ts';
import { allSent, at, atTime, jane, mo, pack, pat, submittedOf } from '../../case/a-case.ts';
import { afterEvents, decidedAt, takenBy } from '../outcomes.ts';
import { SENT, textLines, withAnswers } from './an-urgent-case.ts';

const receiptText = (record: CaseRecord, phones = pack.phones): string =>
  textLines(ringNowBlock({ record, referral: submittedOf(record), pack: { ...pack, phones } })).join('\n');

const withMissingChild = (record: CaseRecord, by = jane): CaseRecord =>
  afterEvents(record, { type: 'ChildMissing', at: SENT, by: by.id, number: 1, police: 'no' });

/** The case after Teams refused every message to this person. */
const withFailedMessages = (who: string, record: CaseRecord): CaseRecord => ({
  ...record,
  outbox: record.outbox.map((entry) =>
    'person' in entry.to && entry.to.person === who
      ? { ...entry, state: { kind: 'failed', at: SENT, reason: 'Teams answered 403' } }
      : entry,
  ),
});

describe('the receipt of an urgent referral', () => {
  it('The receipt says to ring now, and shows both phone numbers if they differ', () => {
    const danger = withAnswers({ danger: 'yes' });
    expect(receiptText(danger, { urgent: '0300 1', outOfHours: '0300 2' })).toMatch(
      /^Ring Children’s Services now\n0300 1\nOut of hours\n0300 2\nBy what you said, the child is in danger/,
    );
    expect(receiptText(danger, { urgent: '0300 1', outOfHours: '0300 1' })).not.toContain('Out of hours');
    expect(receiptText(withAnswers({ 'protection-when': 'since 13:00' }))).toContain(
      'By what you said, the child is in police protection.',
    );
  });

  it('If the child is in danger, the receipt says to ring now, even if the bot could not read when the child leaves', () => {
    const unread = { 'leaves-sight': 'when his aunt comes' };
    expect(receiptText(withAnswers(unread))).toContain('If that is before the MASH may have decided');
    const danger = receiptText(withAnswers({ ...unread, danger: 'yes' }));
    expect(danger).toMatch(/^Ring Children’s Services now/);
    expect(danger).not.toContain('If that is before');
  });

  it('The receipt names the police first for a missing child if the referrer said so, but not if only the MASH knows', () => {
    expect(receiptText(withMissingChild(withAnswers({})))).toMatch(
      /^Ring the police first\n999\nRing Children’s Services now\n.*\nYou said that the child is missing\./,
    );
    expect(receiptText(withMissingChild(withAnswers({}), pat))).toBe('');
  });

  it('The receipt says who was told only after Teams has accepted the messages', () => {
    const ringing = atTime(withAnswers({ danger: 'yes' }), SENT);
    expect(receiptText(ringing)).not.toContain('I sent it');
    const moment = at('2026-11-24T14:01:00.000Z');
    expect(receiptText(allSent(ringing, moment))).toContain(
      'I sent it to all managers at 14:01. If nobody has rung you by 14:15, ring again.',
    );
    expect(receiptText(allSent(withFailedMessages(mo.id, ringing), moment))).toContain(
      'I sent it to managers of the MASH at 14:01.',
    );
  });

  it('Once somebody has the referral the receipt says who, and to ring if they have not spoken by one time that nothing moves, and says nothing if there is no danger', () => {
    const rang = allSent(atTime(withAnswers({ danger: 'yes' }), SENT), SENT);
    const taken = takenBy(rang, pat, SENT);
    expect(receiptText(taken)).toMatch(/^Pat Lee has it since 14:00\. Not spoken by 14:05\? Ring\n0300/);
    expect(receiptText(taken)).not.toContain('I sent it');
    expect(ringNowSummary({ record: taken, referral: submittedOf(taken), pack })).toBeUndefined();
    const missingLater = { type: 'ChildMissing', at: at('2026-11-24T14:20:00.000Z'), by: jane.id } as const;
    expect(receiptText(afterEvents(taken, { ...missingLater, number: 1, police: 'no' }))).toMatch(
      /^Ring the police first\n999\nPat Lee has it since 14:00\. Not spoken by 14:05\? Ring\n0300/,
    );
    const isMissing = withMissingChild(rang);
    expect(receiptText(decidedAt(isMissing, SENT))).toMatch(
      /^Ring the police first\n999\nRing Children’s Services now/,
    );
    expect(receiptText(decidedAt(rang, SENT))).toBe('');
    const calm = withAnswers({ danger: 'no' });
    expect(receiptText(calm)).toBe('');
    expect(ringNowSummary({ record: calm, referral: submittedOf(calm), pack })).toBeUndefined();
  });

  it('The receipt adds the danger to what it says about a child who leaves soon', () => {
    const soon = allSent(atTime(withAnswers({ danger: 'yes' }, '2026-11-24T15:30:00.000Z'), SENT), SENT);
    expect(receiptText(soon)).toMatch(/^Ring Children’s Services now\n.*\nThe child leaves at 15:30, before the MASH/);
    expect(receiptText(soon)).toMatch(
      /By what you said, the child is in danger, or about to be moved\.\nI sent it to all managers/,
    );
  });
});
