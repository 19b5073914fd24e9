import { GB } from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import { type Instant, londonDay, longDay } from '../base/time.ts';
import { bareText, tidy } from './typed-words.ts';

/**
 * The days that a phrase can mean. A `date` is one day, and so is `nearby`, typed without a year, but clear ("last
 * friday", "tuesday 24/11", or today's date). `no-year` and `weekday` can mean several days. `nothing` means that the
 * phrase is not a day.
 */
export type Days = { kind: 'date' | 'nearby' | 'no-year' | 'weekday' | 'nothing'; days: Temporal.PlainDate[] };

const NONE: Days = { kind: 'nothing', days: [] };
const NUMBERS = [
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4}|\d{2})$/,
  /^(?<day>\d{1,2})(?<mark>[./ -])(?<month>\d{1,2})\k<mark>(?<year>\d{4}|\d{2})$/,
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})$/,
];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY =
  /^(?:(last|next|this) )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?(?: (?:the )?(.+))?$/;
// A week, a month or "a few days" is not one day, although chrono would pick one.
const NO_ONE_DAY = /\b(?:last|next|this|past|end|few|couple|months?|years?|quarters?|weekend|night)\b/;
const YEARS_AWAY = 100; // "4 march 1530" gives a time, not a year

/**
 * Reads a day as people in the UK write it, day first. A day that does not exist (31/02, 12/31) is not read as a day.
 * @param phrase lower case, single spaces, no time of day in it
 * @param today  the London day
 */
export function daysIn(phrase: string, today: Temporal.PlainDate): Days {
  const text = phrase
    .replace(/^(?:(?:at|on|by) )+/, '')
    .replace('fortnight', '2 weeks')
    .replace('a 2', '2');
  const weekday = WEEKDAY.exec(text);
  if (weekday) return weekdays(weekday, today);
  const numbers = NUMBERS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!numbers) return inWords(text, today);
  const [day, month] = [Number(numbers.day), Number(numbers.month)];
  return numbers.year === undefined ? anyYear(month, day, today) : dated(fullYear(numbers.year), month, day);
}

// Accepts only what chrono calls certain. The reference is noon UTC on the London day, so that time zones make no
// difference.
function inWords(text: string, today: Temporal.PlainDate) {
  if (NO_ONE_DAY.test(text)) return NONE;
  const parsed = GB.parse(text, { instant: new Date(`${today}T12:00:00.000Z`), timezone: 0 });
  const start = parsed[0]?.start;
  if (!start || parsed[0]?.text !== text || parsed[0].end || start.isCertain('hour')) return NONE;
  if (!start.isCertain('day') || !start.isCertain('month')) return NONE;
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0];
  if (!start.isCertain('year')) return anyYear(month, day, today);
  return Math.abs(year - today.year) > YEARS_AWAY ? NONE : dated(year, month, day);
}

function weekdays([, modifier, name = '', rest]: RegExpExecArray, today: Temporal.PlainDate): Days {
  const number = WEEKDAYS.indexOf(name) + 1;
  if (rest !== undefined) {
    // "tuesday 25/11" is not a day in a year in which 25 November is a Wednesday.
    const { kind, days } = daysIn(rest, today);
    const agreeing = days.filter((day) => day.dayOfWeek === number);
    return { kind: kind === 'no-year' && agreeing.length === 1 ? 'nearby' : kind, days: agreeing };
  }
  const thisWeek = today.add({ days: number - today.dayOfWeek });
  // On a Wednesday, "last tuesday" means yesterday to some people and last week to others. "Next friday" is ambiguous
  // too.
  const isInThisWeek = modifier === 'last' ? number < today.dayOfWeek : modifier === 'next' && number > today.dayOfWeek;
  if (isInThisWeek) return NONE;
  if (modifier === 'last') return { kind: 'nearby', days: [thisWeek.subtract({ days: 7 })] };
  if (modifier === 'next') return { kind: 'nearby', days: [thisWeek.add({ days: 7 })] };
  return { kind: 'weekday', days: [-7, 0, 7].map((days) => thisWeek.add({ days })) };
}

function anyYear(month: number, day: number, today: Temporal.PlainDate): Days {
  if (month === today.month && day === today.day) return { kind: 'nearby', days: [today] };
  const years = [today.year - 1, today.year, today.year + 1];
  return { kind: 'no-year', days: years.flatMap((year) => dated(year, month, day).days) };
}

function dated(year: number, month: number, day: number): Days {
  try {
    return { kind: 'date', days: [Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })] };
  } catch (error) {
    if (error instanceof RangeError) return NONE; // the calendar has no such day
    throw error;
  }
}

// A two-digit year is never in the 1900s, because nobody in these forms is that old. So 4/3/99 is in the future; as a
// date of birth it is unclear.
function fullYear(typed: string) {
  return typed.length === 2 ? 2000 + Number(typed) : Number(typed);
}

