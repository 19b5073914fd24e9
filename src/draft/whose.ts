import { once } from '../base/once-per.ts';
import type { Answers } from './draft.ts';
import { mayBePlaced, saysPlaced } from './placed.ts';
import { bareText } from './typed-words.ts';

const placement =
  /\b(?:foster(?:ed|s|ing)|foster (?:care\w*|(?:mum|mother|dad|father|parent|brother|sister|one)s?|family|home|house|flat|place\w*|address|people)|placements?|refuges?|safe ?house|placed(?! (?:(?:her|him|them|his|a) )?(?:(?:at|in) )?(?:immediate )?(?:risk|danger|harm|hands?)\b))\b/;
const ofCarers =
  /\b(?:carers?|care home|(?:childrens|kids) home|residential|respite|supported|emergency|accommodation|lodgings?)\b/;
const noPlacement =
  /\b(?:not|isnt|aint|never) (?:where \w+ )?(?:the |his |her |their |a )?(?:placements?|placed|foster \w+)\b/;
const traffickers = '(?:traffickers?|dealers?|boyfriends?|bfs?|pimps?|perps?|groomers?)';
const ofTraffickers = new RegExp(
  `\\b${traffickers} (?:hotel|room|flat|house|address|place|lives?|stays?|works?)\\b|\\bhotel\\b.*\\b(?:they|he|men|man|driver|punters|${traffickers}) (?:always |all |only )?(?:takes?|brings?|meets?|uses?|books?|booked)\\b`,
);
const [the, at, so] = [
  '(?:the |his |her |their |that )?',
  '(?: (?:is|was|its))?(?: (?:at|on|in))?',
  '\\*(?: ,)? (?:(?:is|was|thats|its|that is|which is) )?(?:(?:just|only) )?',
];
const noun = '(?:flat|house|home|place|gaff|yard|address|room|bedsit|caravan|one)';
/** In plain words, whose the address is that stands as “*”. “Mums at *” may be where she has come to. */
const isOf = (owner: string) =>
  new RegExp(
    `\\b${owner} ${noun}${at}(?: ,)? \\*|\\b${noun} of ${the}${owner}${at} \\*|\\bwhere ${the}${owner} (?:lives?|stays?|works?)${at} \\*|\\b${owner} (?:lives?|works?) (?:at|on|in) \\*|${so}${the}${owner}(?: ${noun}\\b|$| ,)|${so}where ${the}${owner} (?:(?:lives?|stays?|works?|keeps?)\\b|(?:is|are)(?:$| ,))`,
  );
const ofFamily = isOf('(?:mums?|mams?|moms?|mothers?|dads?|fathers?|stepdads?|parents)');
const ofMen = isOf(`(?:${traffickers}|partners?|mans?|mens?|blokes?|landlords?)`);
const site =
  '(?:school|college|nursery|academy|shop|car ?wash|nail bar|takeaway|garage|car ?park|warehouse|factory|brothel)';
const ofSite = new RegExp(
  `\\b${site}(?: address)? (?:is |was )?(?:at|on|in|is|was) \\*|${so}${the}${site}\\b|\\b(?:car|van|motor)(?: (?:is|was))?(?: \\w+)? (?:parked|kept|registered|left) (?:at|in|on|to) \\*|${so}where ${the}(?:car|van|motor) (?:is|was)\\b|\\baddress (?:of|for) (?:the|that|this) (?:flat|house|shop|hotel|room)${at} \\*(?=.* police\\b)`,
);
/** The address may be another’s, or may be where the child is. */
const doubted =
  /\b(?:not|isnt|aint|wasnt|never|if|whether|maybe|might|could|would|or|think|guess|reckon|used|new|near|next|opp\w*|behind|beside|above|below|outside|by|round|across|over|nans?|aunt\w*|uncles?|friends?|social|kinship|looks?|watch\w*|faces|adopt\w+)\b|\b(?:s?he|they|we|kids?|child|girl|boy|baby|lad|him|her|them)s?(?: (?:is|are|was|has|now|just|still|been)){0,2} (?:lives?|living|sleep\w*|stay\w*|housed|moved|hiding|in|inside|t?here)\b/;
const withStreet =
  /\b\p{L}{2,20} (?:street|st|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|grove|mews|gardens|gdns|close|drive|court|way|row|hill|walk|square|rise)\b|\b(?:address \d{1,5} held back|place left out)\b/u;
const open =
  '(?:hostel|hotel|motel|travelodge|premier inn|b ?(?:&|and) ?b|bnb|airbnb|guest ?house|ymca|ywca|school|college|academy|hospital|surgery|clinic)';
const isOpen = new RegExp(`\\b(?:${open}|inn)\\b`);
/** A hostel, a hotel or a school at that address, where the referrer works, or a room that a man booked. */
const ofOpen = new RegExp(
  `\\* (?:(?:is|its|at|thats|in) )?(?:(?:the|our|a|this) )?(?:\\w+ )?${open}\\b|\\b${open}(?: \\w+){0,2}? (?:(?:is|at|on|in|address) ){0,2}\\*|\\bwhere (?:i|we) work\\b|\\b(?:i|we) work (?:at|in|for) \\*|\\b(?:my|our) work\\w*(?: is)?(?: (?:at|on))? \\*|\\bbooked (?:\\w+ ){0,4}\\*|\\* (?:\\w+ ){0,4}booked\\b`,
);
const ENDS = /[.!?;\n]/;
const AROUND = 160; // characters

