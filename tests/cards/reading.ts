import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** How hard our own words are to read: the Flesch-Kincaid grade, a school year of the United States. Add five for the age. */

const sentenceBreaks = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
const wordBreaks = new Intl.Segmenter('en-GB', { granularity: 'word' });

/** What nobody reads as a sentence: sections of the protocol, references, telephone numbers, times and dates. */
const noise = [
  /\([^()]*§[^()]*\)/g,
  /\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/g,
  /\b0\d{2,4}(?: \d{3,})+\b/g,
  /\b\d{1,2}:\d{2}\b(?:, \w+ \d{1,2} \w+)?/g,
];

export const sentencesOf = (lines: string[]): string[] =>
  lines
    .flatMap((line) => line.split('\n'))
    .map((line) => noise.reduce((text, each) => text.replace(each, ''), line))
    .flatMap((line) => [...sentenceBreaks.segment(line)].map(({ segment }) => segment.replace(/\s+/g, ' ').trim()))
    .filter((sentence) => wordsIn(sentence).length > 0);

export function wordsIn(sentence: string): string[] {
  return [...wordBreaks.segment(sentence)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** The library hears a third syllable in "trafficked"; a number counts as one. */
const syllables = (word: string): number => Math.max(1, syllable(word) - (/^trafficked$/i.test(word) ? 1 : 0));

/** The grade of a body of text. Every line is a sentence at least, as a label or a button is for who reads it. */
export function gradeOf(lines: string[]): number {
  const sentences = sentencesOf(lines);
  const words = sentences.flatMap(wordsIn);
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: spoken });
}
