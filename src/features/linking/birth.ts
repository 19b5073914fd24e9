import type { Instant } from '../../base/time.ts';
import { type Birth, readBirth } from '../../check/typed-birth.ts';

/** When a child was born, as far as it is known: the day, or the years that an age leaves open (both inclusive). */
export type Born = { day: string; years: [number, number] } | { day?: undefined; years: [number, number] };

/**
 * @param said the date of birth or age as it was typed
 * @param at   when that was: an age is of that day
 * @returns undefined when nothing can be read
 */
export function bornAs(said: string | undefined, at: Instant): Born | undefined {
  const birth: Birth = said ? readBirth(said, at) : { kind: 'unclear' };
  const yearOf = (day: string) => Number(day.slice(0, 4));
  if (birth.kind === 'unclear') return undefined;
  // The first of January is what is written down where nobody knows: only its year says something.
  if (birth.kind === 'born') {
    const years: [number, number] = [yearOf(birth.day), yearOf(birth.day)];
    return birth.day.endsWith('-01-01') ? { years } : { day: birth.day, years };
  }
  const slack = birth.about ? 1 : 0;
  const youngest = yearOf(at) - birth.years;
  return { years: [youngest - 1 - slack, youngest + slack] };
}

/** How well two births agree. `slip`: the same day but for one digit, two digits swapped, or day and month swapped. */
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
  const apart = [...one].flatMap((digit, place) => (digit === other[place] ? [] : [place]));
  const [first = 0, second = 0] = apart;
  const swapped =
    apart.length === 2 && second - first === 1 && one[first] === other[second] && one[second] === other[first];
  return apart.length === 1 || swapped;
}
