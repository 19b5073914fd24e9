import { Temporal } from 'temporal-polyfill';
import { type Instant, londonDay, longDay } from '../base/time.ts';
import { daysIn } from './typed-day.ts';
import { tidy } from './typed-words.ts';

/** A child's birth date or age as typed. `age`: full years today in London. `about`: the referrer is not certain. */
export type Birth =
  | { kind: 'born'; day: string /* YYYY-MM-DD */; age: number }
  | { kind: 'age'; years: number; about: boolean };

const OLDEST = 25; // a higher age is more likely a typing error than a child
const LEAD = /^(?:(?:at|on|born|dob|date of birth|aged?)[: ]+)+/;
const AGE =
  /^(?<almost>nearly |almost )?(?:just turned )?(?<years>\d{1,2})(?: ?(?:-|\/|or|to) ?(?<next>\d{1,2})|,? (?:(?:nearly|almost|turning|turns) (?<soon>\d{1,2})|(?<then>\d{1,2}) in [a-z]{3,9}))?(?: and a half)?(?: ?-?(?:years?|yrs?|yo|y)(?:[ -]olds?)?)?$/;

/**
 * Reads a date of birth or an age. A birth in the future, a date without a year, an age over 25 and a day that does not
 * exist are unclear. "nearly 18" is 17, and so is "17 or 18": in doubt, somebody is a child.
 * @returns undefined if it is unclear
 */
export function readBirth(text: string, now: Instant): Birth | undefined {
  const typed = tidy(text);
  if (!typed) return undefined;
  const words = typed.words
    .replace(LEAD, '')
    .replace(/(?: at)+$/, '')
    .replace(/(?<=\d) (?:in )?(?:school )?(?:year|yr) \d{1,2}$/, '');
  const age = AGE.exec(words);
  return age ? ageFrom(age.groups ?? {}, typed.approximate) : bornOn(words, now);
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
