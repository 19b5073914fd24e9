import { readdirSync } from 'node:fs';
import { once } from '../base/once-per.ts';
import { headedLists, wordsOf } from './words.ts';

/** A phrase that somebody might type, and what it means: "danger", "near", "story", "q mash", "c start", "leaving now". */
export interface Phrase {
  means: string;
  words: string;
  of?: string; // the note behind its heading: “weapons and threats”
}

/** The phrases of one file: what they mean is its heading up to a colon, where a note for readers may follow. */
export const phrasesIn = (path: string | URL): Phrase[] =>
  headedLists(path).flatMap(({ heading, lines }) =>
    lines.map((words) => {
      const [means = '', of = ''] = heading.split(/: ?/);
      return { means: means.trim(), words, of };
    }),
  );

const folder = new URL('phrases/', import.meta.url);

export const phraseFiles = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort();

/** Its lines are marked word by word. */
const marked = 'people.txt';
/** All phrases that we ship, or those of some files. */
export const shippedPhrases = (files = phraseFiles): Phrase[] =>
  files.filter((name) => name !== marked).flatMap((name) => phrasesIn(new URL(name, folder)));

const usual = once(() => {
  const times = new Map<string, number>();
  for (const { words } of shippedPhrases(phraseFiles.filter((name) => !/^(?:whereabouts|tells)/.test(name)))) // they hold names
    for (const word of wordsOf(words)) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
});
/** Whether several phrases have this word: another is rare, or a name. */
export const isUsualWord = (word: string): boolean => (usual().get(word.toLowerCase()) ?? 0) > 3;

/** Two phrases with the same key are the same phrase: they differ in spelling, case or punctuation only. */
export const keyOfPhrase = (words: string): string => keyOfWords(wordsOf(words));

/** “but” parts a sentence, so it is in no key. */
export const keyOfWords = (words: string[]): string => words.filter((word) => word !== '?' && word !== 'but').join(' ');
