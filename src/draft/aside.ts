import type { Field } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { isRole } from './fits.ts';
import { asksToSend, besideSending, saysMore } from './typed-words.ts';
import { contains } from './whose.ts';

/** What was typed and answered no question stands with the worry, a line each. It stays where somebody types the worry. */
const saidBeside = 'Said beside the questions: ';
const notSaid = ' (child not yet said)'; // the MASH has them, too
const BESIDE = new RegExp(`^${saidBeside}“[^”]*”(?: \\(child not yet said\\))?$`, 'gm');

/** The lines of a worry that were said beside the questions. */
export const besideIn = (worry = ''): string[] => worry.match(BESIDE) ?? [];

/** The worry as it was told, and what was said beside the questions, in quotation marks. */
export function worryParts(worry: string) {
  const beside = besideIn(worry).map((each) => each.slice(saidBeside.length).replace(notSaid, ''));
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
  const at = lines.findLastIndex((each) => each === line || each === `${line}${notSaid}`);
  return at < 0 ? worry : lines.toSpliced(at, 1, ...(isOfThis ? [line] : [])).join('\n');
}

/** The worry as it is sent: words of which nobody has said the child wait with the MASH, and stand in no referral. */
export const withoutUnsaid = (worry: string): string =>
  worry
    .split('\n')
    .filter((each) => !each.endsWith(`”${notSaid}`))
    .join('\n');

/**
 * The worry with words that answered no question. Before anything is answered, they tell what worries somebody.
 * @param how `telling`: they are the worry. `told`: the MASH has them, and nobody has said the child
 * @returns undefined where they no longer fit
 */
export function withWordsBeside(worry: string, said: string, how: 'telling' | 'told' | undefined, { limit }: Field) {
  const words = how === 'telling' ? said.trim() : `${besideLine(said)}${how === 'told' ? notSaid : ''}`;
  const all = worry === '' ? words : `${worry}\n${words}`;
  return [...all].length > limit ? undefined : all;
}

/** The words of an answer that another one replaces, with the name of its question. */
export function wordsReplaced({ id, short, choices }: Field, before = '', now = ''): string | undefined {
  const { told } = worryParts(before);
  const isLost = told !== '' && now !== '' && !contains(now, told) && !choices;
  return isLost ? `${id === 'leaves-sight' ? '' : `${short}, before: `}${told}` : undefined;
}

/** Who tells it, in their own words. `organisation`: only one of health, education or the police, for no child is placed there. */
interface Teller {
  name?: string | undefined;
  role?: string | undefined;
  organisation?: string | undefined;
}
export const RANK = /^(?:pcso|w?pc|t?dc|ds|ps|sgt|sergeant|insp(?:ector)?)\b/i;
const I_AM =
  "(?:(?:\\d|hi|hiya|hello|hey|ok|sorry|and|so|also|well)\\W+)*(?:its|it['’]s|this is|i['’]?m|i am|my name(?:['’]?s| is))\\W+";
