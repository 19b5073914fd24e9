import type { Instant } from '../../base/time.ts';
import { type Birth, readBirth } from '../../check/typed-birth.ts';

/** When a child was born, as far as anybody knows: the day, or only the range of years (both inclusive). */
export type Born = { day: string; years: [number, number] } | { day?: undefined; years: [number, number] };

/**
 * Reads a date of birth or an age.
 * @param typed the date or the age as it was typed
 * @param at    when it was typed: an age counts from that day
 * @returns undefined when the text cannot be read
 */
export function bornAs(typed: string | undefined, at: Instant): Born | undefined {
  const birth: Birth = typed ? readBirth(typed, at) : { kind: 'unclear' };
  const yearOf = (day: string) => Number(day.slice(0, 4));
  if (birth.kind === 'unclear') return undefined;
  // People write the first of January when they do not know the day, so only its year counts.
  if (birth.kind === 'born') {
    const years: [number, number] = [yearOf(birth.day), yearOf(birth.day)];
    return birth.day.endsWith('-01-01') ? { years } : { day: birth.day, years };
  }
  const slack = birth.about ? 1 : 0;
  const youngest = yearOf(at) - birth.years;
  return { years: [youngest - 1 - slack, youngest + slack] };
}

/** How well two births agree. `slip`: one digit differs, two digits are swapped, or day and month are swapped. */
type BirthLikeness = 'same-day' | 'slip' | 'same-year' | 'years-fit' | 'differs' | 'not-known';

export function compareBirths(one: Born | undefined, other: Born | undefined): BirthLikeness {
  if (!one || !other) return 'not-known';
  if (one.day && other.day) {
    if (one.day === other.day) return 'same-day';
    if (isSlip(one.day, other.day)) return 'slip';
    return one.years[0] === other.years[0] ? 'same-year' : 'differs';
  }
  return one.years[0] <= other.years[1] && other.years[0] <= one.years[1] ? 'years-fit' : 'differs';
}

function isSlip(one: string, other: string): boolean {
  const [year, month, day] = one.split('-');
  if (other === `${year}-${day}-${month}`) return true;
  const differences = [...one].flatMap((digit, place) => (digit === other[place] ? [] : [place]));
  const [first = 0, second = 0] = differences;
  const isSwapped =
    differences.length === 2 && second - first === 1 && one[first] === other[second] && one[second] === other[first];
  return differences.length === 1 || isSwapped;
}