/**
 * Whose an address is, by the plain words of its sentence. `carer`: it may be the placement. `family`: of mum or dad, unless the child
 * may be placed with them. `public`: a hostel, a hotel or the like, where a child in care may be placed. In doubt it is nobody’s.
 */
export type Whose = 'placement' | 'carer' | 'family' | 'public' | 'others' | undefined;
export function whoseIs(text: string, index: number, end: number): Whose {
  const before = bareText(text.slice(Math.max(0, index - AROUND), index)).split(ENDS);
  const rest = bareText(text.slice(end, end + AROUND));
  const [after = '', next = ''] = rest.split(ENDS);
  const lead = before.at(-1) ?? '';
  const words = [
    /^\W*(?:(?:its|it is|thats|at|on|the|address|is|he|she|they|lives?) ?)*$/.test(lead)
      ? `${before.at(-2) ?? ''} , `
      : '',
    `${lead} * ${after}`,
    /^\W*(?:its?|thats?|this|he|she|they|hes|shes|theyre|where)\b/.test(next) ? ` , ${next}` : '',
  ]
    .join('')
    .replace(/[^\p{L}\d*,]+/gu, ' ')
    .replace(/,/g, ' , ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const parts = words.split(/ , | (?:and|but|so|cos|because|then|while) /);
  const here = parts.findIndex((part) => part.includes('*'));
  const own = parts[here] ?? '';
  const said = parts.filter((part, place) => place === here || !withStreet.test(part)).join(' , ');
  if (noPlacement.test(own)) return undefined;
  if (placement.test(said)) return 'placement';
  if (ofCarers.test(said)) return 'carer';
  if (saysPlaced(words)) return undefined;
  const isOfOpen = isOpen.test(bareText(text.slice(index, end))) || (!doubted.test(own) && ofOpen.test(own));
  const inDoubt = isOfOpen ? 'public' : undefined;
  if (rest.charAt(after.length) === '?' || doubted.test(own)) return inDoubt;
  if (ofTraffickers.test(`${lead}*${after}`)) return 'others';
  return ofMen.test(words) || (ofSite.test(words) && !/\b(?:liv\w+|sleep\w*|stay\w*)\b/.test(words))
    ? 'others'
    : ofFamily.test(words)
      ? 'family'
      : inDoubt;
}

/** Whose “it” is: “no thats mums flat”. */
export const whoseIsIt = (said: string): Whose => {
  const words = bareText(said).replace(
    /^(?:(?:n|no|nope|nah|sorry|wait|address)\W+){0,3}(?:thats|its|that is|it is|this is)\b/,
    '* is',
  );
  return words.startsWith('*') ? whoseIs(words, 0, 1) : undefined;
};

/** Whether a child who is placed may be so with mum or dad, as in a refuge: then their address is the placement. */
export const mayBeWithFamily = (text: string): boolean =>
  /\b(?:refuges?|safe ?house|mother and baby|mum and baby|parent and child|with (?:\w+ )?(?:mum|mam|mother|dad|father|parents?|family)|(?:placed|accommodation)\b[^.;\n]{0,80}\b(?:mum|mother|dad|father|parents?|family)|back home|home on)\b/.test(
    bareText(text),
  );

/** Whether the child may be placed at an address, by whose it is. @param isPlaced whether the child may be placed at all */
export function mayBePlacement(answers: Answers, isPlaced?: boolean) {
  return placementsOf(answers, isPlaced ?? mayBePlaced(answers), isPlaced ?? mayBePlaced(surelyIn(answers)));
}
function placementsOf(answers: Answers, isPlaced: boolean, isKnown: boolean) {
  const withFamily = once(() =>
    [...Object.values(answers.values), ...Object.values(answers.ticks).map(({ note }) => note)].some((text = '') =>
      mayBeWithFamily(text),
    ),
  );
  return (of: Whose) =>
    of === 'placement' ||
    (isPlaced && of !== 'others' && (of !== 'family' || withFamily()) && (isKnown || of !== 'public'));
}

const MAYBE =
  /\b(?:if|whether)\b(?![^.,;!?\n]{0,40}\b(?:foster\w*|carers?|plac\w+|refuge|safe ?house)\b)[^.,;!?\n]{0,40}/gi;
/** Words without what they say in an “if”: “i dont know if shes in care” does not say that she is; “i dont know if her carer knows” says it. */
export const withoutMaybe = (text: string): string => text.replace(MAYBE, ' ');
export const surelyIn = (answers: Answers): Answers => ({
  ...answers,
  values: Object.fromEntries(Object.entries(answers.values).map(([id, text]) => [id, withoutMaybe(text ?? '')])),
});

const ANSWERS = /(?<![\p{L}\d])(?:\d{1,2}\W{0,3}(?:yes|no)\b[\s,.;&]{0,3}(?:and )?){2,9}/giu;
/** “1 no 2 yes”: what is said of each of several addresses by its number. “no 2” in it is no house. */
export const answersOfSeveral = (text: string) =>
  [...text.matchAll(ANSWERS)].flatMap(([all]) =>
    [...all.matchAll(/(\d{1,2})\W{0,3}(yes|no)\b/gi)].map(([, number, word = '']) => ({
      number: Number(number),
      placed: /^y/i.test(word) ? ('yes' as const) : ('no' as const),
    })),
  );
export const withoutAnswers = (text: string) => text.replace(ANSWERS, (all) => ' '.repeat(all.length));