const OFFICER = new RegExp(
  `^\\W*(?:\\d\\W+)?(?:${I_AM})?(${RANK.source.slice(1)})( \\d{2,6})?,? (?=\\p{L})([^,(]{2,60})(?:[,(] ?([^,(]{2,60}))?`,
  'iu',
);
const TEAM =
  /^(?:[\p{L}’'&-]+ ){0,4}(?:snt|npt|teams?|unit|cid|police|constabulary|neighbou?rhoods?|response|traffic|patrol|station|nick)$/iu;
/** “PC 2214 oakes, neighbourhood team”, “1 pcso pike eastgate snt” */
function officerIn(sentence: string): Teller | undefined {
  const [, rank = '', collar, said = '', next = ''] = OFFICER.exec(sentence) ?? [];
  const words = said.trim().split(/ +/);
  const isTwo = words.length === 2 && (collar !== undefined || !isKnownWord(words[1] ?? ''));
  const size = isTwo || (words.length > 3 && !isKnownWord(words[1] ?? '')) ? 2 : 1;
  const rest = words.slice(size).join(' ') || next.trim();
  const isTeam = TEAM.test(rest);
  if (rank === '' || !(isTeam || (collar !== undefined && words.length === size))) return undefined;
  return { name: `${rank} ${words.slice(0, size).join(' ')}`, role: rank, organisation: isTeam ? rest : undefined };
}

const SELF = new RegExp(`^\\W*${I_AM}(\\p{L}.{1,150})$`, 'iu');
const NAMED =
  /^(\p{L}[\p{L}’'-]+(?: (?!(?:the|an?|from|at|on|in|and)\b)\p{L}[\p{L}’'-]+)?)(?: (?:the|an?|from) (.+))?$/iu;
const SAFE_PLACE =
  /\b(?:a&e|a and e|ward|hospital|infirmary|clinic|surgery|health|nhs|school|primary|academy|college|nursery)\b/i;
const MAY_BE_HOME = /\b(?:house|home|lodge|hostel|unit|refuge|placement|shelter|street|road|rd|lane)\b/i;
/** “night worker at the beacon”: what they are, and where. */
function workOf(part: string): Teller | undefined {
  const said = part.replace(/^(?:an?|the) /i, '');
  const [, job = said, rest = ''] = /^(.*?) (?:at|in|on|for|from|of|with) (.*)$/.exec(said) ?? [];
  const [place = ''] = rest.split(/ (?:and|but|got|ive|where|who|theres|there) /);
  const isSafe = SAFE_PLACE.test(place) && !MAY_BE_HOME.test(place) && place.length <= 60;
  return isRole(job) ? { role: job, organisation: isSafe ? place : undefined } : undefined;
}
/** “im sandra the night worker”, “im kath, voluntary, night worker at the beacon”, “im a nurse in a&e at the royal” */
function selfIn(sentence: string): Teller | undefined {
  const [first = '', ...parts] = (SELF.exec(sentence)?.[1] ?? '').split(/[,():]| [-–] /).map((part) => part.trim());
  if (/^(?:an?|the) /i.test(first)) return workOf(first);
  const [, name = '', more = ''] = NAMED.exec(first) ?? [];
  const works = [more, ...parts.slice(0, 3)].flatMap((part) => workOf(part) ?? []);
  const isName = name !== '' && (more !== '' || !isKnownWord(name.toLowerCase())) && !isRole(name);
  return isName && works[0] ? { name, ...works[0] } : undefined;
}

/** Who tells it, where one sentence of theirs says so. */
export function tellerIn(worry: string): Teller | undefined {
  const [only, another] = worry.split(/[.!?;\n“”]/).flatMap((each) => officerIn(each) ?? selfIn(each) ?? []);
  return another && another.name !== only?.name && another.name && only?.name
    ? undefined
    : only && { ...another, ...only };
}

const A_PLACE =
  /\b(?:rooms?|hall|office|class(?:room)?|lessons?|assembly|maths|art|drama|pe|music|science|english|gym|playground|canteen|library|reception|lobby|corridor|stairs|upstairs|downstairs|toilets?|kitchen|bed(?:room)?|bay|ward|clinic|a&e|hospital|surgery|school|college|nursery|centre|club|church|mosque|hostel|hotel|lodge|refuge|flat|house|home|shop|store|station|bus|park|road|street|lane|close|avenue|car|van|taxi|gate|outside|inside|here|(?:nan|gran|granny|grandma|mum|mam|aunt|auntie|friend)['’]?s)\b/i;
const OF_MAN =
  /\b(?:bloke|m[ae]n|guy|fella|uncle|boyfriend|driver|dad|about \d{2}|his|hes|he is|shes|theyre|they are|is|are|was)\b/i;
/** Whether words name a place, and tell nothing of a man or of what somebody does. */
export const namesPlace = (text: string): boolean => A_PLACE.test(text) && !OF_MAN.test(text);
