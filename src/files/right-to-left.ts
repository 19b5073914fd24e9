import { inRows } from '../cards/parts.ts';

// Arabic, Hebrew and other right-to-left scripts. The PDF library shapes their words correctly, but places the words
// from left to right.

const letters = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const mirrored = new Map(
  ['()', '[]', '{}', '«»', '<>'].flatMap(([a = '', b = '']) => [[a, b] as const, [b, a] as const]),
);

export const isRightToLeft = (text: string) => letters.test(text);

/** A word as the font needs it. The font reverses its letters, so its brackets must be mirrored. */
export const wordForFont = (word: string): string =>
  isRightToLeft(word) ? [...word].map((each) => mirrored.get(each) ?? each).join('') : word;

/**
 * The visual order, from left to right, of the words of one line in a left-to-right text. A run of neighbouring
 * right-to-left words is reversed, including the numbers and punctuation between them.
 * @returns indices into `words`
 */
export function visualOrder(words: string[]): number[] {
  const places: number[] = [];
  while (places.length < words.length) {
    const first = places.length;
    const last = endOfRun(words, first);
    for (let place = last; place >= first; place -= 1) places.push(place);
  }
  return places;
}

/** The index of the last word of the right-to-left run that begins here, or of this word if no run begins here. */
function endOfRun(words: string[], first: number) {
  if (!isRightToLeft(words[first] ?? '')) return first;
  const end = words.findIndex((word, place) => place > first && !isRightToLeft(word) && /\p{L}/u.test(word));
  return words.findLastIndex((word, place) => (end === -1 || place < end) && isRightToLeft(word));
}

/** Breaks the text into lines of at most this width. A word that is wider than a line is cut between two characters. */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): string[][] {
  const space = widthOf(' ');
  const wide = (line: string[]) => line.reduce((sum, word) => sum + space + widthOf(word), -space);
  const cut = (word: string) => inRows([...word], (piece) => widthOf(piece.join('')) <= width);
  const words = text
    .split(' ')
    .flatMap((word) => (widthOf(word) <= width ? [word] : cut(word).map((piece) => piece.join(''))));
  return inRows(words, (line) => wide(line) <= width);
}
