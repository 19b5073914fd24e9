import * as fuzzball from 'fuzzball';

const fewLetters = 6; // fewer could be a name: “Leann” is no “learn”
const manyLetters = 8;

const lettersOf = (word: string) => [...word].sort().join('');

/** Whether only one or two letters are wrong; two that changed places are one mistake. */
function isMeant(said: string, word: string): boolean {
  const most = word.length >= manyLetters || lettersOf(said) === lettersOf(word) ? 2 : 1;
  return word.length >= fewLetters && fuzzball.distance(said, word, { full_process: false }) <= most;
}

/** The word among these that was meant, if only one or two letters are wrong: “contcts” is “contacts”. */
export const spelled = (said: string, words: readonly string[]): string | undefined =>
  said.length > 40 ? undefined : words.find((word) => isMeant(said, word));
