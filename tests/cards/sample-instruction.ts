import type { CaseRecord } from '../../src/case/record.ts';
import { instructionCard, instructionForm } from '../../src/features/instruction/cards.ts';
import { markInstructionRead, recordInstruction } from '../../src/features/instruction/rules.ts';
import { instructionsOf } from '../../src/features/instruction/state.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { jane, mo, pack, pat, withOutcome } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { type Named, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, OVERDUE, referral } from './sample-cases.ts';

/** A case with two messages from the MASH to the referrer, of which the referrer has read the first. */
function instructed(sample: Sample): CaseRecord {
  const { awaiting } = cases(sample);
  const words = sampleText(sample, 2000) || 'Keep her until 15:30.';
  const tell = (record: CaseRecord, by: typeof pat) =>
    withOutcome(record, recordInstruction(record, words, { by, now: NOW }), by, NOW);
  const first = tell(awaiting, pat);
  return tell(withOutcome(first, markInstructionRead(first, 1, { by: jane, now: NOW }), jane, NOW), mo);
}

export function instructionChatCards(sample: Sample): Named[] {
  const record = instructed(sample);
  return [
    ...instructionsOf(record.events).map((each) => ({
      name: `message ${each.number} of the MASH`,
      card: instructionCard(record, each, pack),
    })),
    { name: 'receipt, with a message of the MASH', card: receiptCard(record, referral(record), pack) },
  ];
}

export function instructionMashCards(sample: Sample): Named[] {
  const record = instructed(sample);
  const again = {
    attempt: 1,
    typed: { instruction: sampleText(sample, 2500) },
    problems: { instruction: 'Write your message.' },
  };
  return [
    { name: 'tell the referrer', card: instructionForm(record) },
    { name: 'tell the referrer, again', card: instructionForm(record, again) },
    { name: 'case, with messages to the referrer', card: caseCard(record, referral(record), pack) },
    ...record.events
      .slice(-3)
      .filter(hasLine)
      .map((event, index) => ({
        name: `line ${index} ${event.type}, message to the referrer`,
        card: lineCard(record, event, referral(record), pack, OVERDUE),
      })),
  ];
}
