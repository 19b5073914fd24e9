import { oncePer, oncePerWords } from '../base/once-per.ts';
import { withoutEnd } from '../base/texts.ts';
import { classes } from './models.ts';
import { featuresOf } from './regression.ts';
import { windowsOf, wordsOf } from './words.ts';

/** Something that words may describe, and how people say it. */
interface Entry {
  id: string;
  saidAs: readonly string[];
}

/** What is less like than the first, or than the second times what is likest, is not found. */
const [leastLike, leastShare] = [0.35, 0.3];

/**
 * Finds the entries that a text may describe, the likest first, each with the words of the text that are like it. It is a
 * search in a list: how like they are never leaves this file as a number.
 */
export function findDescribed(text: string, entries: readonly Entry[]): { id: string; words: string }[] {
  const pieces = piecesOf(text);
  return searchIn(entries)(text).map(({ id, place }) => ({ id, words: pieces[place] ?? '' }));
}

/** Searches each text once: a check asks for the same at each step. Of its words only their place is kept. */
const searchIn = oncePer((entries: readonly Entry[]) =>
  oncePerWords((text) => {
    const { tells, places } = indexOf(entries);
    const best = new Map<string, { place: number; like: number }>();
    for (const [place, words] of piecesOf(text).entries()) {
      if (wordsOf(words).length < 2) continue;
      const likes = new Float64Array(entries.length);
      let squares = 0;
      for (const [feature, value] of featuresIn(words)) {
        const weight = value * tells(feature);
        squares += weight ** 2;
        for (const [at, own] of places.get(feature) ?? []) likes[at] = (likes[at] ?? 0) + weight * own;
      }
      const length = Math.sqrt(squares);
      const least = Math.max(leastLike, leastShare * (Math.max(...likes) / length));
      entries.forEach(({ id }, at) => {
        const like = (likes[at] ?? 0) / length;
        if (like >= least && like > (best.get(id)?.like ?? 0)) best.set(id, { place, like });
      });
    }
    return [...best].toSorted(([, one], [, other]) => other.like - one.like).map(([id, { place }]) => ({ id, place }));
  }),
);

/** The sentences of a text as they were written, the parts of each, and stretches of what is long: each once. */
const piecesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[.!?;\n]/)
      .flatMap((sentence) => [sentence, ...sentence.split(/,| [-–—] |\bbut\b/)])
      .flatMap((part) => windowsOf(part.match(/\S+/g) ?? []).map((words) => withoutEnd(words.join(' '), ',:'))),
  ),
];

/** How much each feature tells, and of which entries, by their places. What many entries share tells little. */
const indexOf = oncePer((entries: readonly Entry[]) => {
  const values = new Map<string, Map<number, number>>();
  entries.forEach(({ saidAs }, place) => {
    for (const [feature, value] of saidAs.flatMap((said) => [...featuresIn(said)])) {
      const all = values.get(feature) ?? new Map<number, number>();
      values.set(feature, all.set(place, Math.max(value, all.get(place) ?? 0)));
    }
  });
  const known = new Map([...values].map(([feature, { size }]) => [feature, Math.log(1 + entries.length / size)]));
  const unknown = Math.log(1 + entries.length / 0.5);
  const tells = (feature: string) => known.get(feature) ?? unknown;
  const weighed = [...values].map(([feature, all]): [string, [number, number][]] => [
    feature,
    [...all].map(([place, value]) => [place, value * tells(feature)]),
  ]);
  return { tells, places: new Map(weighed) };
});

const featuresIn = (text: string) =>
  featuresOf(
    wordsOf(text).filter((word) => word !== '?'),
    classes,
  );
