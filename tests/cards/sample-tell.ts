import type { CaseRecord } from '../../src/case/record.ts';
import { referrerMessageCard, tellForm } from '../../src/features/tell/cards.ts';
import { markReferrerMessageRead, recordReferrerMessage } from '../../src/features/tell/rules.ts';
import { referrerMessagesOf } from '../../src/features/tell/state.ts';
import { jane, mo, pack, pat, withOutcome } from '../case/a-case.ts';
import { linesOf, mashCardOf, receiptOf } from './drawn.ts';
import { again, type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW } from './sample-cases.ts';

/** A case with two messages from the MASH to the referrer, of which the referrer has read the first. */
function told(sample: Sample): CaseRecord {
  const { awaiting } = cases(sample);
  const words = sampleText(sample, 2000) || 'Keep her until 15:30.';
  const tell = (record: CaseRecord, by: typeof pat) =>
    withOutcome(record, recordReferrerMessage(record, words, { by, now: NOW }));
  const first = tell(awaiting, pat);
  return tell(withOutcome(first, markReferrerMessageRead(first, 1, { by: jane, now: NOW })), mo);
}

export function tellChatCards(sample: Sample): Cards[] {
  const record = told(sample);
  return [
    ...referrerMessagesOf(record.events).map((each) => ({
      [`message ${each.number} of the MASH`]: referrerMessageCard(record, each, pack),
    })),
    { 'receipt, with a message of the MASH': receiptOf(record) },
  ];
}

export function tellMashCards(sample: Sample): Cards[] {
  const record = told(sample);
  const typed = again(sample, ['message'], { message: 'Write your message.' });
  return [
    {
      'tell the referrer': tellForm(record),
      'tell the referrer, again': tellForm(record, typed),
      'case, with messages to the referrer': mashCardOf(record),
    },
    linesOf('message to the referrer', record, record.events.slice(-3)),
  ];
}
