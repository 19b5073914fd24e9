import { expect, it } from '@jest/globals';
import { canBeHad, hadFrom, PeriodName, periodOf, readPeriod } from '../../src/base/period.ts';
import { at } from '../case/a-case.ts';

const NOW = at('2026-11-25T10:00:00.000Z');

it.each([
  ['', '2026-q3'],
  ['  ', '2026-q3'],
  ['October 2026', '2026-10'],
  ['october 2026', '2026-10'],
  ['Oct 2026', '2026-10'],
  ['Sept 2025', '2025-09'],
  ['October to December 2026', '2026-q4'],
  ['Oct-Dec 2026', '2026-q4'],
  ['jan – mar 2026', '2026-q1'],
  ['2025/26', '2025-year'],
  ['2025-26', '2025-year'],
  ['2025 to 2026', '2025-year'],
])('“report %s” is read as the period %s', (typed, name) => {
  expect(readPeriod(typed, NOW)).toBe(name);
  expect(PeriodName.safeParse(name).success).toBe(true);
});

it.each([
  ...['Octember 2026', '2026 October', '1999', '26', 'last year', '10/2026', 'o 2026', 'ju 2026'],
  ...['2026', '2025/27', 'October to November 2026', 'November to January 2026'],
])('“report %s” is not read as any period', (typed) => expect(readPeriod(typed, NOW)).toBeUndefined());

it('A year is from April to March and has four quarters', () => {
  const { months, quarters, words } = periodOf('2025-year');
  expect([months.length, months[0], months.at(-1)]).toEqual([12, '2025-04', '2026-03']);
  expect(quarters.map(({ name }) => name)).toEqual(['2025-q2', '2025-q3', '2025-q4', '2026-q1']);
  expect(words).toBe('April 2025 to March 2026');
});

it('A quarter has three months, and a month lies in its quarter', () => {
  expect(periodOf('2026-q4')).toMatchObject({
    months: ['2026-10', '2026-11', '2026-12'],
    words: 'October to December 2026',
  });
  const { months, quarters, words } = periodOf('2026-11');
  expect([months, words, quarters.map(({ name }) => name)]).toEqual([['2026-11'], 'November 2026', ['2026-q4']]);
});

it('A month, a quarter and a year can be had from the fourth day after their last quarter, in London', () => {
  expect(['2026-10', '2026-q4', '2026-year'].map((name) => hadFrom(periodOf(name)))).toEqual([
    '2027-01-04',
    '2027-01-04',
    '2027-04-04',
  ]);
  const [june, beforeMidnight, midnight] = [
    periodOf('2026-06'),
    '2026-07-03T22:59:59.999Z',
    '2026-07-03T23:00:00.000Z',
  ];
  expect(canBeHad(june, at(beforeMidnight))).toBe(false);
  expect(canBeHad(june, at(midnight))).toBe(true);
});

it('Until the last quarter is counted, the report is of the one before', () => {
  expect(readPeriod('', at('2027-01-03T12:00:00.000Z'))).toBe('2026-q3');
  expect(readPeriod('', at('2027-01-04T12:00:00.000Z'))).toBe('2026-q4');
});
