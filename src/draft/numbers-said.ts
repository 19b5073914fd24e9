import { oncePerWords } from '../base/once-per.ts';
import { diallableIn } from './read-answer.ts';
import { namedAge } from './typed-day.ts';
import { bareText, namesRight, wordsIn } from './typed-words.ts';

const THING =
  '(?:phones?(?! (?:charger|case|cover|lead|cable|bill)s?\\b)|mob(?:ile)?s?|cell|handset|(?<!\\b(?:room|house|flat|door|bed|case|crime|log) )numbers?|landline)';
const RING = '(?:ring|call|use|try|text|txt|not)';
/** A telephone of theirs, or one to ring: “she has a new phone” is about the child's. */
const TELEPHONE = new RegExp(
  [
    `\\b(?:my|our|this|that) (?:\\w+ ){0,2}${THING}\\b(?! plate)`,
    `\\b${RING} (?:the|that|me on the)(?: \\w+){0,2} (?:${THING}|line|ones?|ext(?:ension)?)\\b(?! plate)`,
    '\\bother number\\b',
    '\\b(?:(?:desk|office|work|home|ward|land) ?(?:phone|line|number)|house ?(?:phone|line))\\b',
  ].join('|'),
);
const AGAINST =
  /\b(?:dont|do not|not|never|no|nor|isnt|cant|stop|instead|rather|wrong|old|new|dead|dying|off|broken?|smashed|lost|gone|took|taken|has|hes|shes|got|his|hers?|theirs?|house|family|listen\w*|hears?|read\w*|sees?|check\w*|silent|answers?|unsafe|only|other|another)\b/;

/** “mums number was in her shoe” is of no telephone of theirs. */
const OF_OTHERS =
  /\b(?:(?:m[uoa]m|mother|dad|father|aunt(?:ie|y)?|uncle|boy|girl|child|friend|sister|brother|carer|man|bloke|boyfriend)s?|his|her|their) (?:\w+ )?(?:phone|mobile|mob|number)\b/;
const OURS = /\b(?:my|our|me|us|this|ward|office|desk|work|school)\b/;

export const digitsOf = (number: string) => number.replace(/\D/g, '').replace(/^44/, '0');

