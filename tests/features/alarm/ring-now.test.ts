import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import { takeReferral } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { ringNowBlock, ringNowSummary } from '../../../src/features/alarm/ring-now.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { allSent, at, atTime, caseContext, jane, mo, pack, pat, submittedOf, then } from '../../case/a-case.ts';
import { SENT, withAnswers } from './an-urgent-case.ts';

const said = (record: CaseRecord, phones = pack.phones): string =>
  ringNowBlock(record, submittedOf(record), { ...pack, phones })
    .flatMap(({ lines }) => lines.map(({ runs }) => runs.map(({ text }) => text).join('')))
    .join('\n');

const goes = (record: CaseRecord, by = jane): CaseRecord => {
  const gone: CaseEvent = { type: 'ChildMissing', at: SENT, by: by.id, number: 1, police: 'no' };
  return advance(record, { events: [gone] }, caseContext(SENT));
};

/** As Teams took it: nothing, or all but what went to Mo, who cannot be reached. */
const without = (who: string, record: CaseRecord): CaseRecord => ({
  ...record,
  outbox: record.outbox.map((entry) =>
    'person' in entry.to && entry.to.person === who
      ? { ...entry, state: { kind: 'failed', at: SENT, reason: 'Teams answered 403' } }
      : entry,
  ),
});

describe('the receipt of an urgent referral', () => {
  it('says to ring now, with both numbers where they differ', () => {
    const danger = withAnswers({ danger: 'yes' });
    expect(said(danger, { urgent: '0300 1', outOfHours: '0300 2' })).toMatch(
      /^Ring Children’s Services now\n0300 1\nWhen it is shut\n0300 2\nBy what you said, the child is in danger/,
    );
    expect(said(danger, { urgent: '0300 1', outOfHours: '0300 1' })).not.toContain('When it is shut');
    expect(said(withAnswers({ 'protection-when': 'since 13:00' }))).toContain(
      'By what you said, the child is in police protection.',
    );
  });

  it('says to ring a child in danger whatever the time was, and not only “if that is before”', () => {
    const unread = { 'leaves-sight': 'when his aunt comes' };
    expect(said(withAnswers(unread))).toContain('If that is before the MASH may have decided');
    const danger = said(withAnswers({ ...unread, danger: 'yes' }));
    expect(danger).toMatch(/^Ring Children’s Services now/);
    expect(danger).not.toContain('If that is before');
  });

  it('has the police first where the referrer said that the child is missing, and not where only the MASH knows', () => {
    expect(said(goes(withAnswers({})))).toMatch(
      /^Ring the police first\n999\nRing Children’s Services now\n.*\nYou said that the child is missing\./,
    );
    expect(said(goes(withAnswers({}), pat))).toBe('');
  });

  it('says who was told when it was sent to each of them, and nothing of it before', () => {
    const ringing = atTime(withAnswers({ danger: 'yes' }), SENT);
    expect(said(ringing)).not.toContain('told at');
    const moment = at('2026-11-24T14:01:00.000Z');
    expect(said(allSent(ringing, moment))).toContain(
      'All managers were told at 14:01. If nobody has rung you by 14:15, ring again.',
    );
    expect(said(allSent(without(mo.id, ringing), moment))).toContain('Managers of the MASH were told at 14:01.');
  });

  it('stays red when somebody has it, without a time to wait for, and is calm otherwise', () => {
    const rang = allSent(atTime(withAnswers({ danger: 'yes' }), SENT), SENT);
    const taken = then(rang, takeReferral(referralOf(rang.events), { by: pat, now: SENT }), pat, SENT);
    expect(said(taken)).toMatch(/^Ring Children’s Services now/);
    expect(said(taken)).not.toContain('told at');
    const calm = withAnswers({ danger: 'no' });
    expect(said(calm)).toBe('');
    expect(ringNowSummary(calm, submittedOf(calm), pack)).toBeUndefined();
  });

  it('adds why to what it says of a child who leaves', () => {
    const soon = allSent(atTime(withAnswers({ danger: 'yes' }, '2026-11-24T15:30:00.000Z'), SENT), SENT);
    expect(said(soon)).toMatch(/^Ring Children’s Services now\n.*\nThe child leaves at 15:30, before the MASH/);
    expect(said(soon)).toMatch(
      /By what you said, the child is in danger, or about to be moved\.\nAll managers were told/,
    );
  });
});
