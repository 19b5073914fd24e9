import type { CaseRecord } from '../../src/case/record.ts';
import { instructionCard, instructionForm } from '../../src/features/instruction/cards.ts';
import { markInstructionRead, recordInstruction } from '../../src/features/instruction/rules.ts';
import { instructionsOf } from '../../src/features/instruction/state.ts';
import { jane, mo, pack, pat, withOutcome } from '../case/a-case.ts';
import { linesOf, mashCardOf, receiptOf } from './drawn.ts';
import { again, type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW } from './sample-cases.ts';

/** A case with two messages from the MASH to the referrer, of which the referrer has read the first. */
function instructed(sample: Sample): CaseRecord {
  const { awaiting } = cases(sample);
  const words = sampleText(sample, 2000) || 'Keep her until 15:30.';
  const tell = (record: CaseRecord, by: typeof pat) =>
    withOutcome(record, recordInstruction(record, words, { by, now: NOW }));
  const first = tell(awaiting, pat);
  return tell(withOutcome(first, markInstructionRead(first, 1, { by: jane, now: NOW })), mo);
}

export function instructionChatCards(sample: Sample): Cards[] {
  const record = instructed(sample);
  return [
    ...instructionsOf(record.events).map((each) => ({
      [`message ${each.number} of the MASH`]: instructionCard(record, each, pack),
    })),
    { 'receipt, with a message of the MASH': receiptOf(record) },
  ];
}

export function instructionMashCards(sample: Sample): Cards[] {
  const record = instructed(sample);
  const typed = again(sample, ['instruction'], { instruction: 'Write your message.' });
  return [
    {
      'tell the referrer': instructionForm(record),
      'tell the referrer, again': instructionForm(record, typed),
      'case, with messages to the referrer': mashCardOf(record),
    },
    linesOf('message to the referrer', record, record.events.slice(-3)),
  ];
}
