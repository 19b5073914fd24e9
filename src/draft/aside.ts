import type { Field } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { type Answers, childUnsaid, withoutUnsaid } from './draft.ts';
import { asksToSend, besideSending, saysMore } from './typed-words.ts';
import { contains } from './whose.ts';

/** What was typed and answered no question stands with the worry, a line each. It stays where somebody types the worry. */
const saidBeside = 'Said beside the questions: ';
const BESIDE = new RegExp(`^${saidBeside}“[^”]*”(?: \\(child not yet said\\))?$`, 'gm');

/** The lines of a worry that were said beside the questions. */
export const besideIn = (worry = ''): string[] => worry.match(BESIDE) ?? [];

/** The worry as it was told, and what was said beside the questions, in quotation marks. */
export function worryParts(worry: string) {
  const beside = besideIn(worry).map((each) => each.slice(saidBeside.length).replace(childUnsaid, ''));
  return { told: worry.replace(BESIDE, '').trim(), beside };
}

const HELLO =
  /^\W*(?:hi+|hiya|hey|hello|good (?:morning|evening|afternoon)|is (?:any|some) ?(?:one|body)|im|i am|my name)\b/i;
const OF_CHILD = /\b(?:s?hes?|her|his|him|they|them|girls?|boys?|child(?:ren)?|kids?|lads?|babys?|pupils?)\b/i;
const OF_HARM =
  /\b(?:marks?|burn\w*|bruis\w*|scar(?:s|red)?|hurt\w*|cuts|hits?|hitting|beat\w*|black eye|bleed\w*|blood|injur\w*|scared|afraid|frighten\w*|terrified|crying|cries|threat\w*|locked|rap(?:e|ed)|touch\w*|owes?|debts?|starv\w*|hungry)\b/i;
const SAYS =
  /(?<!\b(?:i|u|you|we|like|as) )\b(?:says?|said|saying|told|tells?|telling|asks|asked|asking|texted|wh?isper\w*|admit\w*|wants?)\b/i;
const FACT = new RegExp(
  [
    '\\d\\d|\\d[:.]\\d|\\b(?:at|bed|room|flat|bay|no|number|ref|is|aged?) \\d|\\bknows?\\b|\\bnames?\\b|\\b(?:called|aged?|half|quarter) \\w|(?<=\\p{Ll}[,;]? )(?!I\\b)\\p{Lu}', // mid-sentence, a name
    '\\b(?:(?:an)?other|more|two|three|several|\\d) (?:kids?|child(?:ren)?|girls?|boys?|ones?|men|man)\\b',
    '\\b(?:cars?|vans?|taxi|cab|lorry|bus|train|plates?|reg|ward|bay|street|road|rd|lane|flat|house|hotel|hostel|station|hospital|airport|passport)\\b',
    '\\b(?:red|fresh|weeping|brok\\w*|bandag\\w*|pregnan\\w*|drunk|drug\\w*|knife|blade)\\b',
    '\\b(?:m[uoa]m|mother|dad|father|parents|aunt\\w*|uncle|sister|brother|passport) (?:is|are|was|lives?) ',
  ].join('|'),
  'u',
);
const TALK =
  /^\W*(?:(?:ok|okay|thanks?|thank (?:u|you)|ta|cheers|sorry|pls|please|right|yes|no|yeah|hi|hello|lol|god|omg|bye|great|good|much|so|for (?:that|this|your help)|a lot|really|will do)\b\W*)+$/i;
/** How much words say to who decides: `2` what somebody said, an injury, a name, a place, a car, a time, who knows; `0` thanks, and what is only asked of the bot. */
export function weightOf(words: string): 0 | 1 | 2 {
  const told = words.split(/(?<=[.!?\n])\s+/).filter((each) => !TALK.test(each) && !isQuestion(each));
  if (told.length === 0) return OF_HARM.test(words) || /\d/.test(words) ? 1 : 0;
  return told.some((each) => SAYS.test(each) || OF_HARM.test(each) || FACT.test(each)) ? 2 : 1;
}

/**
 * The worry as the MASH reads it on the card. Where it begins only with a hello, the first words of harm, or of the child, lead, whatever question
 * they were typed at. What only hurries the bot stands in the thread.
 */
export function worryAsRead(worry: string) {
  const { told, beside } = worryParts(worry);
  const shown = beside.filter((each) => !onlyHurries(each));
  const isChild = OF_CHILD.test(told);
  const tells = (each: string) => OF_CHILD.test(each) && (OF_HARM.test(each) || (!isChild && !isQuestion(each)));
  const harm = shown.find((each) => OF_CHILD.test(each) && OF_HARM.test(each));
  const lead = told === '' || (HELLO.test(told) && !OF_HARM.test(told)) ? (harm ?? shown.find(tells)) : undefined;
  const rest = lead === undefined ? shown : shown.toSpliced(shown.indexOf(lead), 1);
  return { told: [lead?.slice(1, -1), told].filter(Boolean).join('\n'), beside: rest };
}

