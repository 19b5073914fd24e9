import type { Comparable } from './comparable.ts';
import { soundsOf } from './names.ts';

const mostKeys = 60;

/**
 * Under which keys a case is found by another that may be like it, the rarest first: two cases without a key in common are never
 * compared. A key is plain text here and is stored only as `keyed` makes it.
 */
export function keysOf({ child, born, homes, carers, phones }: Comparable): string[] {
  const years = born ? Array.from({ length: born.years[1] - born.years[0] + 1 }, (_, at) => born.years[0] + at) : [];
  const sounds = [...new Set(child.flatMap(soundsOf))];
  const keys = [
    ...phones.map((phone) => `phone ${phone}`),
    ...homes.flatMap(({ numbers, postcode, street }) =>
      numbers.flatMap((number) => [
        ...(postcode ? [`home ${postcode} ${number}`] : []),
        ...(street ? [`street ${street} ${number}`] : []),
      ]),
    ),
    ...pairsOf(child).map((pair) => `child ${pair}`),
    ...carers.flatMap(pairsOf).map((pair) => `carer ${pair}`),
    ...years.flatMap((year) => sounds.map((sound) => `name ${sound} ${year}`)),
  ];
  return [...new Set(keys)].slice(0, mostKeys);
}

/** Each two words of a name by how they sound, in either order. */
function pairsOf(words: string[]): string[] {
  const sounds = [...new Set(words.map((word) => soundsOf(word)[0] ?? ''))].filter((sound) => sound !== '').sort();
  return sounds.flatMap((one, place) => sounds.slice(place + 1).map((other) => `${one} ${other}`));
}
