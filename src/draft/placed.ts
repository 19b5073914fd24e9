import type { Answers } from './draft.ts';
import { isInCare } from './fields.ts';
import { bareText } from './typed-words.ts';

const space = '[\\s-]'; // where a space stands below, people type several, a line’s end or a hyphen
const placedWords = new RegExp(
  `\\b(?:${[
    ...[
      "(?<!\\b(?:not|never|isnt|isn[’']t|wasnt|wasn[’']t|day) )in(?:to)? (?:(?:la|l\\.a\\.|local authority|council|state|public) )?care",
      'care of (?:the )?(?:council|local authority|la|state)',
      'lac|cla',
      'care home',
      'looked after',
      'refuges?',
      'safe ?house',
    ],
    ...[
      'fostered',
      'accommodated',
      'foster (?:care|carers?|home|mum|dad|parents?|placement|family)',
      'placements?',
      'placed (?:with|at|in)(?! (?:risk|danger|immediate|harm))',
      'placed (?:her|him|them)(?! (?:(?:in|at) )?(?:risk|danger|immediate|harm|hands?))',
      '(?:services|workers?|council|authority) (?:(?:have|has|had) )?(?:placed|moved)',
      'emergency (?:accommodation|bed|carers?)',
      'hostels?',
    ],
    ...["child(?:ren)?[’']?s[’']? home", "kids[’']? home", 'residential (?:home|unit|care)', 'secure unit'],
    ...[
      '(?:police|their) protection',
      'protection of the police',
      'ppo|epo',
      "(?<![’'])s(?:ec(?:t(?:ion)?)?)?\\.? ?(?:20|46)",
    ],
    ...[
      'emergency protection',
      'care order',
      'supported (?:accommodation|lodgings?|living|housing)',
      'semi independent',
    ],
  ]
    .join('|')
    .replaceAll(' ?', `${space}{0,5}`)
    .replaceAll(' ', `${space}{1,5}`)})\\b`,
  'i',
);

const YES = '(?:y|yes|yeah|yep|yup)';
const isPlacement = new RegExp(
  `^(?:address\\W+)?(?:${YES}\\W+)?(?:(?:please |pls )?leave (?:it|that|this) out|(?:that|it)(?:s| is) (?:(?:his|her|their|the|a) (?:(?:foster|current|new) )?(?:placement|foster home)|where (?:(?:s?he|they)(?:s| is|re| are)? (?:placed|living|staying)|(?:s?he|they) lives?))|(?:s?he|they)(?:s| is|re| are) (?:placed|living|staying) t?here|(?:s?he|they) lives? t?here)(?: so)?(?: ${YES})?(?: please| pls)?$`,
);
const isElsewhere =
  /^(?:address\W+)?(?:n|no|nope|nah)\W+(?:the mash (?:may|can) read it|(?:s?he|they)(?:s|re| is| are)? ?(?:not|isnt|arent) placed there|not (?:the|his|her|a|their) placement)$/;

/** Whether words say of an address that the child is placed there, as its buttons do: “yes leave it out”. */
export function placedIn(said: string): 'yes' | 'no' | undefined {
  const words = bareText(said)
    .replace(/[\s,.!?:]+/g, ' ')
    .trim();
  return isPlacement.test(words) ? 'yes' : isElsewhere.test(words) ? 'no' : undefined;
}

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
