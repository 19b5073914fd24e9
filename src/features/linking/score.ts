import type { Likeness } from '../../history/linking.ts';
import { compareBirths } from './birth.ts';
import type { Comparable } from './comparable.ts';
import { nameSimilarity } from './names.ts';
import { isSameHome } from './places.ts';

const nameAndDay = 80; // out of 100; measured on tests/features/linking/pairs.ts
const nameAndYear = 88;
const nameAndOtherDay = 97; // both days are known and differ: only the same name still says something
const carerName = 88;

/**
 * Why two cases may be of the same child or household. A name alone is no reason, nor is one shared surname: "Baby Brown" is like
 * every Brown.
 * @returns nothing where there is no reason
 * @source Trace R6.1.4; protocol 6.1, 6.3
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
  const isWhole = Math.min(one.child.length, other.child.length) >= 2;
  switch (births) {
    case 'same-day':
      return names >= (isWhole ? nameAndDay : nameAndYear) ? 'birth-date' : undefined;
    case 'slip':
      return isWhole && names >= nameAndYear ? 'birth-date' : undefined;
    case 'same-year':
      return isWhole && names >= nameAndOtherDay ? 'birth-year' : undefined;
    case 'years-fit':
      return isWhole && names >= nameAndYear ? 'birth-year' : undefined;
    case 'differs':
    case 'not-known':
      return undefined;
  }
}

const sameCarer = (one: Comparable, other: Comparable): boolean =>
  one.carers.some((name) =>
    other.carers.some((each) => Math.min(name.length, each.length) >= 2 && nameSimilarity(name, each) >= carerName),
  );
