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
  for (let first = 0; first < words.length; ) {
    const last = endOfRun(words, first);
    for (let place = last; place >= first; place -= 1) places.push(place);
    first = last + 1;
  }
  return places;
}

/** The last word of a run that begins here; the word itself where none begins. */
function endOfRun(words: string[], first: number): number {
  let last = first;
  if (!isFromTheRight(words[first] ?? '')) return last;
  for (let next = first + 1; next < words.length; next += 1) {
    const word = words[next] ?? '';
    if (isFromTheRight(word)) last = next;
    else if (/\p{L}/u.test(word)) break;
  }
  return last;
}

/** Lines that are no wider than this; a word that is wider by itself is cut between two characters. */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let used = 0;
  const space = widthOf(' ');
  for (const word of text.split(' ').flatMap((each) => pieces(each, width, widthOf))) {
    const wide = widthOf(word);
    if (line.length > 0 && used + space + wide > width) {
      lines.push(line);
      [line, used] = [[], 0];
    }
    used += (line.length > 0 ? space : 0) + wide;
    line.push(word);
  }
  return [...lines, line];
}

function pieces(word: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const each of word) {
    if (piece !== '' && widthOf(piece + each) > width) {
      found.push(piece);
      piece = '';
    }
    piece += each;
  }
  return [...found, piece];
}
