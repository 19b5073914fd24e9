import { once } from '../base/once-per.ts';
import { isKnownWord } from '../understanding/danger.ts';

import type { Answers } from './draft.ts';
import { isInCare } from './fields.ts';
import { mayBePlaced, NOBODYS, saysAnyPlaced, saysPlaced } from './placed.ts';
import { bareText, wordsIn } from './typed-words.ts';

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
const AT = /^(?:(?:its|it is|thats|at|on|in|with|the|address|is|s?hes?|they|theyre|lives?) ?)*\*/;
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
    /^\W*(?:(?:its|it is|thats|at|on|the|address|is|s?hes?|they|theyre|lives?) ?)*$/.test(lead)
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
  const isOfOther = (words: string) => saysAnyPlaced(words) && !saysPlaced(words, '-');
  const said = parts.filter((part, place) => place === here || !(withStreet.test(part) || isOfOther(part))).join(' , ');
  if (noPlacement.test(own)) return undefined;
  if (isOfOther(AT.test(own) ? `${parts[here - 1] ?? ''} ${own}` : own)) return 'placement';
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

const YES = '(?:y|yes|yeah|yep|yup)';
const isPlacement = new RegExp(
  `^(?:address\\W+)?(?:${YES}\\W+(?:please |pls )?leave (?:it|that|this) out|(?:${YES}\\W+)?(?:(?:that|it)(?:s| is) (?:(?:his|her|their|the|a) (?:(?:foster|current|new) )?(?:placement|foster home)|where (?:(?:s?he|they)(?:s| is|re| are)? (?:placed|living|staying)|(?:s?he|they) lives?))|(?:s?he|they)(?:s| is|re| are) (?:placed|living|staying) t?here|(?:s?he|they) lives? t?here))(?: so)?(?: ${YES})?(?: please| pls)?$`,
);
const isElsewhere =
  /^(?:address\W+)?(?:n|no|nope|nah)\W+(?:the mash (?:may|can) read it|(?:s?he|they)(?:s|re| is| are)? ?(?:not|isnt|arent) placed there|not (?:the|his|her|a|their) placement|(?:its |thats )?(?:just |only )?where (?:we|i) (?:are|work)(?: the \w+)?)$/;

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
  '(?:its |thats |its just )?(?:the|a|his|their|her) (?:(?:traffickers?|mens?|mans?|dealers?|boyfriends?|bfs) )?(?:hotel|flat|house|shop|school|church|station)(?: (?:where|that) (?:he|they|the m[ae]n) (?:keeps?|takes?|has|have|lives?|is|are)(?: (?:her|him|them|it|in))?)?',
  '(?:the )?(?:hotel|flat|house|it) ?is where (?:the )?(?:traffickers?|men|man|dealers?|he|they)(?: is| are| lives?| keeps? (?:her|him|them))?',
].join('|')})`;
const saysElsewhere = new RegExp(
  `^(?:address )?(?:(?:y|yes|yeah|yep) (?=${theMash} (?:can|may) read ))?(?:(?:n|no|nope|nah|sorry|hang on|wait) ){0,3}${elsewhere}(?: (?:(?:and|but|so|cos|because|its) )?${elsewhere}){0,3}(?: please| pls)?$`,
);

const child = '(?:s?he|the (?:child|kid|girl|boy|lad))'; // “they” may be others
const NOT =
  '(?: ?(?:s|is|are|re|was|has|have|do|does))? ?(?:not|never|isnt|arent|aint|wasnt|doesnt|dont)(?: (?:been|being))?';
/** A part of a sentence that says so: what follows takes nothing of it back. */
const notPlaced = new RegExp(
  `^(?:(?:n|no|nope|nah|sorry|hang on|wait|i said|ive said|look|please|ffs|(?:i )?told (?:u|you)) ){0,4}(?:${[
    `(?:${child}|(?<name>\\p{L}{2,20}))${NOT} (?:placed|live|lives|lived|living|housed)(?: t?here| at (?:it|that)|$)`,
    `(?:(?:(?:the|this|that)(?: \\w{2,20}){1,2}|it|its|this|that|thats)(?: is)? ?)?(?:not|isnt|aint) (?:where ${child}(?: ?(?:s|is|are|re))? (?:placed|lives?|living)|(?:his|her|their|a) (?:placement|foster \\w+))`,
    '(?:(?:u|you|they|the mash|the police|police) (?:can|may) )?(?:have|read|see|share|use|know) (?:the|that|this) (?:address|place|post ?code)',
  ].join('|')})(?=$| (?!(?:yet|any ?more|until|till?|unless|except|but|now|since|if|when)\\b))`,
  'u',
);
const isPlacedThere =
  /\b(?:(?:he|she|they)(?: ?(?:s|is|are|re))?|who)(?: (?:only|just|now|still|usually))? (?:(?:placed|living|staying|housed) t?here|lives? t?here)\b|\bis (?:his|her|their|a) placement\b/;
/**
 * What longer words say of the address that is asked about: “no dont share it” is to keep it back, “hes NOT placed here, he just
 * turned up” is not. Other words about it, and a “no” with other words, may mean either, and are unsure.
 */
export function saidOfAddress(said: string): 'keep' | 'no' | 'unsure' | undefined {
  const bare = bareText(said).replace(
    /\b(?:normally|really|actually|anyway|(?:for )?(?:gods|fucks|christs) sake|ffs|omg)\b|^2 | 2$/g,
    ' ',
  );
  const words = bare.replace(/[\s,.!?:;]+/g, ' ').trim();
  const isKept = saysLeaveOut.test(words);
  const denies = (part: string) => {
    const { groups } = notPlaced.exec(part.replace(/\s+/g, ' ').trim()) ?? {};
    return groups !== undefined && !(groups.name && isKnownWord(groups.name));
  };
  const isNobodys = NOBODYS.test(words) && !/\b(?:placed|housed) t?here\b/.test(words.replace(NOBODYS, ' '));
  const isDenied = bare.split(/[.!?;,:\n]|\b(?:and|but|so|cos|because)\b/).some(denies);
  if (saysElsewhere.test(words) || (!isKept && (isNobodys || (isDenied && !isPlacedThere.test(words))))) return 'no';
  if (isKept && !takesBack.test(words)) return 'keep';
  const isMore = /^(?:address )?(?:n|no|nope|nah) \w|\b(?:placed|lives?|living) t?here\b/.test(words);
  return isMore || isKept || isDenied ? 'unsure' : undefined;
}

const parent = '(?:(?:her|his|their|the) )?(?:m[auo]m|mother|dad|father|parents|family|nan)';
const FAMILY_HOME = new RegExp(
  `^(?!.*\\b(?:foster|care|placed there)\\b)(?:no )?(?:its|it is|thats|that is)? ?(?:where (?:s?he|they|the \\p{L}+) (?:all |both )?lives? with ${parent}|${parent}s (?:house|home|flat|place|address)|(?:the|her|his|their) (?:own|family) (?:home|house))\\b`,
  'u',
);
/** “its where they live with mum”, of a child who is not in care: the child is not placed there. */
export const isFamilyHome = (said: string, answers: Answers): boolean =>
  !isInCare(answers) &&
  FAMILY_HOME.test(
    bareText(said)
      .replace(/[\s,.!?:;]+/g, ' ')
      .trim(),
  );

/** Whether one address contains another, as a street with its town contains the street alone. */
export function contains(place: string, other: string): boolean {
  const plain = (words: string) =>
    ` ${words
      .toLowerCase()
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim()} `;
  return plain(place).includes(plain(other));
}

const roadWord =
  /^(?:street|st|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|grove|mews|gardens|gdns|close|cl|drive|dr|court|ct|way|row|hill|walk|square|sq|rise|place)$/;
const isHome =
  /\b(?:home|house|flat|lives?|living|stays?)\b|\bis (?:just |only )?(?:his|her|their|the) (?:m[aou]m|dad|parent|nan|gran)s\b/;
const ofOwn = /\b(?:m[aou]ms?|mothers?|dads?|fathers?|parents?|nans?|grans?|family|familys|own)\b/;
const isNoCare =
  /\b(?:not|isnt|aint|never|no) (?:\w{1,12} ){0,3}(?:placements?|placed|care|foster\w*|carers?)\b|\b(?:can|may) (?:be )?(?:read|seen?|have|known?|shown)\b/;
const noHome =
  /\b(?:if|maybe|might|dunno|dont|isnt (?:his|her|their|the|a) home|not (?:his|her|their|the|a|\w{2,20}s) home|(?:new|care|foster|childrens|kids) home|next|outside|near|opp\w*|was|used)\b/;

/** “belle vue is kians home”, “14b belle vue is where he lives with mum not care”: of this place, by a part of its name. @param isKnown whether this child is in care: then “home” alone may be the placement */
export const isCalledHome = (text: string, place: string, isKnown: boolean): boolean =>
  bareText(text)
    .split(/[.!;\n]|, (?=its|it is|thats)/)
    .some((said) => {
      if (said.includes('?') || !namesPlace(said, place) || noHome.test(said)) return false;
      const isOf =
        isNoCare.test(said) || (isHome.test(said) && (!isKnown || isNoCare.test(bareText(text)) || ofOwn.test(said)));
      return (
        isOf &&
        (isNoCare.test(said) || !/\b(?:carers?|foster\w*|refuge|placement)\b/.test(said)) &&
        !saysAnyPlaced(said.replace(isNoCare, ' '))
      );
    });

/** Whether words name this place, by the name of its street or a longer word of it, and no other house there. */
function namesPlace(said: string, place: string): boolean {
  const [all, words] = [wordsIn(place), wordsIn(said)];
  const end = all.findIndex((word) => roadWord.test(word));
  const name = all.slice(0, end < 0 ? undefined : end).filter((word) => !/\d|^(?:flat|room|apartment|apt)$/.test(word));
  const at = words.findIndex((_, start) => name.length > 0 && name.every((word, next) => words[start + next] === word));
  const isPart = name.some((word) => word.length > 4 && !isKnownWord(word) && words.includes(word));
  const numbers = (some: string[]) => some.filter((word) => /^\d{1,4}[a-z]?$/.test(word));
  const isOtherHouse = at > 0 && /\d/.test(words[at - 1] ?? '') && !numbers(all).includes(words[at - 1] ?? '');
  return (
    (at >= 0 || isPart || numbers(all).some((word) => /[a-z]/.test(word) && words.includes(word))) && !isOtherHouse
  );
}
