import type { Texts } from '../base/texts.ts';
import { type Instant, londonClock, londonDay, msBetween, plus } from '../base/time.ts';
import { guessesFor, models } from '../understanding/models.ts';
import { wordsOf } from '../understanding/words.ts';
import { type Answers, answerTo, type Leaves } from './draft.ts';
import { isNight, sinceWhen, undenied, withClocks, withDays, withNight } from './leaving-clauses.ts';
import { readWhen, type When, whenInWords } from './typed-date.ts';
import { isUnsure, numerals, plainWords, tidy } from './typed-words.ts';

/** The choices of “When will they next leave your sight?”. */
export const leavingChoices = {
  now: 'Now',
  'within-hour': 'Within an hour',
  ahead: 'Later today, at …',
  'not-before-tomorrow': 'Not before tomorrow',
  'not-with-me': 'The child is not with me',
  unknown: 'I do not know',
} satisfies Partial<Record<Leaves, string>>;
type Choice = keyof typeof leavingChoices;
const choices = Object.entries(leavingChoices) as [Choice, string][];

/**
 * When the child leaves. `at`: the moment, as far as it is known; of one who has left without a time, the moment of the
 * words. `day`: the day alone.
 */
interface Leaving {
  is: Leaves;
  at?: Instant;
  day?: string;
  approximate?: boolean;
}

/** An answer as the choice and the person’s own words beside it. */
export function splitLeaving(answer: string): { chosen?: Choice; words: string } {
  const choice = choices.find(([, label]) => answer === label || answer.startsWith(`${label}: `));
  return choice ? { chosen: choice[0], words: answer.slice(choice[1].length + 2) } : { words: answer };
}

/** The boxes of a card with the choice and the words of its leaving question in one answer. */
export function withLeavingChoice({ leaves, ...fields }: Texts): Texts {
  const label = leaves && (leavingChoices as Texts)[leaves];
  const { 'leaves-sight': words = '' } = fields;
  if (!label || (leaves === 'ahead' && words.trim() !== '')) return fields;
  return { ...fields, 'leaves-sight': words.trim() === '' ? label : `${label}: ${words}` };
}

const HOUR_MS = 60 * 60_000;
const soon: readonly Leaves[] = ['gone', 'now', 'within-hour', 'ahead'];

/**
 * Reads when the child leaves the referrer’s sight: by the choice, by a time in the words, or else by examples. What is
 * left is `unread`. A calm choice counts only as far as the words beside it name no nearer time.
 */
export function readLeaving(answer: string, now: Instant, sure = 0): Leaving {
  const { chosen, words } = splitLeaving(answer);
  const read = words.trim() === '' ? undefined : inWords(sinceWhen(words), now, sure);
  if (!chosen) return read ?? { is: 'unread' };
  if (read && soon.includes(read.is) && !(soon.includes(chosen) && soon.indexOf(chosen) <= soon.indexOf(read.is)))
    return read;
  return ofChoice(chosen, now);
}

function ofChoice(is: Choice, now: Instant): Leaving {
  if (is === 'now') return { is, at: now };
  if (is === 'within-hour') return { is, at: plus(now, HOUR_MS) };
  return { is: is === 'ahead' ? 'unread' : is };
}

function inWords(given: string, now: Instant, sure: number): Leaving {
  const choice = choices.find(([, label]) => plainWords(label) === plainWords(given));
  if (choice) return ofChoice(choice[0], now);
  const text = withNight(withClocks(given), now);
  if (isUnsure(text)) return { is: 'unknown' };
  const guess = /\bpolice\b/i.test(text) ? undefined : guessed(text, sure); // what the police do is no leaving
  const when = /^\d{1,2}$/.test(text.trim())
    ? readWhen(`at ${text}`, now, 'ahead')
    : (readWhen(text, now, 'ahead') ?? timeAmong(text, now, guess === 'gone'));
  if (when?.kind === 'day') return { is: when.day > londonDay(now) ? 'not-before-tomorrow' : 'unread', day: when.day };
  if (!when && guess === 'not-before-tomorrow' && isNight(now) && text !== withDays(withClocks(given)))
    return { is: 'unread' }; // it may be this morning
  if (when) return { is: when.at > now ? 'ahead' : when.at < now ? 'gone' : 'now', ...when };
  return { is: guess ?? 'unread', ...(going.includes(guess ?? '') && { at: now }) };
}

