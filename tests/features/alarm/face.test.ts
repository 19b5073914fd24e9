import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { face } from '../../../src/features/alarm/cards.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { allSent, at, atTime, jane, pack, pat, submittedOf } from '../../case/a-case.ts';
import { afterEvents, takenBy } from '../outcomes.ts';
import { SENT, textLines, withAnswers } from './an-urgent-case.ts';

const cardLines = (record: CaseRecord): string[] =>
  textLines(face.blocks?.({ record, referral: submittedOf(record), pack }) ?? []);

const withMissingChild = (record: CaseRecord, moment: string): CaseRecord => {
  const gone: CaseEvent = { type: 'ChildMissing', at: at(moment), by: jane.id, number: 1, police: 'no' };
  return allSent(afterEvents(record, gone), gone.at);
};

it('The shared card shows who was told and when, including news of a missing child, and what happens next', () => {
  const rang = atTime(withAnswers({ danger: 'yes' }), SENT);
  expect(cardLines(rang)).toEqual([
    'Nobody has answered yet',
    'Alarm sent at 14:00: all managers.',
    'At 14:15, if nobody takes it: all managers and the escalation contact.',
  ]);
  expect(cardLines(withMissingChild(rang, '2026-11-24T14:10:00.000Z'))).toEqual([
    'Nobody has answered yet',
    'Alarm sent at 14:00: all managers.',
    'Alarm sent at 14:10: all managers, that the child is missing.',
    'At 14:15, if nobody takes it: all managers and the escalation contact.',
  ]);
});

it('When a missing child is what starts the alarm, the shared card lists that news once', () => {
  const gone = withMissingChild(withAnswers({}), '2026-11-24T15:00:00.000Z');
  expect(cardLines(atTime(gone, at('2026-11-24T15:00:01.000Z')))).toEqual([
    'Nobody has answered yet',
    'Alarm sent at 15:00: all managers, that the child is missing.',
    'At 15:15, if nobody takes it: all managers and the escalation contact.',
  ]);
});

it('The shared card says nothing about the alarm once somebody has the referral', () => {
  const rang = atTime(withAnswers({ danger: 'yes' }), SENT);
  expect(cardLines(takenBy(rang, pat, SENT))).toEqual([]);
});
