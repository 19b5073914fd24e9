import { describe, expect, it } from '@jest/globals';
import { isFromTheRight, linesOf, placesOnPaper, wordForFont } from '../../src/copy/right-to-left.ts';

const onPaper = (line: string): string => {
  const words = line.split(' ');
  return placesOnPaper(words)
    .map((place) => words[place])
    .join(' ');
};

describe('words that are read from the right', () => {
  it('change places with their neighbours of the same kind, and with no others', () => {
    expect(onPaper('his name is علي محمد he says')).toBe('his name is محمد علي he says');
    expect(onPaper('علي and محمد')).toBe('علي and محمد');
    expect(onPaper('nothing changes here')).toBe('nothing changes here');
  });

  it('take the numbers between them along, and leave those after them', () => {
    expect(onPaper('علي 14 محمد 15')).toBe('محمد 14 علي 15');
  });

  it('have their brackets turned round', () => {
    expect(wordForFont('(علي)')).toBe(')علي(');
    expect(wordForFont('(Ali)')).toBe('(Ali)');
  });

  it.each(['علي', 'שרה', 'Ali علي'])('are known: %s', (text) => expect(isFromTheRight(text)).toBe(true));
  it.each(['Ali', 'Олена', '14', '王'])('are not mistaken: %s', (text) => expect(isFromTheRight(text)).toBe(false));
});

describe('lines of a text', () => {
  const widthOf = (text: string) => text.length;

  it('are no wider than there is room', () => {
    expect(linesOf('aa bb cc dddd', 5, widthOf)).toEqual([['aa', 'bb'], ['cc'], ['dddd']]);
  });

  it('cut a word that is too wide by itself, and lose none of it', () => {
    expect(linesOf('ab cdefghij', 4, widthOf)).toEqual([['ab'], ['cdef'], ['ghij']]);
  });

  it('are one empty line where there is no text', () => {
    expect(linesOf('', 5, widthOf)).toEqual([['']]);
  });
});
