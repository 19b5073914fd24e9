import { describe, expect, it } from '@jest/globals';
import { nameSimilarity, nameWords, soundsOf } from '../../../src/features/linking/names.ts';

const alike = (one: string, other: string) => nameSimilarity(nameWords(one), nameWords(other));

describe('the words of a name', () => {
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
  ])('of “%s” are those that name somebody', (text, words) => {
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
  ])('of “%s” are none: nobody is named', (text) => {
    expect(nameWords(text)).toEqual([]);
  });

  it('are of a name that is a particle alone', () => {
    expect(nameWords('Thi')).toEqual(['thi']);
  });

  it('sound the same however they are spelled', () => {
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
});

describe('two names', () => {
  it.each([
    ['Amina Hassan', 'HASSAN, Aamina'],
    ['Grace Adaeze Okonkwo', 'Okonkwo Grace'],
    ['Kate Brown', 'Katherine Brown'],
    ['Abdul Rahman Noor', 'Abdulrahman Noor'],
    ['J Smith', 'John Smith'],
  ])('“%s” and “%s” are alike', (one, other) => {
    expect(alike(one, other)).toBeGreaterThanOrEqual(88);
  });

  it.each([
    ['Anna Brown', 'Ben Brown'],
    ['Nguyen Thi Mai', 'Nguyen Thi Lan'],
    ['Omar Hassan', 'Amir Hassan'],
    ['Sophie Turner', 'Sophie Taylor'],
    ['Ali Hassan', 'Hassan Hussain'],
  ])('“%s” and “%s” are not', (one, other) => {
    expect(alike(one, other)).toBeLessThan(80);
  });

  it('are not alike where nobody is named', () => {
    expect(alike('Girl, about 14', 'Girl, about 14')).toBe(0);
  });
});
