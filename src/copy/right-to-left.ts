import { inRows } from '../cards/parts.ts';

/** Arabic, Hebrew and other scripts that are read from the right. The PDF library shapes their words, but sets words from the left. */

const letters = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const mirrored = new Map(
  ['()', '[]', '{}', '«»', '<>'].flatMap(([a = '', b = '']) => [[a, b] as const, [b, a] as const]),
);

export const isFromTheRight = (text: string): boolean => letters.test(text);

/** A word as it must be given to the font: its letters are turned round, so its brackets have to be, too. */
export const wordForFont = (word: string): string =>
  isFromTheRight(word) ? [...word].map((each) => mirrored.get(each) ?? each).join('') : word;

/**
 * In which order the words of one line stand on paper, from left to right, in a text that itself is read from the left: neighbours that
 * are read from the right change places, with the numbers and signs between them.
 * @returns places in `words`
 */
export function placesOnPaper(words: string[]): number[] {
  const places: number[] = [];
  while (places.length < words.length) {
    const first = places.length;
    const last = endOfRun(words, first);
    for (let place = last; place >= first; place -= 1) places.push(place);
  }
  return places;
}

/** The last word of a run that begins here; the word itself where none begins. */
function endOfRun(words: string[], first: number): number {
  if (!isFromTheRight(words[first] ?? '')) return first;
  const end = words.findIndex((word, place) => place > first && !isFromTheRight(word) && /\p{L}/u.test(word));
  return words.findLastIndex((word, place) => (end === -1 || place < end) && isFromTheRight(word));
}

/** Lines that are no wider than this; a word that is wider by itself is cut between two characters. */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): string[][] {
  const space = widthOf(' ');
  const wide = (line: string[]) => line.reduce((sum, word) => sum + space + widthOf(word), -space);
  const cut = (word: string) => inRows([...word], (piece) => widthOf(piece.join('')) <= width);
  const words = text
    .split(' ')
    .flatMap((word) => (widthOf(word) <= width ? [word] : cut(word).map((piece) => piece.join(''))));
  return inRows(words, (line) => wide(line) <= width);
}
