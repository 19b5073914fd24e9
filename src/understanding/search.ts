import { oncePer } from '../base/once-per.ts';
import { withoutEnd } from '../base/texts.ts';
import { featuresOf } from './features.ts';
import { classes } from './models.ts';
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
  const { weigh, places } = indexOf(entries);
  const best = new Map<string, { words: string; like: number }>();
  for (const words of piecesOf(text)) {
    const weights = [...featuresIn(words)].map(([feature, value]) => [feature, weigh(feature, value)] as const);
    const length = Math.hypot(...weights.map(([, weight]) => weight));
    const likes = new Map<string, number>();
    for (const [feature, weight] of weights)
      for (const [id, own] of places.get(feature) ?? []) likes.set(id, (likes.get(id) ?? 0) + (weight * own) / length);
    const least = Math.max(leastLike, leastShare * Math.max(...likes.values()));
    for (const [id, like] of likes)
      if (like >= least && like > (best.get(id)?.like ?? 0)) best.set(id, { words, like });
  }
  return [...best].toSorted(([, one], [, other]) => other.like - one.like).map(([id, { words }]) => ({ id, words }));
}

/** The sentences of a text as they were written, the parts of each, and stretches of what is long. */
const piecesOf = (text: string): string[] =>
  text
    .split(/[.!?;\n]/)
    .flatMap((sentence) => [sentence, ...sentence.split(/,| [-–—] |\bbut\b/)])
    .flatMap((part) => windowsOf(part.match(/\S+/g) ?? []).map((words) => withoutEnd(words.join(' '), ',:')))
    .filter((words) => wordsOf(words).length > 1);

/** How much each feature tells of each entry. What many entries share tells little. */
const indexOf = oncePer((entries: readonly Entry[]) => {
  const places = new Map<string, Map<string, number>>();
  for (const { id, saidAs } of entries)
    for (const [feature, value] of saidAs.flatMap((said) => [...featuresIn(said)])) {
      const place = places.get(feature) ?? new Map<string, number>();
      places.set(feature, place.set(id, Math.max(value, place.get(id) ?? 0)));
    }
  const weigh = (feature: string, value: number) =>
    value * Math.log(1 + entries.length / (places.get(feature)?.size ?? 0.5));
  const weighed = [...places].map(([feature, place]): [string, [string, number][]] => [
    feature,
    [...place].map(([id, value]) => [id, weigh(feature, value)]),
  ]);
  return { weigh, places: new Map(weighed) };
});

const featuresIn = (text: string) =>
  featuresOf(
    wordsOf(text).filter((word) => word !== '?'),
    classes,
  );
