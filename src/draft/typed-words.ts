import { oncePerWords } from '../base/once-per.ts';
import { withoutEnd } from '../base/texts.ts';
import { saysWho } from '../understanding/asking.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { isUsualWord } from '../understanding/phrases.ts';
import { wordsOf } from '../understanding/words.ts';

/** The words in lower case, without punctuation and without spaces around them. */
export const plainWords = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .trim();

/** The text in lower case, without apostrophes, and with single spaces. */
export const bareText = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/[^\S\n ][^\S\n]*| [^\S\n]+/g, ' '); // not each single space

const AGAIN =
  /[,.!]? (?:(?:like|as) i(?: already| just)? (?:said|told (?:you|u))|i (?:already |just )?(?:said|told (?:you|u))(?: already)?)[.!]?$/i;
const AGAIN_FIRST =
  /^(?:but )?i (?:already |just )?(?:said|told (?:you|u))(?: already)?[,:]? (?=\p{L})(?!(?:that|this|so|it|no|yes|once|twice|before|above|already)\b)/iu;
/** Words without “i told you”, which says nothing new. */
export const withoutAgain = (text: string): string => text.trim().replace(AGAIN, '').replace(AGAIN_FIRST, '');

/** “jane, just jane”, “just jane”: the name once. */
export const withoutTwice = (text: string): string =>
  text
    .replace(/^\W*(\p{L}{2,30}),? (?:just|only) \1(?=\W|$)/iu, '$1')
    .replace(/^(?:its |it['’]s )?just (?=\p{L}+(?:[.,!?]|$))/iu, '');

/** Its words in lower case, without punctuation, “child’s” without its end. */
export const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/['’]s?/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const unsure =
  /^(?:(?:i|im|i am|ive|ive got|i have|i have got) )?(?:(?:\d )?not known|unknown|nk|dont know|do not know|dunno|idk|no idea|no clue|not sure|unsure)$/;

/** “shes gone”, “theyve left” and “theve” with the apostrophe that people in a hurry leave out, and “quater to 3” with its “r”. */
export const withApostrophes = (text: string): string =>
  text
    .replace(/\b(she|he|who)s\b/gi, "$1's")
    .replace(/\bthere(?= (?:off|leaving|going|checking|taking|packing|moving|heading|getting|driving)\b)/gi, "they're")
    .replace(/\bthe(?:y(?=(?:ve|re|ll)\b)|(?=ve\b))/gi, "they'")
    .replace(/\b(?:qu?a?r?t[ea]r?|qu?arta|qtr|1\/4) (?=to|past)/gi, 'quarter ')
    .replace(/\b(i|we|you)ve\b/gi, "$1've");

/** Whether the text says only that the answer is not known. */
export const isUnsure = (text: string) => unsure.test(plainWords(text));

const listOf = (words: string) => new Set(words.split(' '));
const YES = listOf('y yes yeah yep yup yh correct');
const NO = listOf('n no nope nah wrong');
const besideEither = 'thats that its it i ive im me told said u you already just oh ok okay omg ffs for god gods sake';
const BESIDE_YES = listOf(
  `${besideEither} is are does do has have he she they right true exactly sure so please pls thanks ta`,
);
const BESIDE_NO = listOf(`${besideEither} not isnt arent doesnt dont hasnt havent hes shes theyre sorry`);

/** “yes”, “yep thats right” and “for gods sake. yes” say nothing but yes, and “no its not” nothing but no. */
export function bareYesOrNo(text: string): 'yes' | 'no' | undefined {
  const words = wordsIn(bareText(text));
  const isOnly = (core: Set<string>, beside: Set<string>) =>
    words.some((word) => core.has(word)) && words.every((word) => core.has(word) || beside.has(word));
  if (
    isOnly(YES, BESIDE_YES) ||
    /^(?:(?:yes )?no|that|it)(?:s| is) (?:right|true)$/.test(wordsIn(bareText(text)).join(' '))
  )
    return 'yes';
  return isOnly(NO, BESIDE_NO) ? 'no' : undefined;
}

/** What people are who refer. “Porter” and “warden” are surnames, too. */
export const jobs =
  'nurse|health visitor|midwife|matron|doctor|gp|hca|paramedic|pharmacist|therapist|teacher|head(?:teacher)?|assistant|ta|lsa|senco|tutor|clerk|officer|worker|receptionist|secretary|caretaker|manager|supervisor|practitioner|counsellor|mentor|volunteer|staff';

/** From one to twelve. */
export const numerals = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

const MAX_TYPED = 80; // chrono needs 0.3 s for 10,000 characters
const ROUGHLY =
  /\b(?:a?bout|abt|around|(?:approx|circa)\b\.?|approximately|roughly|sometime|maybe|perhaps|prob(?:ably)?|i (?:think|guess|reckon))(?!\w)|~/g;

/** `approximate`: the person was not exact ("about 3", "3ish", "3?"). */
type Tidied = { words: string; approximate: boolean };

/**
 * Brings typed text into one form: lower case, single spaces, "pm" for "p.m.", "oclock", and "at" for "about".
 * @returns undefined for more than 80 characters, which tell a story rather than a date
 */
export function tidy(text: string): Tidied | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_TYPED) return undefined;
  const plain = trimmed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\bo['’‘]? ?clock\b/g, 'oclock')
    .replace(/\b(?:12 )?mid-?night\b/g, '12am')
    .replace(/(?<![a-z])([ap])\.? ?m\b\.?/g, '$1m');
  const exact = plain
    .replace(ROUGHLY, ' at ')
    .replace(/(?<!half |past |to |[\w.:])(\d{1,2}|[a-z]+)[ -]?ish\b/g, 'at $1')
    .replace(/(\w)[ -]?ish\b/g, '$1');
  const words = exact.replace(/[\s,]+/g, ' ').replace(/(?:\bat )+/g, 'at ');
  return { words: withoutEnd(words, '.!?').trim(), approximate: exact !== plain || plain.endsWith('?') };
}

/**
 * Whether the words ask to send the referral. No question has such an answer. If the bot saved it as one, the referrer
 * would believe the referral was sent.
 * @param child the name of the child of the open check: “send lillys one now”
 */
export const asksToSend = (typedWords: string, child = ''): boolean => {
  const names = wordsIn(child);
  const isNamed = (word = '') => names.includes(word) || names.includes(word.replace(/s$/, ''));
  const words = wordsIn(inShort(typedWords).replace(FOR_WHOM, ' '));
  return (
    !typedWords.includes('?') &&
    words.some((word) => /^(?:send|submit)$/.test(word)) &&
    words.every((word, at) => ofSending.has(word) || isNamed(word) || (word === 'one' && isNamed(words[at - 1])))
  );
};
const FOR_WHOM = / for (?:me|us|(?:all|both)(?: of (?:them|us))?(?: (?:\d|two|three|four)\b)?)(?= |\W*$)/gi;
const ofSending = new Set(
  'send submit it this that all the my whole referral form check off in now pls plz please yes yeah yep ok okay right just so can could you u i we lets go ahead and done thanks ta ffs of already want to need mash check i mean said asap quick quickly hurry up child kid children kids both two three four 2 3 4'.split(
    ' ',
  ),
);

const TO_MASH = '(?: (?:off|over|through|in))?(?: (?:to|at) (?:them|some(?:one|body)|anyone|(?:the )?mash))';
/** “send what youve got”, “just get it to them”, “can it go now” */
const LONG_FORM = `\\b(?:${[
  `send (?:(?:it|this|that|everything)${TO_MASH}|what(?:ever)? (?:you|u|i|we)(?:['’]?ve| have)?(?: (?:got|have|wrote|said|put))?${TO_MASH}?)`,
  `get (?:it|this|that)(?:${TO_MASH}| sent)`,
  `(?:can|could) (?:it|this|that) (?:just |please )*(?:go|be sent)(?:${TO_MASH}| off)?(?=(?: (?:now|please|pls))*\\W*$)`,
].join('|')})`;
const LONG_FORMS = new RegExp(LONG_FORM, 'gi');
const LONG_LAST = new RegExp(`${LONG_FORM}(?=(?: (?:now|please|pls))*\\W*$)`, 'i');
const inShort = (text: string) => text.replace(LONG_FORMS, 'send it');

/**
 * What stands beside a sentence that asks to send: “teachers.” of “teachers. can u send it now”, “i havent got time” of “i havent
 * got time can i just send”.
 */
export function besideSending(given: string, child?: string): string | undefined {
  const text = withoutEnd(given.replace(LONG_LAST, 'send it').trim(), ' .,;!');
  const parts = text.split(/(?<=[.,;!?\n])\s*/);
  const asked = parts.filter((part) => asksToSend(part, child)).at(-1);
  const rest = asked
    ? parts.filter((part) => part !== asked).join(' ')
    : parts
        .map((part, at) => part.replace(at === 0 ? SENDS_FIRST : SENDS_THEN, ''))
        .join(' ')
        .replace(SENDS_AT_END, '');
  return rest.length < text.length && /[\p{L}\d]/u.test(rest) ? withoutEnd(rest.trim(), ',;') : undefined;
}
const SENDS_NOW =
  "send (?:it|this)(?: (?:now|please|pls|plz|off|already)){0,3} (?=(?:s?he|they|there|i|we|you|u|it)(?:['’]?(?:s|re|m|ve|ll))?\\b|(?:the|so|very|really|too|cos|because|before|quick\\w*|fast|hurry)\\b)";
const SENDS_THEN = new RegExp(
  `^(?:(?:and|so|but|ok|omg|god|oh) ){0,2}(?:(?:can|could|will) (?:i|u|you|we) (?:(?:just|please|pls) ){0,2}|(?:just |please |pls |plz ){1,2})${SENDS_NOW}`,
  'i',
);
const SENDS_FIRST = new RegExp(`^(?:(?:just|please|pls|ok|yes) ){0,3}${SENDS_NOW}|${SENDS_THEN.source}`, 'i');
const SENDS_AT_END =
  / (?:(?<! (?:to|dont|not|cant|ill|will|i|he|she|they|we|you|u|would|wont|could|should|can|me|didnt|or|let|before|after|if|when|never) )(?=send it(?: now| pls| please){0,2}$)|(?:can|could) (?:i|u|you|we) (?:(?:just|now|please|pls) ){0,3}|(?:just|please|pls) )send(?: (?:it|this|now|off|please|pls|in)){0,4}$/i;

/** The typed words without a full stop at the end, which dictation adds to every message. */
export const withoutStop = (text: string): string => withoutEnd(text.trim(), '.!');

/** Whether the words mean "continue": the labels of such buttons, and what people type instead. */
export const goesOn = (typedWords: string): boolean =>
  /^(continue( to the (check|written referral))?|next|go on|carry on|ok|okay|send to the mash|skip (all|everything|the rest|the card))$/i.test(
    typedWords,
  );
export const skips = (typedWords: string): boolean => /^(skip( (it|this|that|this one))?|pass|-)$/i.test(typedWords);
/** For a list only: for a text box, “nothing” is an answer. */
export const picksNone = (typedWords: string): boolean =>
  skips(typedWords) || /^(none( of (them|these))?|nothing)$/i.test(typedWords);
/** Whether words leave a question open: also “not known” where a number is asked. */
export const leavesOut = (typedWords: string, { choices, kind }: { choices?: unknown; kind: string }): boolean =>
  choices ? picksNone(typedWords) : skips(typedWords) || (kind === 'phone' && isUnsure(typedWords));

/** What people type for a button, or around its words. */
const plain = new Set(
  (
    'y yes yeah yep yup n no nope nah not yet i ive im we weve he she they it its is are isnt arent am was were has have havent do did dont didnt wasnt werent hasnt might may can ' +
    'think believe know known so sure unsure maybe probably none now just already please ok okay done 999 and rang rung phoned called ring them ' +
    'ask me go on carry next continue submit send referral skip pass everything all delete keep thanks thank you pls plz ffs'
  ).split(' '),
);

/** Whether words for a question with these buttons say more than its answer: the rest must not be lost. */
export function saysMore(text: string, choices: { label: string }[] = []): boolean {
  const known = choices.flatMap(({ label }) => wordsIn(label));
  return wordsIn(text).some((word) => !plain.has(word) && !known.includes(word) && !/^\d$/.test(word));
}

/** “foster agency”, “youth club”: no sentence. */
export const isOrganisation = (text: string): boolean =>
  wordsIn(text).length <= 5 &&
  /\b(?:agency|club|charity|trust|project|centre|church|mosque|temple|scouts|guides|cadets|refuge|fostering|probation|cafcass|nspcc|barnardo\S*)\b/i.test(
    text,
  ) &&
  !/\d|\b(?:is|are|was|has|shes?|hes?|they|her|him|them|took|gone|goes|at|from|to|near|outside|rang|says?|said|not|no)\b/i.test(
    text,
  );

/** “no thats not her name lol”: something else stands in that box. */
export const saysWrongName = (text: string): boolean =>
  /\b(?:not|isn['’]?t|wrong) (?:her|his|their|the|a|(?:the )?(?:child|girl|boy|kid)['’]?s)(?: real)? name\b(?! he| she)|\bwrong name\b/i.test(
    text,
  );
const NAME_WRONG =
  /\b(?:wrong (?:child|kid)|(?:mixed|muddled) (?:them|the names|the two|the kids)(?: \w+)? up|got (?:the|their|her|his) names? (?:\w+ )?(?:wrong|round))\b/;
/** “no the boy is kian, maisie is the baby”, “wrong name its kian”: the names in it, as they put those of a child right. */
export const namesRight = oncePerWords((text) => {
  const said = wordsOf(text);
  const isName = (word: string) => word.length > 2 && !isKnownWord(word);
  const isRight = /^(?:no|sorry|wait|oops|actually)\b/.test(said.join(' ')) && saysWho(said, isName);
  return isRight || saysWrongName(text) || NAME_WRONG.test(bareText(text)) ? said.filter(isName) : [];
});

const OF_TIME = new RegExp(
  `^(?:yes|yeah|yep|no|nope|nah|wait|oh|twenty|not|wrong|right|before|after|between|by|until|till?|in|only|few|minute|hour|actually|sorry|maybe|but|and|i|said|think|meant?|it(?:[’']?s)?|is(?:n[’']?t)?|was(?:n[’']?t)?|that(?:[’']?s)?|the|a|an|at|about|around|more|like|than|then|time|when|make|today|tonight|tomorrow|instead|of|earlier|sooner|later|oclock|half|quarter|past|to|mins?|minutes|hours?|hrs?|[ap]m|she|he|they|will|any|anymore|longer|goes|going|leaves?|leaving|${numerals.join('|')}|\\d[\\d.:]*(?:[ap]m|ish)?)?$`,
  'i',
);
export const isOnlyOfTime = (words: string) =>
  words.split(/[^\w’':.]+|[.:]+(?!\d)/).every((word) => OF_TIME.test(word));
/** What these do, or who is said to come, has a time of its own: “they said 20 mins for the ambulance”. */
export const OF_HELPERS =
  /\b(?:police|cops|ambulance|paramedics|crew|officers?|social worker|doctor|handler|control room|999|101)\b/i;

/** “, ali and hassan about 10”: of two names, the first may be a word that people write. */
const TWO_NAMES =
  /(?:[,.:;\n“]|\b(?:called|named|brothers|sisters|boys|girls|kids|children|twins)) ?(\p{L}{3,}),? (?:1?\d )?(?:and|&) (\p{L}{3,})/giu;
const SO = "(?:is|has|had|was|came|went|gets|got|says|said|just|told|(?:do|does|did|wo)n?[’']?n?t)\\b";
/** “uncle gaz”, “mum kelly is here”, “amina came out”, “ruby fenn, 9”, “Ruby”: a word in the place of a name may be one though a phrase has it. */
const IN_PLACE = [
  new RegExp(
    `\\b(?:m[aou]m|mother|dad|father|step\\w+|uncle|aunt\\w*|gran\\w*|nan|boyfriend|bf|partner|brother|sister|cousin|son|daughter|baby|girl|boy|friend|mate|mrs?|ms|miss|dr|called|named|names?|about|from)(?:['’]?s| is)? (\\p{L}{3,30})(?=(?: \\p{L}{2,30})?(?:[,.;!?\\n”]|$| (?:s?hes|s?he|and|who|${SO})))`,
    'giu',
  ),
  new RegExp(`(?:^|[.!?\\n“] ?)(\\p{L}{3,30})(?= ${SO})`, 'giu'),
  /(\p{L}{3,30}(?: \p{L}{3,30})?),? (?:(?:is|s?hes|aged?|about) )*1?\d(?:,| (?:months?|weeks?|years?|yrs?)\b)/giu,
  /(?<=[\p{Ll}\d,] )(\p{Lu}\p{Ll}{2,30})/gu,
];
const isOnlyName = (word: string) => word.length > 2 && !/\d/.test(word) && !isKnownWord(word);
export const KIN = /^(?:brothers|sisters|siblings|twins|triplets|cousins|niece|nephew|baby|toddler|newborn)$/; // “the brothers have gone too”
/** The words that can only be names, of people and of streets, or say who they are: “kian”, “marsh”, “twins”. */
export function namesWritten(told: string): Set<string> {
  const firsts = [...told.matchAll(TWO_NAMES)].flatMap(([, one = '', other = '']) =>
    isOnlyName(other.toLowerCase()) ? one : [],
  );
  const inPlace = IN_PLACE.flatMap((each) => [...told.matchAll(each)].flatMap(([, name = '']) => wordsOf(name)));
  const names = [
    ...wordsOf(told).filter((word) => isOnlyName(word) || KIN.test(word)),
    ...inPlace.filter((word) => word.length > 2 && !/\d|ing$/.test(word) && !isUsualWord(word)),
  ];
  return new Set([
    ...names,
    ...names.map((name) => name.replace(/s$/, '')),
    ...firsts.map((each) => each.toLowerCase()),
  ]);
}
/** Whether a name that stands in words stands in these others, too: “ali rang me”, after “two brothers, ali and hassan”. */
export function sharesName(words: string, others: string): boolean {
  const names = namesWritten(others);
  return wordsOf(words).some((word) => names.has(word));
}
