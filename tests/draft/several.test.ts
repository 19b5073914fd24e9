import { expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { emptyAnswers } from '../../src/draft/draft.ts';
import { nameInWorry, speaksOfSeveral, tellsYears } from '../../src/draft/several.ts';
import { toldOf } from '../../src/draft/told.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { pack } from './a-draft.ts';

it.each([
  'three of our girls came in with new phones',
  '3 other girls at that room since june',
  'the other two girls',
  'her sister too',
  '13, 14 and 13',
  'aged 13 and 15',
  'Girl and her little brother',
  '2 vietnamese boys in a nail bar',
  'the twins wont talk',
  '2 lads 14ish',
  'two girls (15)',
  'shes 14, the other one is 12',
])('“%s” speaks of several children', (words) => {
  expect(speaksOfSeveral(words)).toBe(true);
});

it.each([
  'she has two phones',
  'she is 13 and he is 40',
  'two men wait outside',
  'theres 2 lads 22ish, one called tee',
  'two boys in their twenties',
  '3 girls, all 19',
  '4 people live there',
  'since monday 4 and tuesday 5',
  'her sister is in Spain',
  'the other one is back w a white van',
  'a man has the girl, the other one is in the car',
])('“%s” does not', (words) => {
  expect(speaksOfSeveral(words)).toBe(false);
});

it('A child who was visited, and how old, is named in the first line; of several school years nobody is', () => {
  expect(nameInWorry('done a home visit for Tyler Boyce hes 9, 31 Marlpit lane')).toBe('Tyler Boyce');
  expect(nameInWorry('worried about ben hale, hes 11 and a man picks him up')).toBe('ben hale');
  expect(tellsYears('keira malone yr 7 and her brother tyler yr 3')).toBe(true);
  expect(tellsYears('mia in year 3')).toBe(false);
});

it.each([
  [
    'little boy kian doyle is 6\nSaid beside the questions: “theres a baby too, girl, Maisie 8 months”',
    'kian doyle',
    '6',
  ],
  ['girl called amy reed, 13\nSaid beside the questions: “her sister Maya is 9 and shes here too”', 'amy reed', '13'],
  ['ravi shah hes 11, his little sister priya 4 is there as well', 'ravi shah', '11'],
  ['girl about 13 with a man\nSaid beside the questions: “theres another girl as well, Paige, 15”', undefined, '13'],
  ['a girl\nSaid beside the questions: “no her names keira thats what he called her. about 14”', 'keira', '14'],
  ['theres a girl here mayb 14 with a man', undefined, '14'],
  ['girl bout 13 with a bloke\nSaid beside the questions: “names shanice”', 'shanice', '13'],
])('“%s”: nobody has the name of one child and the age of another', (worry, name, age) => {
  const told = (id: string) =>
    toldOf(fieldOf(pack, id), { ...emptyAnswers, values: { worry } }, Instant.parse('2026-06-10T13:03:00.000Z'));
  expect([told('child-name'), told('child-age')]).toEqual([name, age]);
});
