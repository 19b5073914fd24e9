import { expect, it } from '@jest/globals';
import { nameSimilarity, nameWords, soundsOf } from '../../../src/features/linking/names.ts';

// The words of a name

it.each([
  ['Zoë O’Neill', ['zoe', 'oneill']],
  ['Łukasz Wiśniewski', ['lukasz', 'wisniewski']],
  ['Nguyễn Thị Mai', ['nguyen', 'mai']],
  ['Al-Hassan, Omar', ['hassan', 'omar']],
  ['Mrs Blessing Adebayo (aunt)', ['blessing', 'adebayo']],
  ['Baby Brown', ['brown']],
  ['Sarah White', ['sarah', 'white']],
  ['Do Minh', ['do', 'minh']],
  ['Le Thi Mai', ['le', 'mai']],
])('The name “%s” has the words %j', (text, words) => {
  expect(nameWords(text)).toEqual(words);
});

it.each([
  'Girl, about 14',
  'unknown male child',
  'young white male',
  'no carer',
  'the uncle',
  'mother and father',
  '—',
  '',
])('The text “%s” names nobody', (text) => {
  expect(nameWords(text)).toEqual([]);
});

it('A particle that stands alone is a name', () => {
  expect(nameWords('Thi')).toEqual(['thi']);
});

it('Spellings of the same name sound the same', () => {
  const same = [
    ['mohammed', 'muhammad', 'mohamed', 'mhmd'],
    ['sarah', 'sara'],
    ['hussain', 'hussein'],
  ];
  for (const words of same) {
    const [first = [], ...others] = words.map(soundsOf);
    for (const other of others) expect(other.some((code) => first.includes(code))).toBe(true);
  }
});

// Two names

it('Two texts that name nobody are not alike', () => {
  const nobody = nameWords('Girl, about 14');
  expect(nameSimilarity(nobody, nobody)).toBe(0);
});
