import { type Instant, londonClock } from '../base/time.ts';
import { instantIn, type LeavingSaid, leavingIn, momentIn, OTHER_SENSE, told, withoutAge } from './leaving-said.ts';
import { readWhen } from './typed-date.ts';
import { numerals, tidy } from './typed-words.ts';

/** The time that is wrong: “not half 5”. */
const NOT_TIME = new RegExp(
  `(?:\\b(?:not|instead of|rather than)|n[’']?t) (?:at )*(?<time>(?:half |quarter (?:to |past )?)?(?:\\d[\\d.:]*|(?:${numerals.join('|')})\\b(?! of\\b))(?: ?[ap]m)?)`,
  'gi',
);
/** What stands before another time: “wrong, its 3.05”, “the teacher told me 3.05”, “no 5”. */
const BEFORE_TIME =
  /(?:(?:^|(?<![\s,])[\s,]+)(?:it[’']?s|is|now|told me|about|says?|said|no|nope|sorry|yes|meant|more like)|^)[\s,]+(?=\d|half|quarter|five|ten|twenty)/gi;
/** Words that may change a time, whatever stands beside them; or that do so if nothing else is said. */
const SHIFTS = /\b(?:earlier|sooner|later)\b/i;
const CORRECTS = /^(?:yes|yeah|yep|no|nope|nah)\b\W*\w|\b(?:not(?! yet)|wrong|actually)\b|n[’']?t\b|\d/i;
const OF_TIME = new RegExp(
  `^(?:yes|yeah|yep|no|nope|nah|not|wrong|right|actually|sorry|maybe|but|and|i|said|think|meant?|it(?:[’']?s)?|is(?:n[’']?t)?|was(?:n[’']?t)?|that(?:[’']?s)?|the|a|an|at|about|around|more|like|than|then|time|when|oclock|half|quarter|past|to|mins?|minutes|hours?|hrs?|[ap]m|she|he|they|will|any|anymore|longer|goes|going|leaves?|leaving|${numerals.join('|')}|\\d[\\d.:]*(?:[ap]m)?)?$`,
  'i',
);
const isOnlyOfTime = (words: string) => words.split(/[^\w’':.]+|[.:]+(?!\d)/).every((word) => OF_TIME.test(word));

/** “meant 14”: of the numbers that an hour may have, those that are rather the age of a child. */
const AN_AGE = /^(?!.*\b(?:at|by|before|until|till|leav\w*)\b)(?:[a-z’']+ )*(?<!\bnot )1[3-7](?: not \d{1,2})?\W*$/i;

/**
 * Reads words that follow a leaving time and may change it: “sorry not half 5 its about 3.20”. Without `at`: they may,
 * and no other time can be read.
 * @param isConfirmed whether its author has confirmed the time: then a bare “no” takes it back
 */
export function correctionIn(text: string, now: Instant, isConfirmed: boolean): LeavingSaid | undefined {
  const words = withoutAge(told(text)).trim();
  if (/\b(?:address|police|mistake)\b/i.test(text) || AN_AGE.test(words)) return undefined; // about another question
  if (/^(?:no|nope|nah|wrong)\W+(?:(?:it[’']?s|they|are|going|right) )*now\W*$/i.test(words))
    return { at: now, soon: true };
  const rest = words.replace(NOT_TIME, ' ').replace(BEFORE_TIME, ' at ');
  const said = leavingIn(rest, now) ?? momentIn(rest.replace(OTHER_SENSE, ' '), now);
  if (said?.at) return said;
  const corrects = SHIFTS.test(words) || (CORRECTS.test(words) && isOnlyOfTime(words));
  return corrects || (isConfirmed && /^no(?:pe)?\W*$/i.test(words)) ? {} : undefined;
}

/** “its 5 not 6”: whether the words deny this time. */
export const deniesTime = (text: string, time: Instant, now: Instant): boolean =>
  [...text.matchAll(NOT_TIME)].some((match) => instantIn(readWhen(`at ${match.groups?.time}`, now, 'ahead')) === time);

/** “yes 12.30ish”: whether the words say yes to this time, and name no other. */
export function confirmsTime(text: string, time: Instant): boolean {
  const { words = '' } = tidy(text) ?? {};
  const [hour, minute] = londonClock(time).split(':').map(Number);
  const named = [...words.matchAll(/\d[\d.:]*/g)].map(([each]) => each.split(/[.:]/).map(Number));
  return (
    /^(?:yes|yeah|yep|y)\b/.test(words) &&
    isOnlyOfTime(words) &&
    named.length > 0 &&
    named.every(([h = 0, m = 0]) => h % 12 === (hour ?? 0) % 12 && m === minute)
  );
}

const AGE = /\b(\d{1,2}) ?(?:years?|yrs?|yo)\b/i;
/** Whether the words say that the number which was read as this time is an age: “i meant 13 years old”. */
export const saysAge = (words: string, time: Instant): boolean =>
  Number(AGE.exec(words)?.[1]) === Number(londonClock(time).slice(0, 2));