/** How sure the examples must be: a calm reading rings nobody. */
const sureFrom: Partial<Record<string, number>> = {
  now: 0.5,
  gone: 0.6,
  'not-before-tomorrow': 0.65,
  'not-with-me': 0.65,
};
const NEGATIVE = /\b(?:not|never|nobody|cannot|(?:do|does|did|is|are|was|were|wo|ca|has|have|would|could)n['’]?t)\b/i;

/** Words of a child who went. Then the examples must be surer before anything is read as calm. */
const GOING = /\b(?:went|gone|left|off|slipped|ran|vanished|disappeared|taken|took)\b/i;
const sureDespite = 0.97;

/** “im shaking”, “im here with her” say of their author how it is, and nothing of when a child leaves. */
const OF_AUTHOR = /^\W*(?:(?:please|pls|ok|omg|god|and|but|so)\W+)*(?:i(?:['’]?m| am)|my \w+ (?:is|are))\b/i;
const AWAY = new RegExp(
  `${NEGATIVE.source}|\\b(?:s?hes?|they(?:re)?|child|girl|boy|kids?|away|home|left|work|gone)\\b`,
  'i',
);

const going: string[] = ['now', 'gone'] satisfies Leaves[];
type Guess = 'now' | 'gone' | 'not-before-tomorrow' | 'not-with-me';
function guessed(text: string, sure: number): Guess | undefined {
  const guesses = guessesFor(models.leaving(), wordsOf(text));
  const [{ label } = { label: '' }] = guesses;
  const alike = going.includes(label) ? going : [label]; // whether they have left or are leaving is often unclear
  const p = guesses.reduce((sum, each) => sum + (alike.includes(each.label) ? each.p : 0), 0);
  const needed = label.startsWith('not-') && GOING.test(text) ? sureDespite : (sureFrom[label] ?? 2);
  const isSure = p >= Math.max(sure, needed);
  const isOfAuthor = label === 'not-with-me' && OF_AUTHOR.test(text) && !AWAY.test(text);
  return isSure && !isOfAuthor && !(label === 'now' && NEGATIVE.test(text)) ? (label as Guess) : undefined;
}

const JUST_MISSED = 30 * 60_000;
const NUMBER = `(?:${numerals.join('|')})`;
const HOUR = `(?:\\d{1,2}|${NUMBER})`;
const NOT_A_CLOCK =
  "(?! (?:\\w+ )?(?:road|rd|street|st|lane|close|avenue|drive|house|flat|people|men|women|kids|children|girls|boys|others|days|weeks|months|nights|years)\\b| (?!(?:s?he|they|we|i|you|it|the|an?|his|her|their|my|to|on|in|by|and)\\b)[a-z'’]+ (?:way|court|gardens?|place|crescent|terrace|grove|hill|walk|square|park|mews|rise|view|green|row|parade)\\b)";
const PREPOSITION = '(?:at|by|before|until|till?|after|between|than)';
const AT = new RegExp(`^${PREPOSITION} `);
const CLOCK = new RegExp(
  `(?<![\\d.:£/])\\b(?:(?:${PREPOSITION} )?(?:${[
    `(?:half|(?:a )?(?:quarter|twenty[ -]five|five|ten|twenty|\\d{1,2})(?: ?min(?:ute)?s?)?) (?:past|to) ${HOUR}(?: oclock)?(?: ?[ap]m)?`,
    `half ${HOUR}(?: ?[ap]m)?(?! h(?:ou)?rs?\\b)`,
    'noon|midday',
    '(?:[01]?\\d|2[0-3])[:.][0-5]\\d(?: ?[ap]m| ?(?:hrs?|hours|h))?',
    '(?:[01]\\d|2[0-3])[0-5]\\d ?(?:hrs?|hours|h)',
    `${HOUR} ?(?:am|pm|oclock)`,
  ].join('|')})|${PREPOSITION} (?:(?:[01]\\d|2[0-3])[0-5]\\d|${HOUR})${NOT_A_CLOCK})(?![\\d.:/]\\d|\\w)`,
  'g',
);
const SPAN = new RegExp(
  `(?<!\\b(?:for|every|last|past) )\\b(?:an hour and a half|half an hour|(?:a )?few minutes|(?:\\d{1,3}|an?|${NUMBER}|fifteen|twenty|thirty|forty) ?(?:hours?|hrs?|minutes?|mins?))\\b(?<ago> ago)?`,
  'g',
);
const DAY =
  /\b(?:today|yesterday|tomorrow(?: morning| afternoon| evening)?|tonight|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: morning| afternoon| evening)?|this (?:morning|afternoon|evening)|in the (?:morning|afternoon|evening))\b/g;
/** The time of another thing. */
const OTHER = /\b(?:rang|rung|called|phoned|came|arrived|admitted|seen|saw|born|woke|since)(?: \w+)? $/;
/** “Not until 4” and “not before 4” name the time, “not at 4” does not. */
const DENIED = new RegExp(`${NEGATIVE.source}(?! sure)(?!.*\\b(?:until|till?|before|later|after)\\b)`);

/** The earliest time among some words. @param isGone the child has left, so a time that has passed may be meant */
function timeAmong(text: string, now: Instant, isGone: boolean): When | undefined {
  const { words: all = '', approximate = false } = tidy(text) ?? {};
  const words = DENIED.test(all) ? undenied(all) : all;
  const days = [...words.matchAll(DAY)].map(([day]) => day);
  const clocks = [...words.matchAll(CLOCK)].flatMap(({ 0: clock, index }) => {
    if (OTHER.test(words.slice(0, index).replace(/\bat $/, ''))) return [];
    const time = clock.replace(AT, '');
    return nearest(['at', time, ...(days.length === 1 ? days : [])].join(' '), now, isGone) ?? [];
  });
  const spans = [...words.matchAll(SPAN)].flatMap(({ 0: span, groups }) =>
    groups?.ago ? (isGone && readWhen(span, now, 'past')) || [] : (readWhen(`in ${span}`, now, 'ahead') ?? []),
  );
  const [first] = [...clocks, ...spans]
    .flatMap((when) => (when.kind === 'instant' ? [when] : []))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  return first && { ...first, approximate: first.approximate || approximate };
}

/** The next moment with this time; or the last one, if the child has left and it is nearer, or if it was just missed. */
function nearest(time: string, now: Instant, isGone: boolean) {
  const [ahead, past] = (['ahead', 'past'] as const).map((direction) => readWhen(time, now, direction));
  if (past?.kind !== 'instant' || past.at > now) return ahead;
  const since = msBetween(past.at, now);
  if (ahead?.kind !== 'instant') return isGone || since < JUST_MISSED ? past : undefined;
  return isGone && since < msBetween(now, ahead.at) ? past : ahead;
}

const COMES_OR_GOES =
  /\b(?:then (?:s?he|they)|be out|with (?:me|us) (?:un)?till?|(?:com|leav|tak|mov|driv)(?:e|es|ing)|go(?:es|ing|ne)?|took|taken|left|pick\w*|collect\w*|fetch\w*|home|g[eo]t\w* in(?:to)?)\b/i;
const HAS_GONE = /\b(?:gone|left|took|taken|got in(?:to)?|went|drove|picked)\b/i;
const NOT_TODAY =
  /\b(?:yesterday|last|usually|normally|always|often|sometimes|every|each|most|nights|weeks?|months?)\b/i;
const tellIt = ['worry', 'child-name', 'whereabouts', 'with'];

/**
 * A time that other answers hold beside somebody who comes or goes: “lessons til 3.15 then he comes”. The question of leaving
 * asks whether it is that.
 */
export function timeTold(
  { values }: Answers,
  now: Instant,
): { at: Instant; isGone: boolean; words: string } | undefined {
  for (const sentence of sentencesTold(values)) {
    const isGone = HAS_GONE.test(sentence);
    const when = timeAmong(withNight(withClocks(sentence), now), now, isGone);
    if (when?.kind === 'instant')
      return { at: when.at, isGone: isGone && when.at <= now, words: sentence.trim().slice(0, 80) };
  }
  return undefined;
}
/** Whether words name that time, and no other: “6”, “at 6 in the morning”. */
export function namesTime(text: string, { at }: { at: Instant }, now: Instant): boolean {
  const read = [text, `at ${text}`].map((words) => readLeaving(words, now, NO_GUESS).at);
  return read.some((each) => each && onFace(each) === onFace(at)) && !SHIFTED.test(text);
}
const SHIFTED = /\b(?:not|or|before|earlier|sooner|later|wait|actually)\b/i;
/** Where the hands of a clock stand then. */
export const onFace = (time: Instant): string => {
  const [hour, minute] = londonClock(time).split(':').map(Number);
  return `${(hour ?? 0) % 12}:${minute}`;
};
/** “310 pickup”: a time in the answer itself. */
const SHORT_TIME =
  /(?<![\d.:£/-]|\b(?:room|rm|ward|bed|bay|flat|unit|house|bus|ext|bleep|number|no|ref|log|cad)\.? ?)\b([1-9])([0-5]\d)\b(?![.:/-]?\d| ?(?:quid|pounds|miles|people|bus|train|road|street|st|lane|avenue)\b)/gi;
const shortTimes = (answer = '') => {
  const said = answer.replace(SHORT_TIME, '$1:$2');
  return said === answer ? [] : [said.slice(0, 80)];
};
const sentencesTold = (values: Texts) => [
  ...shortTimes(values['leaves-sight']),
  ...tellIt
    .flatMap((id) => (values[id] ?? '').split(/[\n;“”]|[.!?](?=\s|$)| but /))
    .filter((each) => COMES_OR_GOES.test(each) && !NOT_TODAY.test(each))
    .map((each) => each.slice(0, 200)),
];

const WITHIN = /\b(?:with)?in (?:the|an?|half an?)(?: next)?(?: half)? hour\b/i;
const ONLY_SAYS =
  /^(?:\W*\b(?:but|i|s?he|they|says?|said|told|you|u|its?|is|like|just|already|maybe|about|ok|so|yes|no)\b)*\W*/i;
const OF_HELP = /\b(?:police|999|ambulance|paramedics?|officers?|social worker|mash|help)\b/i;
const SOON_MS = 2 * HOUR_MS;
/** Whether words say that the child goes or is taken within two hours: “he wants to take her home within the hour”, “i said in 20 mins”. */
export function leavesSoon(text: string, now: Instant): boolean {
  if (NEGATIVE.test(text) || NOT_TODAY.test(text) || OF_HELP.test(text)) return false;
  const bare = text.replace(ONLY_SAYS, '');
  const { is, at } = readLeaving(bare, now, NO_GUESS);
  const isSoon = WITHIN.test(text) || (is === 'ahead' && at !== undefined && at <= plus(now, SOON_MS));
  const isOnlyTime = bare.replace(WITHIN, '').trim() === '' || readWhen(bare, now, 'ahead') !== undefined;
  return isSoon && (isOnlyTime || COMES_OR_GOES.test(text));
}
const NO_GUESS = 2;

const NAMED_DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?<=\b(?:on|this|by|next|come) )(?:mon|tues?|wed|thurs?|fri|sat|sun)\b|\btomorrow\b|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b/i;
const TAKES_AWAY =
  /\b(?:tak(?:e|es|ing)|mov(?:e|es|ing)|send(?:s|ing)?|driv(?:e|es|ing)|fly(?:ing)?|flies|collect(?:s|ing)?|fetch\w*|pick(?:s|ing)?|bring(?:s|ing)?) (?:up )?(?:her|him|them|us|the (?:child|girl|boy|baby|kid)s?|all of them|both)\b|\b(?:being|be|get(?:ting)?|gets) (?:taken|moved|sent|flown|collected|picked up)\b|\b(?:flights?|flying|flies|fly)\b/i;
const NOT_AWAY =
  /\b(?:to (?:school|college|nursery|class|church|the (?:gp|doctors?|dentist|shops?|park)|swimming|football)|home from|every|usually|always|never|not|used to|last)\b|\bon \w+days\b/i;
/** The day, not before this one, on which somebody takes the child away or is going to: “uncle is taking them all away friday”. */
export function takenOn(text: string, now: Instant): string | undefined {
  for (const part of text.split(/[.!?;\n]|\b(?:but|because|cos)\b/)) {
    const [day] = NAMED_DAY.exec(part) ?? [];
    if (!day || !TAKES_AWAY.test(part) || NOT_AWAY.test(part) || OF_HELP.test(part)) continue;
    const when = readWhen(day.toLowerCase(), now, 'ahead');
    return when?.kind === 'day' ? when.day : londonDay(now); // today is named by its own day
  }
  return undefined;
}

/** Whether there is such a time, whatever the hour is. */
export const tellsTime = ({ values }: Answers): boolean =>
  sentencesTold(values).some((each) => each.toLowerCase().match(CLOCK) !== null);

/** What the answer says of it. One without a reading is unread, and never taken for calm. */
export function leavesIn(answers: Answers): Leaves | undefined {
  const { leaves, at, day } = answers.readings['leaves-sight'] ?? {};
  return leaves ?? (answerTo(answers, 'leaves-sight') && !at && !day ? 'unread' : undefined);
}

const words: Partial<Record<Leaves, string>> = {
  ...leavingChoices,
  'not-with-me': 'The child is not with the referrer',
  gone: 'They have gone',
  unread: 'No time known',
  unknown: 'No time known',
};

/** The class in words, or the time that is known. */
export function leavingInWords({ is, at, day, approximate = false }: Leaving): string {
  if (is === 'ahead' && at) return whenInWords({ kind: 'instant', at, approximate });
  const time = day ? whenInWords({ kind: 'day', day }) : undefined;
  return [words[is], time].filter(Boolean).join(', ');
}
