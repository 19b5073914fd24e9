import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import { takeReferral } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf, submittedIn } from '../../../src/case/state.ts';
import { face } from '../../../src/features/alarm/face.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { allSent, at, atTime, caseContext, jane, pack, pat, withOutcome } from '../../case/a-case.ts';
import { SENT, withAnswers } from './an-urgent-case.ts';

const said = (record: CaseRecord): string[] => {
  const referral = submittedIn(referralOf(record.events));
  const blocks = (referral && face.blocks?.(record, referral, pack)) ?? [];
  return blocks.flatMap(({ lines }) => lines.map(({ runs }) => runs.map(({ text }) => text).join('')));
};

const goes = (record: CaseRecord, moment: string): CaseRecord => {
  const gone: CaseEvent = { type: 'ChildMissing', at: at(moment), by: jane.id, number: 1, police: 'no' };
  return allSent(advance(record, { events: [gone] }, caseContext(gone.at)), gone.at);
};

describe('what the shared card says of an alarm', () => {
  it('is who was told when, the news of a missing child among it, and what comes next', () => {
    const rang = atTime(withAnswers({ danger: 'yes' }), SENT);
    expect(said(rang)).toEqual([
      'Nobody has answered yet',
      'Told at 14:00: all managers.',
      'At 14:15, if nobody takes it: all managers and the escalation contact.',
    ]);
    expect(said(goes(rang, '2026-11-24T14:10:00.000Z'))).toEqual([
      'Nobody has answered yet',
      'Told at 14:00: all managers.',
      'Told at 14:10: all managers, that the child is missing.',
      'At 14:15, if nobody takes it: all managers and the escalation contact.',
    ]);
  });

  it('is said where nothing but the missing child rang, once', () => {
    const gone = goes(withAnswers({}), '2026-11-24T15:00:00.000Z');
    expect(said(atTime(gone, at('2026-11-24T15:00:01.000Z')))).toEqual([
      'Nobody has answered yet',
      'Told at 15:00: all managers, that the child is missing.',
      'At 15:15, if nobody takes it: all managers and the escalation contact.',
    ]);
  });

  it('is nothing once somebody has it', () => {
    const rang = atTime(withAnswers({ danger: 'yes' }), SENT);
    const taken = withOutcome(rang, takeReferral(referralOf(rang.events), { by: pat, now: SENT }), pat, SENT);
    expect(said(taken)).toEqual([]);
  });
});