/** “log 0412” is no end of a telephone number. */
const LOG =
  /\b(?:log|cad|crime|incident|ref(?:erence)?|urn)\b[ :#]{0,2}(?:(?:no|number|is)\b[ :.]{0,2})?\d[\d/-]{1,20}/gi;
/** Whether words name one of these numbers: “the 01632 one”, too. */
const names = (sentence: string, known: readonly string[]) =>
  (sentence.replace(LOG, ' ').match(/\b\d{4,}\b/g) ?? []).some((part) =>
    known.some((number) => digitsOf(number).includes(part)),
  );

const DIGITS = '\\d[\\d ]{1,12}\\d';
/** “its 555 211 not 210”, “not 210, 211” */
const PUT_RIGHT = new RegExp(
  `(?<!\\d)(?<right>${DIGITS})\\W{1,3}(?:and )?not (?<wrong>${DIGITS})(?!\\d)|\\bnot (?<before>${DIGITS})\\W{1,3}(?:(?:but|its|it is|is) )*(?<after>${DIGITS})(?!\\d)`,
);
/** “my number ends 211” */
const ENDS = /\b(?:ends?|ending|last (?:\w+ )?(?:digits?|numbers?|bits?|ones?))\b\D{0,30}\d{2,6}(?!\d)/;

/**
 * A number of theirs with other digits at its end, by words that put it right.
 * @returns `ask`: only its last digits were said, so the whole number is not known
 */
export function numberPutRight(
  text: string,
  known: readonly string[],
): { number: string; old: string } | 'ask' | undefined {
  const { right, wrong = '', before = wrong, after = right } = PUT_RIGHT.exec(text)?.groups ?? {};
  const [ends, digits] = [digitsOf(before), [...digitsOf(after ?? '')]];
  const old = known.find((each) => ends.length > 2 && digitsOf(each).endsWith(ends));
  if (!old || digits.length < ends.length)
    return ENDS.test(bareText(text)) && TELEPHONE.test(bareText(text)) ? 'ask' : undefined;
  return { old, number: digits.length > 9 ? (after ?? '') : withEnd(old, digits) };
}

/** What “yes” to such a number says. */
export const confirming = (number = ''): string => `The number is ${number}`;
const CONFIRMING = /^The number is (\d[\d ]{8,18})$/;
const OF_THEIRS = /\b(?:(?:ring|call|phone|text|txt|reach|get) (?:me|us)|my|mine)\b/i;
/** The last number of theirs that they put right and confirmed, and where that stands. @param texts the oldest first. @param given the numbers of their form */
export function numberConfirmed(texts: readonly string[], given: readonly string[]) {
  const at = texts.findLastIndex((each) => CONFIRMING.test(each));
  const [, number] = CONFIRMING.exec(texts[at] ?? '') ?? [];
  const known = [...given, ...texts.flatMap((each) => diallableIn(each))];
  const put = texts.slice(0, at).flatMap((each) => numberPutRight(each, known) ?? []);
  const right = put.findLast((each) => each !== 'ask' && each.number === number);
  if (!number || !right || right === 'ask') return undefined;
  const { old } = right;
  const isTheirs =
    texts.some((each) => each.includes(old) && OF_THEIRS.test(each)) && !othersNumbers(texts, given).has(digitsOf(old));
  return given.includes(old) || isTheirs ? { at, number, old } : undefined;
}
/** Whether words say how to reach their author, and not only on which number. */
export const saysHow = (text: string): boolean => sentencesOf(text).some((each) => REACHING.test(bareText(each)));

/** The number with these digits at its end, in the spaces in which it was written. */
function withEnd(number: string, digits: string[]): string {
  const rest = [...digits];
  return [...number].reduceRight((done, each) => `${/\d/.test(each) ? (rest.pop() ?? each) : each}${done}`, '');
}

const sentencesOf = (text: string) => text.split(/[!?\n]|[.](?!\d)/);

const PERSON =
  '(?:mates?|friends?|pals?|m[uoa]ms?|mothers?|dads?|fathers?|nans?|aunt(?:ie|y)?s?|uncles?|brothers?|sisters?|cousins?|boyfriends?|girlfriends?|bfs?|gfs?|bloke|man|lad|boy|girl|child|carer|driver|taxi|(?:social |key ?|support )worker|pc|sgt|sergeant|officer|gp|solicitor)s?';
const NO_NAME =
  '(?:in|here|with|has|have|had|there|gone|back|so|but|now|then|out|off|not|or|my|me|us|our|mine|listen\\w*|read\\w*|watch\\w*|hears?|sees?|took|taken|ring|call|use|try|text|txt|instead|wants?|knows?|says?|said|told|(?:at|on) \\w+)';
const WORKPLACE = '(?:this|ward|nurse|office|school|work|desk|reception|unit|hostel|teacher|manager|team|clinic)s?';
/** “his mate reece ☎”, “ring pc khan on ☎”, “reeces number is ☎”; not “my mates phone ☎”, where they may be themselves. */
const OTHERS_BEFORE = [
  `(?<!\\b(?:my|our)(?: \\w+)? )\\b${PERSON}(?:[,:]? (?!${NO_NAME}\\b)[a-z]+){0,5}`,
  '\\b(?:his|her|their)(?: new| old)? (?:number|mob(?:ile)?|phone)(?: is)?',
  `(?<!\\b(?:my|our) )\\b(?!${WORKPLACE}\\b)[a-z]{3,}s (?:number|mob(?:ile)?|phone)(?: is)?`,
  '\\b(?:he|she|they)s? (?:just )?(?:texted|rang|called|messaged|phoned)(?: \\w+){0,3} from(?: \\w+){0,3}',
].map((each) => new RegExp(`${each}[,:]?(?: (?:on|at))? ?[-,(]? ?$`));
const OF_THEM = /\b(?:ring|call|phone|text|txt|get|reach|contact) (?:me|us)\b/;
/** “☎ thats his mate”, “☎ is reeces not mine” */
const OTHERS_AFTER = new RegExp(
  `^ ?[-:,(]? ?(?:(?:is|was|thats|its|for|belongs to) )*(?:(?:his|her|their|a|the)(?: \\w+)? ${PERSON}\\b|(?:his|her|their) (?:number|phone|mob)|(?:\\w+ ){0,3}(?:not|isnt|wasnt|aint) (?:mine|my)\\b)`,
);
const NOT_MINE =
  /\b(?:that|thats|it|its|last)\b.*\b(?:not|isnt|wasnt|aint) (?:mine|my (?:own )?(?:number|phone|mob\w*))\b/;
const OF_THE_KNOWN = /\b(?:you|u) (?:have|got|rang|ring)\b|\b(?:form|first|top)\b/;
const takesBack = (bare: string) => NOT_MINE.test(bare) && !OF_THE_KNOWN.test(bare);

const withoutNumbers = (sentence: string) =>
  diallableIn(sentence).reduce((rest, each) => rest.replace(each, '☎'), sentence);

const isOfAnother = (before: string, after: string) =>
  !OF_THEM.test(before) && (OTHERS_BEFORE.some((each) => each.test(before)) || OTHERS_AFTER.test(after));

/** Whether each number of the sentence is said to be somebody else's. “dont ring me ring …” is of the referrer's, too. */
function isOfOthers(sentence: string): boolean {
  const parts = bareText(withoutNumbers(sentence)).split('☎');
  return parts.slice(1).every((after, at) => isOfAnother(parts[at] ?? '', after));
}

/**
 * The numbers that are somebody else's, by these words or by a later correction: “that was reece not mine”. Nobody rings them
 * for the referrer.
 * @param texts the oldest first
 */
export function othersNumbers(texts: readonly string[], known: readonly string[] = []): Set<string> {
  const others = new Set<string>();
  let last: string | undefined;
  for (const sentence of texts.flatMap(sentencesOf)) {
    const numbers = diallableIn(sentence).map(digitsOf);
    const unknown = numbers.filter((each) => !known.some((number) => digitsOf(number) === each));
    if (unknown.length > 0 && isOfOthers(sentence)) for (const each of unknown) others.add(each);
    if (numbers.length === 0 && last && takesBack(bareText(sentence))) others.add(last);
    last = unknown.at(-1) ?? last;
  }
  return others;
}

/**
 * The sentences that are of a telephone on which to ring their author, or hold a number: they stand beside the number that is
 * known, as they were said.
 * @param known the numbers that the MASH has
 * @param others numbers that are somebody else's
 */
export const saidOfNumbers = (text: string, known: readonly string[] = [], others = new Set<string>()): string[] =>
  sentencesOf(text).filter((each) => {
    const numbers = diallableIn(each.replace(LOG, ' '));
    if (numbers.length > 0 && numbers.every((number) => others.has(digitsOf(number)))) return false;
    const isOfTelephone = TELEPHONE.test(bareText(each.replace(LOG, ' '))) || numberPutRight(each, known) !== undefined;
    return isOfTelephone || numbers.length > 0 || names(each, known);
  });

const WRITE = '(?:text|txt|message|msg|sms|whatsapp)';
/** How, when or as whom to ring or write to their author: “text not ring”, “ring me but before half 3”, “dont say why”. */
const REACHING = new RegExp(
  [
    `(?<!\\b(?:some|any) ?(?:one|body) to )\\b(?:ring|call|phone|${WRITE}) (?:me|us)\\b`,
    `\\b${WRITE}(?: me| us)?,? (?:not|dont|only|instead|rather|no)\\b`,
    '\\b(?:not|dont|no|never|only|instead of|rather than) (?:ring(?:ing)?|calls?|calling|phoning)\\b',
    '\\bon silent\\b',
    '\\b(?:dont|do not|never|not to) say (?:why|who|what|where|its|you)\\b',
    '\\bif (?:\\w+ ){1,2}(?:picks (?:it )?up|answers)\\b',
    '\\bask for (?:me|her|him|them)\\b',
    '\\bext(?:ension)? ?\\d{3,5}\\b',
    '\\b(?:day|night|late|next|new) (?:sister|nurse|manager|worker|staff|team|shift) is\\b', // who takes over from them
  ].join('|'),
);

/** The sentences that say on which number, how or when to reach their author, or what not to say: they stand beside the number. */
export const saidOfReaching = (text: string, known: readonly string[] = [], others = new Set<string>()): string[] => {
  const ofNumbers = saidOfNumbers(text, known, others);
  return sentencesOf(text).filter((each) => ofNumbers.includes(each) || REACHING.test(bareText(each)));
};

/** “only till 3.15” says when, and “im on my mobile, not the office line” says nothing against a mobile. */
const ONLY_WHEN = /\bonly (?=(?:(?:un)?till?|before|after|by|between|from|at)\b)/g;
const NOT_THE_LINE =
  /\bnot (?:on )?(?:the|my|our) (?:\w+ ){0,2}(?:line|landline|desk|office|ward)\b(?: (?:line|phone|number)\b)?/g;

/**
 * Whether the words may mean that this number is not safe, or not theirs. In doubt they do: then who rings reads them first.
 * A number that the words give themselves, without such a word beside it, is one to ring.
 */
export function speaksAgainst(
  text: string,
  number: string,
  known: readonly string[],
  others = new Set<string>(),
): boolean {
  const isMobile = digitsOf(number).startsWith('07');
  const plain = (sentence: string) => {
    const said = bareText(sentence).replace(ONLY_WHEN, '');
    return isMobile && /\bmy mob/.test(said) ? said.replace(NOT_THE_LINE, '') : said;
  };
  return saidOfNumbers(text, known, others)
    .map(plain)
    .filter((sentence) => others.size === 0 || !takesBack(sentence))
    .filter((sentence) => !OF_OTHERS.test(sentence) || OURS.test(sentence) || names(sentence, known))
    .some((sentence) => AGAINST.test(sentence) && !isGiven(sentence, number));
}

/** “dont ring the desk ring 07700 …”: each number with the words from the last “ring” to the next. */
function isGiven(sentence: string, number: string): boolean {
  const parts = sentence
    .replace(/\b(?:(?:dont|do not|never|not) )?(?:ring|call|phone|use|try|text|txt|not)\b/g, '\n$&')
    .split('\n');
  const own = parts.filter((part) => diallableIn(part).some((each) => digitsOf(each) === digitsOf(number)));
  return own.length > 0 && own.every((part) => !AGAINST.test(part.replace(/\binstead\b|\bthe others? .*$/g, '')));
}
/** “not ZDB its ZDR”, “room 16 not 14”, “the audi is grey not white”, “she didnt say hotel she said hostel” */
const NOT_THIS =
  /(?:\b(\w{0,8}\d\w*),? )?\b(?:not|isnt|wasnt|(?:didnt|never) (?:say|mean)|(?<=\bi )(?:put|wrote|typed)) (?:an? |the |in |on |at |room |number )*([\p{L}\d]+)/gu;
const IS_PUT_RIGHT = /\b(?:its|it is|it was|but|i meant?|sorry|oops|correction|wrong)\b/;
const SWAPS = /\b(?:is|are|was|were|its) (?:\w+ ){1,2}not \w|\b(?:didnt|never) (?:say|mean) \w/;
const NO_THING =
  /^(?:an?|the|h[ei][rms]?|she|them|they|me|my|you|us|we|it|i|this|that|here|there|now|yet|sure|going|coming|been|very|really|right|good|all|any|one|so|too|to|of|for|with|just|even|like|yes|no)$/;
/** What words put right: “zdb”, of “sorry not ZDB its ZDR”. */
function thingsDenied(text: string): string[] {
  const words = bareText(text);
  const isRight = IS_PUT_RIGHT.test(words) || SWAPS.test(words);
  return [...words.matchAll(NOT_THIS)].flatMap(([, number, thing = '']) =>
    (isRight || (number && /\d/.test(thing))) && !NO_THING.test(thing) ? thing : [],
  );
}
const LEAD =
  '(?:\\b(?:no|nope|sorry|wait|oops|ffs|actually|correction|i meant?|make (?:it|that)|scrap that|hang on)\\b[,.! ]*)';
const TIME =
  '(?<hour>half |quarter (?:to |past ))?(?<time>\\d{1,2}(?:[.: ][0-5]\\d)?)(?: ?(?<unit>mins?|minutes?|hours?|hrs?|[ap]m|oclock))?';
/** “no 10 mins”, “no 3”, “sorry its half 4 now”, and “not 20 10” */
const RIGHT_TIME = new RegExp(
  `^${LEAD}+(?:(?:its|it is|hes got|shes got|theyve got|weve got|got|more like|only|just|about|around|like|in|at|by|nearer|he says|she says|they say|she said|he said|they said) )*${TIME}(?: (?:tops|max|now|left|only|at most|sorry|pls|please|not \\d{1,2}(?:[.:]\\d\\d)?(?: ?mins?)?))*[.!]*$|^${LEAD}*(?:its |it was )?not (?<wrong>\\d{1,2}(?:[.:][0-5]\\d)?)(?: ?mins?)?,?(?: (?:its|but|sorry|more like|only))* \\d{1,2}(?:[.:][0-5]\\d)?(?: ?(?:mins?|minutes?|oclock|[ap]m))?(?: (?:tops|max|now|sorry))*[.!]*$`,
);
const SPANS = /\b(\d{1,3}) ?(?:mins?|minutes?)\b/g;
const HOURS =
  /\b(\d{1,2}[.:][0-5]\d)\b|\b(?:at|by|about|around|before|til|till|until|from|said|says|its|is|half|quarter (?:to|past)) (1[0-2]|[1-9])\b(?![.:]\d| ?(?:mins?|minutes?))|\b(\d{1,2}) ?(?:[ap]m|oclock)\b/g;
/** Whether words put a time right that stands in these, of whatever it was: minutes for minutes, an hour for an hour. */
function putsTimeRight(text: string, told: string): boolean {
  const { time, unit = '', hour, wrong } = RIGHT_TIME.exec(bareText(text).trim())?.groups ?? {};
  if (!time && !wrong) return false;
  const said = (pattern: RegExp) =>
    [...bareText(told).matchAll(pattern)].map(([, ...all]) => all.find((each) => each !== undefined));
  const spans = said(SPANS);
  const hours = said(HOURS);
  if (wrong) return [...spans, ...hours].includes(wrong);
  const isSpan = /^(?:min|h(?:ou)?r)/.test(unit);
  const before = isSpan ? spans : unit || hour || !/^\d+$/.test(time ?? '') ? hours : [...spans, ...hours];
  return before.some((each) => each !== time);
}
const WRONG_PLATE =
  '(?:\\b(?:(?:i|ive|we) )?(?:(?:got|wrote|put|gave|told)(?: you)? )?(?:the |that |my )?(?:number ?)?(?:plate|reg|registration)(?: (?:is|was|number))?(?: (?:wrong|not right|isnt right))[,.! ]*|\\bwrong (?:plate|reg(?:istration)?)[,.! ]*)';
const CODE = new RegExp(
  `^(?:\\b(?:ok|yes|also|oh|and|its)\\b[,. ]*)*(?:${LEAD}|${WRONG_PLATE})+(?:(?:its|it is|it was|plate|reg|should be|actually) )*(?<code>[a-z]{2}\\d\\d ?[a-z]{0,3})(?:[.!]| sorry| not [a-z]{2}\\d\\d ?[a-z]{0,3})?$`,
);
const PLATES = /\b[a-z]{2}\d\d ?[a-z]{3}\b/g;
const CALLED_WRONG = new RegExp(WRONG_PLATE);
/** “sorry LV21” after “LV22 KJO”: a plate that differs in one or two places, or any other where the plate is called wrong. */
function putsPlateRight(text: string, told: string): boolean {
  const words = bareText(text).trim();
  const code = CODE.exec(words)?.groups?.code?.replace(' ', '');
  const isCalledWrong = code?.length === 7 && CALLED_WRONG.test(words);
  return (bareText(told).match(PLATES) ?? []).some((each) => {
    const plate = each.replace(' ', '');
    const wrong = code ? [...code].filter((letter, at) => letter !== plate[at]).length : 0;
    return wrong > 0 && (wrong <= 2 || isCalledWrong);
  });
}
/** “sorry liam is 4”, “no hes 7” */
const RIGHT_AGE = new RegExp(
  `^${LEAD}+(?:(?<name>(?!(?:s?he|s?hes|its?|that|this|they|theyre|one)\\b)\\p{L}{3,20})|s?he|s?hes|they|theyre)(?: is| are)? (?:(?:only|actually|really|just|about) )*(?<age>1?\\d)(?: (?:years?|yrs?)(?: old)?)?(?: sorry)?[.!]*$`,
  'u',
);
const AGES =
  /^(1?\d)\b|\b(?:aged?|about|abt|around|maybe|is|s?hes|theyre|girl|boy|child|,) (1?\d)\b(?! ?(?:mins?|minutes?|hours?|hrs?|to|past|[ap]m|oclock)\b)|\b(1?\d) ?(?:years?|yrs?|yo)\b/g;
/** Whether words give another age than these. */
export function putsAgeRight(text: string, told: string): boolean {
  const { age, name = '' } = RIGHT_AGE.exec(bareText(text).trim())?.groups ?? {};
  const isOfThem = name === '' || wordsIn(told).includes(name.replace(/s$/, '')) || /^\W*\d+\W*$/.test(told);
  const ages = [...bareText(told).matchAll(AGES)].flatMap(([, ...all]) => all.find((each) => each !== undefined) ?? []);
  const named = namedAge(text);
  const isOfName = named !== undefined && wordsIn(told).includes(named.name) && new Set(ages).size === 1;
  const right = isOfName ? named.age : isOfThem ? age : undefined;
  return right !== undefined && ages.length > 0 && !ages.includes(right);
}
/** Whether words may put something right: most do not. */
export const mayPutRight = oncePerWords((text) => {
  const things = [...thingsDenied(text), ...namesRight(text), namedAge(text)];
  return things.some(Boolean) || [RIGHT_TIME, CODE, RIGHT_AGE].some((each) => each.test(bareText(text).trim()));
});
/** Whether words put right something that stands in these. */
export const putsThisRight = (text: string, told: string): boolean => {
  if (!mayPutRight(text)) return false;
  const denied = [...thingsDenied(text), ...namesRight(text)];
  const plates = (bareText(told).match(PLATES) ?? []).map((each) => each.replace(' ', ''));
  const isDenied = denied.some(
    (one) => wordsIn(told).includes(one) || plates.some((each) => /^[a-z]{2}\d\d/.test(one) && each.startsWith(one)),
  );
  return isDenied || [putsTimeRight, putsPlateRight, putsAgeRight].some((puts) => puts(text, told));
};
