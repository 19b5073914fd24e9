import { expect, it } from '@jest/globals';
import { daysAfter, daysBetween, morningOf, startOf, workingDaysAfter } from '../../src/protocol/days.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';

const { bankHolidays } = loadPack().central;

// Counting calendar days

it.each([
  ['across the end of a month with 31 days', '2026-01-31', 30, '2026-03-02'],
  ['across the end of February', '2027-02-01', 30, '2027-03-03'],
  ['across a leap day', '2028-02-01', 30, '2028-03-02'],
  ['from a leap day', '2028-02-29', 30, '2028-03-30'],
  ['across the end of a year', '2026-12-15', 30, '2027-01-14'],
  ['across the night when the clocks go forward', '2027-03-15', 30, '2027-04-14'],
  ['across the night when the clocks go back', '2026-10-10', 30, '2026-11-09'],
])('Calendar days are counted correctly %s', (_, from, days, to) => {
  expect(daysAfter(from, days)).toBe(to);
  expect(daysBetween(from, to)).toBe(days);
});

it('There are no days between a day and itself', () => expect(daysBetween('2028-02-29', '2028-02-29')).toBe(0));

// A morning in London

it.each([
  ['in winter', '2026-12-24', '2026-12-24T09:00:00.000Z'],
  ['in summer', '2027-07-01', '2027-07-01T08:00:00.000Z'],
  ['on the day when the clocks have gone forward', '2027-03-28', '2027-03-28T08:00:00.000Z'],
  ['on the day when the clocks have gone back', '2026-10-25', '2026-10-25T09:00:00.000Z'],
])('A London morning is 09:00 local time %s', (_, day, at) => expect(morningOf(day)).toBe(at));

it('A day in London starts at midnight there, which in summer is the evening before in UTC', () => {
  expect(startOf('2027-07-01')).toBe('2027-06-30T23:00:00.000Z');
  expect(startOf('2026-12-24')).toBe('2026-12-24T00:00:00.000Z');
});

// The fifth working day

it.each([
  ['from a Monday: the next Monday', '2026-11-23', '2026-11-30'],
  ['from a Friday: the next Friday', '2026-11-20', '2026-11-27'],
  ['from a Saturday: the next Friday', '2026-11-21', '2026-11-27'],
  ['across Christmas 2026 (Boxing Day is moved to Monday the 28th) and New Year', '2026-12-23', '2027-01-04'],
  ['across Christmas 2027 (both days are moved, as is New Year)', '2027-12-23', '2028-01-04'],
  ['across New Year 2028, which is moved to Monday the 3rd', '2027-12-30', '2028-01-07'],
  ['across Easter 2026', '2026-04-01', '2026-04-10'],
  ['across Easter 2027', '2027-03-24', '2027-04-02'],
  ['across the first bank holiday of May 2028', '2028-04-28', '2028-05-08'],
  ['across the leap day, a Tuesday', '2028-02-28', '2028-03-06'],
  ['across the last Monday of August', '2026-08-28', '2026-09-07'],
])('The fifth working day is counted correctly %s', (_, from, day) =>
  expect(workingDaysAfter(from, 5, bankHolidays)).toBe(day),
);

it('The fifth working day is unknown after the last year of the pack', () => {
  expect(bankHolidays.lastYear).toBe(2028);
  expect(workingDaysAfter('2028-12-19', 5, bankHolidays)).toBe('2028-12-28');
  expect(workingDaysAfter('2028-12-22', 5, bankHolidays)).toBeUndefined();
  expect(workingDaysAfter('2029-06-01', 5, bankHolidays)).toBeUndefined();
  expect(workingDaysAfter('2026-06-01', 5, { lastYear: 0, days: [] })).toBeUndefined();
});

it('The pack has eight bank holidays for each of its years, none of them on a weekend', () => {
  for (const year of [2026, 2027, 2028]) {
    const days = bankHolidays.days.filter((day) => day.startsWith(`${year}-`));
    expect(days).toHaveLength(8);
    for (const day of days) expect([1, 2, 3, 4, 5]).toContain(new Date(day).getUTCDay());
  }
  expect(bankHolidays.days).toHaveLength(24);
});
