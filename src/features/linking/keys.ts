import type { Comparable } from './comparable.ts';
import { soundsOf } from './names.ts';
import type { Home } from './places.ts';

const mostKeys = 60;

/**
 * The keys under which other cases find this one, the rarest first. Two cases without a common key are never compared.
 * A key is plain text here; the store keeps only its hash (see `hashWithSalt`).
 */
export function keysOf({ child, born, homes, carers, phones }: Comparable): string[] {
  const years = born ? Array.from({ length: born.years[1] - born.years[0] + 1 }, (_, at) => born.years[0] + at) : [];
  const keys = [
    ...phones.map(phoneKey),
    ...homes.flatMap(homeKeys),
    ...pairKeys('child', child),
    ...carers.flatMap((words) => pairKeys('carer', words)),
    ...years.flatMap((year) => nameKeys(child, year)),
  ];
  return [...new Set(keys)].slice(0, mostKeys);
}

export const phoneKey = (phone: string): string => `phone ${phone}`;

export const homeKeys = ({ numbers, postcode, street }: Home): string[] =>
  numbers.flatMap((number) => [
    ...(postcode ? [`home ${postcode} ${number}`] : []),
    ...(street ? [`street ${street} ${number}`] : []),
  ]);

/** The keys of a whole name: one for each two of its words. */
export const pairKeys = (whose: 'child' | 'carer', words: string[]): string[] =>
  pairsOf(words).map((pair) => `${whose} ${pair}`);

/** The keys of each word of a child's name, with a year in which the child may be born. */
export const nameKeys = (words: string[], year: number): string[] =>
  [...new Set(words.flatMap(soundsOf))].map((sound) => `name ${sound} ${year}`);

/** Each two words of a name by how they sound. The order of the words does not matter. */
function pairsOf(words: string[]): string[] {
  const sounds = [...new Set(words.map((word) => soundsOf(word)[0] ?? ''))].filter((sound) => sound !== '').sort();
  return sounds.flatMap((one, place) => sounds.slice(place + 1).map((other) => `${one} ${other}`));
}
