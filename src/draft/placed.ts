import type { Answers } from './draft.ts';
import { isInCare } from './fields.ts';

const placedWords = new RegExp(
  `\\b(?:${[
    ...[
      "(?<!\\b(?:not|never|isnt|isn[’']t|wasnt|wasn[’']t|day) )in(?:to)? care",
      'care home',
      'looked[- ]after',
      'refuges?',
      'safe ?house',
    ],
    ...[
      'fostered',
      'foster (?:care|carers?|home|mum|dad|parents?|placement|family)',
      'placements?',
      'placed (?:with|at|in)(?! (?:risk|danger|immediate|harm))',
    ],
    ...["child(?:ren)?[’']?s[’']? home", "kids[’']? home", 'residential (?:home|unit|care)', 'secure unit'],
    ...['police protection', 'section (?:20|46)', 's\\.? ?(?:20|46)', 'emergency protection', 'care order'],
    ...['supported (?:accommodation|lodgings?)', 'semi[- ]independent'],
  ].join('|')})\\b`,
  'i',
);

/** Whether the words may say that the child is in care, in police protection or in a refuge. In doubt they do. */
export const saysPlaced = (text: string): boolean => placedWords.test(text);

/**
 * Whether the child may be in care, in police protection or in a refuge, by any answer. Then nobody may read where.
 * @source Protocol 10.1
 */
export const mayBePlaced = (answers: Answers): boolean =>
  isInCare(answers) ||
  Object.entries(answers.values).some(([id, text]) => isProtection(id, text) || saysPlaced(text)) ||
  Object.values(answers.ticks).some(({ note }) => saysPlaced(note));

/** An answer about police protection. Some people type "no" into the box for its time. */
const isProtection = (id: string, text: string) =>
  id.startsWith('protection-') && text.trim() !== '' && !/^\s*(?:no|not|none|n\/a|never)\b/i.test(text);
