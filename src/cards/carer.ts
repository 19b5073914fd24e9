import { carerIsNotTold } from '../check/consent.ts';
import type { Answers } from '../check/draft.ts';
import { type Block, coloured, line } from './parts.ts';

/** "Carer NOT told" goes with the case through every card. @source Protocol 8.1, 11 */
export function carerBlock(record: { facts: { answers: Answers } }, spacing: Block['spacing'] = 'Medium'): Block[] {
  if (!carerIsNotTold(record.facts.answers)) return [];
  const words = 'The parent or carer has NOT been told. Please do not tell them.';
  return [coloured('warning', [line(words, 'bold')], spacing)];
}
