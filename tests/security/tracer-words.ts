import type { Write } from './every-journey.ts';

/** Made-up words, one for each box, so that a leak shows in which box it was typed. */

const beginning = 'Quorvex';
const letters = 'abcdefghijklmnopqrstuvwxyz';
/** Any of the words. */
export const tracerWord = new RegExp(beginning, 'i');
const number = (index: number): string => `01632 960 ${400 + index}`;

export interface TracerWords {
  write: Write;
  /** The boxes whose word or telephone number is in the text: in capitals or not, with any spacing, or as +44. */
  in(text: string): string[];
  readonly boxes: string[];
}

export function newTracerWords(): TracerWords {
  const words = new Map<string, string>();
  const wordFor = (box: string): string => {
    const index = words.size;
    const word = words.get(box) ?? `${beginning}${letters[Math.floor(index / 26)]}${letters[index % 26]}`;
    words.set(box, word);
    return word;
  };
  const boxAt = (index: number): string => [...words.keys()][index] ?? `number ${index}`;
  return {
    write: (box) => {
      const word = wordFor(box);
      const hasNumber = /phone|with/.test(box);
      return hasNumber ? `${word} ${number([...words.keys()].indexOf(box))}` : word;
    },
    in(text) {
      const wordsFound = [...text.matchAll(new RegExp(`${beginning}[a-z]{2}`, 'gi'))].map(([word]) =>
        word.toLowerCase(),
      );
      const numbersFound = [...text.matchAll(/(?:0|44)1632\W{0,3}960\W{0,3}(4\d\d|5[0-4]\d)/g)].map(
        ([, last]) => Number(last) - 400,
      );
      const boxes = [...words].filter(([, word]) => wordsFound.includes(word.toLowerCase())).map(([box]) => box);
      return [...new Set([...boxes, ...numbersFound.map(boxAt)])].sort();
    },
    get boxes() {
      return [...words.keys()];
    },
  };
}
