import { expect, it } from '@jest/globals';
import { isRightToLeft, linesOf, visualOrder, wordForFont } from '../../src/files/pdf.ts';

const onPaper = (line: string): string => {
  const words = line.split(' ');
  return visualOrder(words)
    .map((place) => words[place])
    .join(' ');
};

// Right-to-left words

it('Right-to-left words change places with neighbouring right-to-left words, and with no others', () => {
  expect(onPaper('his name is علي محمد he says')).toBe('his name is محمد علي he says');
  expect(onPaper('علي and محمد')).toBe('علي and محمد');
  expect(onPaper('nothing changes here')).toBe('nothing changes here');
});

it('A number between right-to-left words moves with them, and a number after them stays', () =>
  expect(onPaper('علي 14 محمد 15')).toBe('محمد 14 علي 15'));

it('A right-to-left word has its brackets mirrored', () => {
  expect(wordForFont('(علي)')).toBe(')علي(');
  expect(wordForFont('(Ali)')).toBe('(Ali)');
});

it.each(['علي', 'שרה', 'Ali علي'])('A text is recognised as right-to-left: %s', (text) =>
  expect(isRightToLeft(text)).toBe(true),
);
it.each(['Ali', 'Олена', '14', '王'])('A text is not taken for right-to-left: %s', (text) =>
  expect(isRightToLeft(text)).toBe(false),
);

// Lines of a text

const widthOf = (text: string) => text.length;

it('A line is never wider than the given width', () =>
  expect(linesOf('aa bb cc dddd', 5, widthOf)).toEqual([['aa', 'bb'], ['cc'], ['dddd']]));

it('A word that is too wide for a line is cut, and loses no letter', () =>
  expect(linesOf('ab cdefghij', 4, widthOf)).toEqual([['ab'], ['cdef'], ['ghij']]));

it('An empty text is one empty line', () => expect(linesOf('', 5, widthOf)).toEqual([['']]));
