import { type Ears, hear } from '../understanding/hear.ts';
import { guessesFor } from '../understanding/models.ts';
import type { Phrase } from '../understanding/phrases.ts';
import type { Regression } from '../understanding/regression.ts';
import { wordsOf } from '../understanding/words.ts';

/** How well the phrases of one heading are read. */
export interface Score {
  heading: string;
  phrases: number;
  shares: Record<string, number>; // of 1, by what is measured
  missed: string[];
}

/** Reads phrases whose meaning is known. A heading that has no measure is left out. */
export function scoresOf(phrases: Phrase[], ears: Ears, leaving: Regression): Score[] {
  return [...new Set(phrases.map(({ means }) => means))].flatMap((heading) => {
    const texts = phrases.filter(({ means }) => means === heading).map(({ words }) => words);
    const read = texts.flatMap((text) => readingOf(heading, text, ears, leaving) ?? []);
    const [first] = read;
    if (!first) return [];
    const share = (name: string) => read.filter(({ is }) => is[name]).length / read.length;
    const shares = Object.fromEntries(Object.keys(first.is).map((name) => [name, share(name)]));
    return [{ heading, phrases: texts.length, shares, missed: texts.filter((_, at) => read[at]?.isMissed) }];
  });
}

interface Reading {
  is: Record<string, boolean>;
  isMissed: boolean;
}

function readingOf(heading: string, text: string, ears: Ears, leaving: Regression): Reading | undefined {
  const { danger, intents, does } = hear(text, [], ears);
  const [isFirst, isLine] = [danger === 'first', danger === 'line'];
  switch (heading.split(' ')[0]) {
    case 'danger':
    case 'danger-hard':
      return { is: { first: isFirst, 'first or line': isFirst || isLine }, isMissed: !danger };
    case 'near':
      return { is: { first: isFirst, line: isLine }, isMissed: isFirst };
    case 'story':
      return { is: { 'taken for a command or question': !!does, first: isFirst, line: isLine }, isMissed: !!does };
    case 'q':
    case 'c': {
      const isRight = intents.some(({ means }) => means === heading);
      return { is: { 'right, or among those asked': isRight }, isMissed: !isRight };
    }
    case 'leaving': {
      const isRight = `leaving ${guessesFor(leaving, wordsOf(text))[0]?.label}` === heading;
      return { is: { 'right class': isRight }, isMissed: !isRight };
    }
  }
  return undefined;
}
