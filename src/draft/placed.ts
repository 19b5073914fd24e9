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
  `^(?:address\\W+)?(?:${YES}\\W+(?:please |pls )?leave (?:it|that|this) out|(?:${YES}\\W+)?(?:(?:that|it)(?:s| is) (?:(?:his|her|their|the|a) (?:(?:foster|current|new) )?(?:placement|foster home)|where (?:(?:s?he|they)(?:s| is|re| are)? (?:placed|living|staying)|(?:s?he|they) lives?))|(?:s?he|they)(?:s| is|re| are) (?:placed|living|staying) t?here|(?:s?he|they) lives? t?here))(?: so)?(?: ${YES})?(?: please| pls)?$`,
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

const it =
  '(?:it|this|that|them|those|all|both|everything|please|pls|(?:(?:the|her|his|their|my) )?(?:address(?:es)?|placement|postcode|place))';
const saysLeaveOut = new RegExp(
  [
    `(?:leave|leaving|keep|take|cut|miss) (?:${it} ){1,4}out\\b(?! of)`,
    `leave out ${it}`,
    '(?:do not|dont|never|must not|mustnt|cant|cannot|not to|shouldnt|please not)(?: \\w{1,10})?? (?:share|tell|show|give|pass|send|post|publish|disclose|release|write|say|put|let)(?= (?:it|this|that|them|any ?one|any ?body|no ?one|where|the address|(?:her|his|their) address|on|with|the mash)\\b|$)',
    `keep ${it} (?:secret|private|confidential|hidden|quiet|safe|to yourselves|to yourself|between us)`,
    `(?:hide|remove|delete|withhold|redact) ${it}`,
    'no(?: ?one|body) (?:can|may|must|should|is to) (?:know|see|read|have|get)',
  ]
    .map((each) => `\\b${each}`)
    .join('|'),
);
const takesBack =
  /\b(?:dont|do not|not|never|no need to|cant|did|is|was|has) (?:\w{1,10} )?(?:leave|leaving|keep|take|cut|hide|remove|delete|redact|withhold|left)\b|\b(?:can|may|must|should|needs? to|have to) (?:read|see|know|have) (?:it|that)\b|\b(?:not|isnt|arent|doesnt|never) (?:placed|liv\w+|stay\w*)\b/;
const theMash = '(?:the mash|u|you|they|the police|police|everyone)';
const elsewhere = `(?:${[
  `${theMash} (?:(?:really )?needs? to|can|may|must|should|have to) (?:read|see|know|have) (?:it|that|this)`,
  '(?:it|that|this)(?: address)? (?:may|can|must|should) be (?:read|seen|shown|told)',
  '(?:s?he|they|the child)(?:s|re| is| are| has| have)? ?(?:not|isnt|arent|never|doesnt|dont|does not|do not) (?:placed|live|lived|living|stay|staying)(?: (?:there|here|at (?:it|that(?: address)?)))?',
  '(?:(?:its|thats|it is|that is|it|that|the hotel|the flat) ?)?(?:not|isnt|is not) (?:the|his|her|a|their) (?:placement|home|foster home|address)',
  '(?:(?:its|thats|it|that|the hotel|the flat) ?)?(?:not|isnt|is not) where (?:s?he|they)(?:s| is| are|re)? (?:lives?|placed|living|stays?|staying)',
  '(?:its |thats |its just )?(?:the|a|his|their|her) (?:(?:traffickers?|mens?|mans?|dealers?|boyfriends?|bfs) )?(?:hotel|flat|house|shop|school|church|station)(?: (?:where|that) (?:he|they|the m[ae]n) (?:keeps?|takes?|has|have|lives?|is|are)(?: (?:her|him|them|it|in))?)?',
  '(?:the )?(?:hotel|flat|house|it) ?is where (?:the )?(?:traffickers?|men|man|dealers?|he|they)(?: is| are| lives?| keeps? (?:her|him|them))?',
].join('|')})`;
const saysElsewhere = new RegExp(
  `^(?:address )?(?:(?:n|no|nope|nah|sorry|hang on|wait) ){0,3}${elsewhere}(?: (?:(?:and|but|so|cos|because|its) )?${elsewhere}){0,3}(?: please| pls)?$`,
);

/**
 * What longer words say of the address that is asked about: “no dont share it” is to keep it back. A “no” with other words
 * may mean either, and is unsure.
 */
export function saidOfAddress(said: string): 'keep' | 'no' | 'unsure' | undefined {
  const words = bareText(said)
    .replace(/[\s,.!?:;]+/g, ' ')
    .replace(/\b(?:normally|really|actually|anyway|(?:for )?(?:gods|fucks|christs) sake|ffs|omg)\b|^2 | 2$/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  if (saysElsewhere.test(words)) return 'no';
  if (saysLeaveOut.test(words) && !takesBack.test(words)) return 'keep';
  const isMore = /^(?:address )?(?:n|no|nope|nah) \w/.test(words);
  return isMore || saysLeaveOut.test(words) ? 'unsure' : undefined;
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

/** “flat 6”, without a house or a street. */
export const isFlatAlone = (place: string): boolean =>
  /^(?:flat|apartment|apt|room|studio|bedsit)\s{0,2}(?:no\.?\s{0,2})?\d{1,4}[a-z]?$/i.test(place.trim());
