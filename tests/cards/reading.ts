import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { once } from './sample-answers.ts';

/**
 * Measures how hard our words are to read. The reading age is five years more than the US school year that two formulas
 * give in the mean: Flesch-Kincaid, which counts syllables, and the Automated Readability Index, which counts letters.
 */

const sentenceBreaks = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
const wordBreaks = new Intl.Segmenter('en-GB', { granularity: 'word' });

/** Parts that are not read as sentences: where words are from, references, telephone numbers, times and dates. */
const noise = [
  /\([^()]*§[^()]*\)/g,
  /\([^()]*not confirmed\)/g,
  /\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/g,
  /\b0\d{2,4}(?: \d{3,})+\b/g,
  /\b\d{1,2}:\d{2}\b(?:, \w+ \d{1,2} \w+)?/g,
];

/** The sentences of a line. Cards repeat their lines, and to find where a word begins takes long. */
const sentencesOfLine = once((line: string) =>
  noise
    .reduce((text, each) => text.replace(each, ''), line)
    .split(/\n| · /)
    .flatMap((text) =>
      [...sentenceBreaks.segment(text)].map(({ segment }) =>
        segment
          .replace(/^[\s:]+/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    )
    .filter((sentence) => wordsIn(sentence).length > 0),
);

export const sentencesOf = (lines: string[]): string[] => lines.flatMap(sentencesOfLine);

export const wordsIn = once((sentence: string): string[] =>
  [...wordBreaks.segment(sentence)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
);

/** The library counts a third syllable in "trafficked". A number counts as one syllable. */
const syllables = once((word: string): number => Math.max(1, syllable(word) - (/^trafficked$/i.test(word) ? 1 : 0)));

/** The reading age of a text. Every line counts as at least one sentence, because people read a label or a button as one. */
export function ageOf(lines: string[]): number {
  const sentences = sentencesOf(lines);
  const words = sentences.flatMap(wordsIn);
  const syllableCount = words.reduce((sum, word) => sum + syllables(word), 0);
  const flesch = fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllableCount });
  const letters = 4.71 * (words.join('').length / words.length) + 0.5 * (words.length / sentences.length) - 21.43;
  return 5 + (flesch + letters) / 2;
}