/** A child's birth date or age as typed. `age`: full years today in London. `about`: the referrer is not certain. */
export type Birth =
  | { kind: 'born'; day: string /* YYYY-MM-DD */; age: number }
  | { kind: 'age'; years: number; about: boolean };

const OLDEST = 25; // a higher age is more likely a typing error than a child
const LEAD = /^(?:(?:at|on|born|dob|date of birth|aged?|s?he(?:['’]?s| is)|they(?:['’]?re| are))[: ]+)+/;
const AGE =
  /^(?<almost>nearly |almost )?(?:just turned )?(?<years>\d{1,2})(?: ?(?:-|\/|or|to) ?(?<next>\d{1,2})|,? (?:(?:nearly|almost|turning|turns) (?<soon>\d{1,2})|(?<then>\d{1,2}) in [a-z]{3,9}))?(?: and a half)?(?: ?-?(?:years?|yrs?|yo|y)(?:[ -]olds?)?)?$/;

/** “15, 3/4/2011”, “16 dob 12 feb 2010” */
const AGE_AND_BIRTH = /^(1?\d) (?:(?:dob|born|birthday|on|and) )*(\d.*)$/;

/**
 * Reads a date of birth or an age. A birth in the future, a date without a year, an age over 25 and a day that does not
 * exist are unclear. "nearly 18" is 17, and so is "17 or 18": in doubt, somebody is a child.
 * @returns undefined if it is unclear
 */
export function readBirth(text: string, now: Instant): Birth | undefined {
  const typed = tidy(text);
  if (!typed) return undefined;
  const said = typed.words
    .replace(/(?: at)+$/, '')
    .replace(/(?: so)? (?:s?he|they) (?:says?|said|thinks?|reckons?)$/, '');
  const [, year] = /\b(?:born|dob|birth)[: ]+(?:in )?(20\d\d)$/.exec(said) ?? [];
  const least = Number(londonDay(now).slice(0, 4)) - Number(year ?? 0) - 1; // or a year older: in doubt, somebody is a child
  if (year) return least >= 0 && least <= OLDEST ? { kind: 'age', years: least, about: true } : undefined;
  const words = said.replace(LEAD, '').replace(/(?<=\d) (?:in )?(?:school )?(?:year|yr) \d{1,2}$/, '');
  const age = AGE.exec(words);
  if (age) return ageFrom(age.groups ?? {}, typed.approximate);
  const whole = bornOn(words, now);
  const [, years = '', day = ''] = AGE_AND_BIRTH.exec(words) ?? [];
  const birth = whole ?? bornOn(day, now);
  return whole || (birth?.kind === 'born' && birth.age === Number(years)) ? birth : undefined; // where both say the same
}

/** @returns "born 4 March 2012, now 14", "about 14" or "14", to repeat back */
export function birthInWords(b: Birth): string {
  if (b.kind === 'born') return `born ${longDay(b.day)}, now ${b.age}`;
  return b.about ? `about ${b.years}` : `${b.years}`;
}

function ageFrom(parts: Record<string, string | undefined>, approximate: boolean): Birth | undefined {
  const typed = Number(parts.years);
  const next = parts.next ?? parts.soon ?? parts.then; // “14, 15 in August”
  if (next !== undefined && Number(next) !== typed + 1) return undefined; // "4/3" does not mean two ages
  const years = parts.almost ? typed - 1 : typed;
  if (years < 0 || typed > OLDEST) return undefined;
  return { kind: 'age', years, about: approximate || parts.almost !== undefined || parts.next !== undefined };
}

function bornOn(words: string, now: Instant): Birth | undefined {
  const today = Temporal.PlainDate.from(londonDay(now));
  const { kind, days } = daysIn(words, today);
  const born = days[0];
  // A two-digit year never means the last century: somebody born then is too old for this form.
  if (!born || kind !== 'date' || Temporal.PlainDate.compare(born, today) > 0) return undefined;
  const { years } = born.until(today, { largestUnit: 'years' }); // born on 29 February: a year older on 1 March
  return years > OLDEST ? undefined : { kind: 'born', day: born.toString(), age: years };
}

const NAMED_AGE =
  /^(?:(?:no|sorry|ok|oh|omg|wait|ffs|actually|its)[ ,!]+)*(?!(?:room|ward|flat|bed|unit|year|its|this|that|only|about)\b)(\p{L}{3,20}?)s?(?: is| was)? (?:(?:only|actually|really|just) )*(1?\d)(?: years old| yrs? old)?(?:$|[,!.])/u;
/** The name and the age of “jodies 13!! birthday is 4th august”. */
export function namedAge(text: string): { name: string; age: string } | undefined {
  const parts = bareText(text).split(/(?<=[.!?;\n])/);
  const found = parts.map((each) => NAMED_AGE.exec(each.trim())).find((each) => each !== null);
  return found ? { name: found[1] ?? '', age: found[2] ?? '' } : undefined;
}
