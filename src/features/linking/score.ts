import type { Likeness } from '../../history/desk.ts';
import { type Comparable, compareBirths, isSameHome } from './comparable.ts';
import { nameSimilarity } from './names.ts';

// How similar two names must be (out of 100) to count, depending on what else agrees; measured on
// tests/features/linking/pairs.ts.
const nameAndDay = 80;
const nameAndYear = 88;
const nameWhenDaysDiffer = 97; // both days are known and differ, so the names must be almost the same
const carerName = 88;

/**
 * The reasons why two cases may be about the same child or household. A name alone is no reason, and neither is a
 * shared surname: “Baby Brown” resembles every Brown.
 * @source R6.1.4; protocol 6.1, 6.3
 */
export function likenessesBetween(one: Comparable, other: Comparable): Likeness[] {
  const child = sameChild(one, other);
  return [
    ...(child ? [child] : []),
    ...(one.phones.some((phone) => other.phones.includes(phone)) ? (['phone'] as const) : []),
    ...(one.homes.some((home) => other.homes.some((each) => isSameHome(home, each))) ? (['address'] as const) : []),
    ...(sameCarer(one, other) ? (['carer'] as const) : []),
  ];
}

function sameChild(one: Comparable, other: Comparable): Likeness | undefined {
  const births = compareBirths(one.born, other.born);
  const names = nameSimilarity(one.child, other.child);
  const areFullNames = Math.min(one.child.length, other.child.length) >= 2;
  switch (births) {
    case 'same-day':
      return names >= (areFullNames ? nameAndDay : nameAndYear) ? 'birth-date' : undefined;
    case 'slip':
      return areFullNames && names >= nameAndYear ? 'birth-date' : undefined;
    case 'same-year':
      return areFullNames && names >= nameWhenDaysDiffer ? 'birth-year' : undefined;
    case 'years-fit':
      return areFullNames && names >= nameAndYear ? 'birth-year' : undefined;
    case 'differs':
    case 'not-known':
      return undefined;
  }
}

const sameCarer = (one: Comparable, other: Comparable) =>
  one.carers.some((name) =>
    other.carers.some((each) => Math.min(name.length, each.length) >= 2 && nameSimilarity(name, each) >= carerName),
  );
