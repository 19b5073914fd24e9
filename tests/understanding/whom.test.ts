import { describe, expect, it } from '@jest/globals';
import { isOfGirl, isOnlyOfMan, whomNamed } from '../../src/understanding/whom.ts';

describe('whether a story is of a girl', () => {
  it.each([
    'got a girl 15 here and im worried. her "uncle" wont leave the bedside and answers everything for her',
    'she is 14, her boyfriend hits her. he took her phone',
    'Vietnamese girl about 16, bloke says hes her cousin',
    'my neighbours daughter, a man drops her off at night',
    'female vietnamese approx 16, went off with the manager. the man is called tony',
    'Girl Zircon. Burn Topaz.',
  ])('It is: “%s”', (story) => expect(isOfGirl(whomNamed(story))).toBe(true));

  it.each([
    'kid is 16 called kofi. says he owes him money. theres a bloke at the door asking for one of our lads',
    'tom 14 missing. with a girl about 13. he hasnt come back',
    'mum says shes worried about her son',
    'his sister is a girl of 9. he is 12',
    'kofi, 16. his social worker says she is off',
    'two children, a boy and a girl',
    'Linh, 15. his aunt says she cant cope',
    'mum rang, she says kofi is with an uncle',
    '15, Arben, with an uncle',
    'she left him at the door',
    '',
  ])('It may not be: “%s”', (story) => expect(isOfGirl(whomNamed(story))).toBe(false));
});

describe('whether a man is the only person in words', () => {
  it.each([
    'hes gone for a smoke. security are watching the doors thank god. not in care no',
    'police are here now hes legged it in a grey golf',
    'he’s been took off by security, he swung at one',
    'her uncle left',
    'uncles gone home',
    'he got in his car',
    'the bloke drove off',
    'hes off',
    'that guy has done one',
  ])('He is: “%s”', (words) => expect(isOnlyOfMan(words)).toBe(true));

  it.each([
    'hes gone with her',
    'hes took lien',
    'he took grace',
    'hes put grace in the car',
    'hes marching mai out',
    'he handed mai over',
    'lien and him have gone',
    'they left with the man',
    'hes gone and so has she',
    'hes gone w someone',
    'hes got the kid',
    'shes gone',
    'gone',
  ])('He is not, or may not be: “%s”', (words) => expect(isOnlyOfMan(words)).toBe(false));
});