/** The worry as it may be shared with another child: nobody is worried by a hello, and it is none. */
export function worryShared(worry: string): string {
  const { told, beside } = worryParts(worry);
  if (!HELLO.test(told) || OF_HARM.test(told)) return told;
  const rest = told.replace(ONE_OF_OURS, ' ');
  const left = (rest.match(/\p{L}{3,}/gu) ?? []).filter((word) => !ofHello.has(word.toLowerCase()));
  if (OF_CHILD.test(rest) || left.length > 3) return told;
  return beside.find((each) => OF_CHILD.test(each) && OF_HARM.test(each))?.slice(1, -1) ?? '';
}
const ONE_OF_OURS =
  /\b(?:one of|some of|about|with) (?:our|my|the|an?) (?:girls?|boys?|child(?:ren)?|kids?|pupils?|lads?)\b/gi;
const ofHello = new Set(
  'hiya hey hello good morning evening afternoon anyone anybody someone somebody there here you the and from our its about this need help please can could talk speak name worried concerned nurse teacher worker officer school office ward hospital hostel clinic class reception'.split(
    ' ',
  ),
);

const HURRIES =
  /\bhow (?:many|much) (?:more|longer)(?: (?:questions?|is there|are there|of these|left))?\b|\bhow long (?:is|does|will) (?:this|it)(?: (?:take|be))?\b|\b(?:can|cant|could) i (?:just )?(?:write|type|put|say|do) (?:it|this|that)(?: (?:all|down|in|here|first|instead))*\b|\bi (?:havent|have not) (?:rung|rang|phoned|called) (?:nobody|anybody|anyone|no one)\b/gi;
/** “ok send it now please for all 3”, “how many more”: said to the bot, and nothing of the child. */
const onlyHurries = (text: string) => {
  const rest = (asksToSend(text) ? '' : (besideSending(text) ?? text)).replace(HURRIES, ' ');
  return rest !== text && !saysMore(rest);
};

/** Words, as they stand there. */
export const besideLine = (said: string) => `${saidBeside}“${said.trim().replaceAll('”', '"').replaceAll('\n', ' ')}”`;

/**
 * The worry without the words, where they stand beside the questions: they are about another child. Or with them as said.
 * @param isOfThis they are about this child
 */
export function withoutWordsBeside(worry: string, said: string, isOfThis = false): string {
  const lines = worry.split('\n');
  const line = besideLine(said);
  const at = lines.findLastIndex((each) => each === line || each === `${line}${childUnsaid}`);
  return at < 0 ? worry : lines.toSpliced(at, 1, ...(isOfThis ? [line] : [])).join('\n');
}

/** The answers without these words, if they were said beside the questions: words name nobody by themselves. */
export const answersBut = (answers: Answers, words: string): Pick<Answers, 'values'> => {
  const { worry = '' } = answers.values;
  const line = besideLine(words);
  return worry.includes(line) ? { values: { ...answers.values, worry: worry.replaceAll(line, '') } } : answers;
};
/** The answers without such words: nothing that is read in them is of this child. */
export function answersOfThis(answers: Answers): Answers {
  const { worry = '' } = answers.values;
  const said = withoutUnsaid(worry);
  return said === worry ? answers : { ...answers, values: { ...answers.values, worry: said } };
}

/**
 * The worry with words that answered no question. Before anything is answered, they tell what worries somebody.
 * @param how `telling`: they are the worry. `told`: the MASH has them, and nobody has said the child
 * @returns undefined where they no longer fit
 */
export function withWordsBeside(worry: string, said: string, how: 'telling' | 'told' | undefined, { limit }: Field) {
  const words = how === 'telling' ? said.trim() : `${besideLine(said)}${how === 'told' ? childUnsaid : ''}`;
  const all = worry === '' ? words : `${worry}\n${words}`;
  return [...all].length > limit ? undefined : all;
}

/** The words of an answer that another one replaces, with the name of its question. */
export function wordsReplaced({ id, short, choices }: Field, before = '', now = ''): string | undefined {
  const { told } = worryParts(before);
  const isLost = told !== '' && now !== '' && !contains(now, told) && !choices;
  return isLost ? `${id === 'leaves-sight' ? '' : `${short}, before: `}${told}` : undefined;
}

const A_PLACE =
  /\b(?:rooms?|hall|office|class(?:room)?|lessons?|assembly|maths|art|drama|pe|music|science|english|gym|playground|canteen|library|reception|lobby|corridor|stairs|upstairs|downstairs|toilets?|kitchen|bed(?:room)?|bay|ward|clinic|a&e|hospital|surgery|school|college|nursery|centre|club|church|mosque|hostel|hotel|lodge|refuge|flat|house|home|shop|store|station|bus|park|road|street|lane|close|avenue|car|van|taxi|gate|outside|inside|here|(?:nan|gran|granny|grandma|mum|mam|aunt|auntie|friend)['’]?s)\b/i;
const OF_MAN =
  /\b(?:bloke|m[ae]n|guy|fella|uncle|boyfriend|driver|dad|about \d{2}|his|hes|he is|shes|theyre|they are|is|are|was)\b/i;
/** Whether words name a place, and tell nothing of a man or of what somebody does. */
export const namesPlace = (text: string): boolean => A_PLACE.test(text) && !OF_MAN.test(text);
