import { expect, it } from '@jest/globals';
import { PeriodName, periodOf, readPeriod } from '../../src/base/period.ts';
import { at } from '../case/a-case.ts';

const NOW = at('2026-11-25T10:00:00.000Z');

it.each([
  ['', 'latest'],
  ['  ', 'latest'],
  ['2026', '2026'],
  ['October 2026', '2026-10'],
  ['october 2026', '2026-10'],
  ['Oct 2026', '2026-10'],
  ['Sept 2025', '2025-09'],
])('“report %s” is read as the period %s', (typed, name) => {
  expect(readPeriod(typed)).toBe(name);
  expect(PeriodName.safeParse(name).success).toBe(true);
});

it.each(['Octember 2026', '2026 October', '1999', '26', 'last year', '10/2026', 'o 2026', 'ju 2026'])(
  '“report %s” is not read as any period',
  (typed) => expect(readPeriod(typed)).toBeUndefined(),
);

it('The latest period is the last twelve months, including the present one', () => {
  const period = periodOf('latest', NOW);
  expect(period?.months).toHaveLength(12);
  expect([period?.months[0], period?.months.at(-1)]).toEqual(['2025-12', '2026-11']);
  expect(period?.words).toBe('December 2025 to November 2026, so far');
});

it('The period of a year leaves out the months still to come', () => {
  expect(periodOf('2026', NOW)).toMatchObject({ words: '2026, so far' });
  expect(periodOf('2026', NOW)?.months).toHaveLength(11);
  expect(periodOf('2025', NOW)).toMatchObject({ words: '2025' });
  expect(periodOf('2025', NOW)?.months.at(-1)).toBe('2025-12');
});

it('The period of a month is that month', () => {
  expect(periodOf('2026-10', NOW)).toEqual({ months: ['2026-10'], words: 'October 2026' });
  expect(periodOf('2026-11', NOW)?.words).toBe('November 2026, so far');
});

it('A month or year that lies in the future has no period', () => {
  expect(periodOf('2026-12', NOW)).toBeUndefined();
  expect(periodOf('2027', NOW)).toBeUndefined();
});

it('A month begins at midnight in London, even in summer, when it has not yet begun in UTC', () => {
  expect(periodOf('2026-07', at('2026-06-30T23:30:00.000Z'))?.words).toBe('July 2026, so far');
  expect(periodOf('2026-07', at('2026-06-30T22:30:00.000Z'))).toBeUndefined();
});
