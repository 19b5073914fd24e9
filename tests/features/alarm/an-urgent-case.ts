import type { Instant } from '../../../src/base/time.ts';
import { type Block, type Parts, shown } from '../../../src/cards/parts.ts';
import { advance } from '../../../src/case/advance.ts';
import { submitReferral } from '../../../src/case/commands.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { type Answers, emptyAnswers } from '../../../src/draft/draft.ts';
import {
  aDraft,
  allSent,
  aSubmission,
  at,
  atTime,
  caseContext,
  jane,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';

export const SENT = at('2026-11-24T14:00:00.000Z');

/** The words of these blocks, line by line. */
export const textLines = (blocks: Parts<Block>): string[] =>
  shown(blocks).flatMap(({ lines }) => lines.map(({ runs }) => runs.map(({ text }) => text).join('')));

/** A referral of Jane's in the MASH channel, with these answers. */
export function withAnswers(values: Record<string, string>, leavesSight?: string, now = SENT): CaseRecord {
  const readings: Answers['readings'] = leavesSight ? { 'leaves-sight': { words: 'then', at: at(leavesSight) } } : {};
  const answers = { ...emptyAnswers, values: { consent: 'obtained', ...values }, readings };
  const draft = aDraft(now);
  const begun = { ...draft, facts: { ...draft.facts, answers } };
  const submission = { ...aSubmission, answers };
  const record = withOutcome(begun, submitReferral(referralOf(begun.events), submission, { by: jane, now }));
  return allSent(advance(record, { events: [{ type: 'ReferralDelivered', at: now }] }, caseContext(now)), now);
}

/** The messages of the alarm, each with its time, if nobody does anything until this moment. */
export function troubleOf(record: CaseRecord, until: Instant): string[] {
  const story: string[] = [];
  let current = record;
  while (current.wakeAt && current.wakeAt <= until) {
    const moment = current.wakeAt;
    current = atTime(current, moment);
    const told = waitingMessages(current).filter((each) => /urgent-ring|nobody-has-it/.test(each));
    if (told.length > 0) story.push(`${moment.slice(11, 19)} ${told.join(', ')}`);
    current = allSent(current, moment);
  }
  return story;
}
