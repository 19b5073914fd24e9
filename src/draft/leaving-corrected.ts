import { type Instant, londonClock } from '../base/time.ts';
import {
  isOnlyOfTime,
  type LeavingSaid,
  leavingIn,
  momentIn,
  momentOf,
  OF_HELPERS,
  OTHER_SENSE,
  told,
  withoutAge,
} from './leaving-said.ts';
import { readWhen } from './typed-date.ts';
import { numerals, tidy, withApostrophes } from './typed-words.ts';

/** The time that is wrong: “not half 5”. */
const NOT_TIME = new RegExp(
  `(?:\\b(?:not|instead of|rather than)|(?<!mea)n[’']?t) (?:at |(?:say|said|mean) )*(?<time>(?:half |quarter (?:to |past )?)?(?:\\d[\\d.:]*|(?:${numerals.join('|')})\\b(?! of\\b))(?: ?(?:[ap]m|oclock))?)`,
  'gi',
);
/** What stands before that: “6 not 5”. */
const NOT_OTHER = new RegExp(
  `(?<=^|[,.!?] |\\b(?:no|wait|sorry|oh) )(?=\\d[\\d.:]*(?: ?(?:[ap]m|oclock))? ${NOT_TIME.source})`,
  'gi',
);
const WRONG_TIME = /\b(?<time>\d[\d.:]*(?: ?[ap]m)?) (?:was|is) wrong\b/gi;
/** What stands before another time: “wrong, its 3.05”, “the teacher told me 3.05”, “no 5”. */
const BEFORE_TIME =
  /(?:(?:^|(?<![\s,])[\s,]+)(?:it[’']?s|is|now|told me|about|says?|said|no|nope|sorry|yes|meant|more like)|^)[\s,]+(?=\d|half|quarter|five|ten|twenty)/gi;
/** Words that may change a time, whatever stands beside them; or that do so if nothing else is said. */
const SHIFTS = /\b(?:earlier|sooner|later)\b/i;
const WAS_EARLIER = /\b(?:was|were|had|did|saw)\b[^,.;]{0,40}\bearlier\b/gi; // “he was listening earlier”
const CORRECTS = /^(?:yes|yeah|yep|no|nope|nah)\b\W*\w|\b(?:not(?! yet)|wrong|actually)\b|n[’']?t\b|\d/i;
/** Somebody tells a time, and not only a number: “the teacher told me 3.15”. */
const SAYS_TIME =
  /\b(?:told me|says?|said|reckons?|meant|wrong|actually)\b(?: (?:that|its|it|is|at|about|around|now|like))*,? (?:half|quarter|noon|midday|midnight|\d{1,2}[.:]\d\d|\d{1,2} ?(?:[ap]m|oclock|mins?|minutes?|past|to|in the|tonight|not|yeah)\b|(?:1[0-2]|[1-9])\W*$)/i;

/** “meant 14”: of the numbers that an hour may have, those that are rather the age of a child. */
const AN_AGE = /^(?!.*\b(?:at|by|before|until|till|leav\w*)\b)(?:[a-z’']+ )*(?<!\bnot )1[3-7](?: not \d{1,2})?\W*$/i;

/**
 * Reads words that follow a leaving time and may change it: “sorry not half 5 its about 3.20”. Without `at`: they may,
 * and no other time can be read.
 * A number counts only where the words are of time or of leaving, or answer “When does the child leave?”.
 * @param isConfirmed whether its author has confirmed the time: then a bare “no” takes it back
 * @param isAsked whether they were asked for a time
 */
export function correctionIn(
  text: string,
  now: Instant,
  { isConfirmed = false, isAsked = false } = {},
): LeavingSaid | undefined {
  const words = withoutAge(told(text)).trim();
  if (/\b(?:address|police|mistake)\b/i.test(text) || AN_AGE.test(words)) return undefined; // about another question
  if (/^(?:no|nope|nah|wrong)\W+(?:(?:it[’']?s|they|are|going|right) )*now\W*$/i.test(words))
    return { at: now, soon: true };
  const rest = (isAsked ? words.replace(NOT_OTHER, 'at ') : words).replace(NOT_TIME, ' ').replace(BEFORE_TIME, ' at ');
  const said = leavingIn(rest, now) ?? momentIn(rest.replace(OTHER_SENSE, ' '), now);
  const isOfTime = isAsked || isOnlyOfTime(words) || SAYS_TIME.test(words);
  if (said?.at && (said.at === now || leavingIn(words, now) || (isOfTime && !OF_HELPERS.test(words)))) return said;
  const corrects = SHIFTS.test(words.replace(WAS_EARLIER, ' ')) || (CORRECTS.test(words) && isOnlyOfTime(words));
  return corrects || (isConfirmed && /^no(?:pe)?\W*$/i.test(words)) ? {} : undefined;
}

/** “its 5 not 6”, “1710 was wrong”: the times that the words deny. */
export const timesDenied = (text: string, now: Instant): Instant[] =>
  [...text.matchAll(NOT_TIME), ...text.matchAll(WRONG_TIME)].flatMap(
    ({ groups }) => momentOf(readWhen(`at ${groups?.time}`, now, 'ahead')) ?? [],
  );
export const deniesTime = (text: string, time: Instant, now: Instant): boolean => timesDenied(text, now).includes(time);

/** Whether numbers in these words are this time, and whether others are. */
const clocksIn = (words: string, time: Instant) => {
  const [hour = 0, minute] = londonClock(time).split(':').map(Number);
  const named = [...words.matchAll(/\d[\d.:]*/g)].map(([each]) => each.split(/[.:]/).map(Number));
  return named.map(([h = 0, m = 0]) => h % 12 === hour % 12 && m === minute);
};

/** “yes 12.30ish”: whether the words say yes to this time, and name no other. */
export function confirmsTime(text: string, time: Instant): boolean {
  const { words = '' } = tidy(text) ?? {};
  const named = clocksIn(words, time);
  return /^(?:yes|yeah|yep|y)\b/.test(words) && isOnlyOfTime(words) && named.length > 0 && named.every(Boolean);
}

const REJECTS =
  "(?:\\b(?:rubbish|nonsense|wrong|not (?:right|true|what i (?:said|wrote|meant))|(?:not|never) (?:say|said|saying|mean|meant|write|wrote))|n[’']t (?:say|mean|write))\\b";
const rejects = new RegExp(REJECTS, 'i');
/** Nothing else is said: “thats rubbish”, “no i never said that”. */
const onlyRejects = new RegExp(
  `^\\W*(?:(?:no+|nope|nah|but|omg|sorry|that|that[’']?s|is|just|total|totally|complete|completely|i|did)\\W+)*${REJECTS}(?:\\W+(?:that|it|so|at all|who said that))*\\W*$`,
  'i',
);
/** “marisol IS 14”: no time. */
const IS_AGED =
  /\b(?:(?!(?:it|that|this|time|they|there)\b)\w+ (?:is|was)|whos|who[’']s|s?he[’']?s) (?:only |about )?1?\d\b(?![:.]\d| ?(?:[ap]m|oclock|mins?|minutes?|past|to)\b)/gi;
/** Whether the words deny that this time was said. @param isNext they follow the words in which it was read */
export function deniesRead(text: string, time: Instant, isNext: boolean): boolean {
  const words = withoutAge(withApostrophes(text)).replace(IS_AGED, ' ');
  return isNext && onlyRejects.test(words) ? true : rejects.test(words) && clocksIn(words, time).some(Boolean);
}

const AGE = /\b(\d{1,2}) ?(?:years?|yrs?|yo)\b/i;
/** Whether the words say that the number which was read as this time is an age: “i meant 13 years old”. */
export const saysAge = (words: string, time: Instant): boolean =>
  Number(AGE.exec(words)?.[1]) === Number(londonClock(time).slice(0, 2));
