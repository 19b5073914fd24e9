import { expect, it } from '@jest/globals';
import { bornAs, compareBirths } from '../../../src/features/linking/comparable.ts';
import { at } from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:00:00.000Z');
const compare = (one: string, other: string) => compareBirths(bornAs(one, SENT), bornAs(other, SENT));

// What is known of a birth

it.each([
  ['04/03/2012', { day: '2012-03-04', years: [2012, 2012] }],
  ['1 January 2011', { years: [2011, 2011] }], // people write this when they do not know the day
  ['14', { years: [2011, 2012] }],
  ['about 14', { years: [2010, 2013] }],
  ['17 or 18', { years: [2007, 2010] }],
])('The bot reads “%s” as the birth %j', (typed, born) => {
  expect(bornAs(typed, SENT)).toEqual(born);
});

it.each(['a teenager', '', undefined])('The bot reads no birth in “%s”', (typed) => {
  expect(bornAs(typed, SENT)).toBeUndefined();
});

it('An age counts from the day on which it was typed', () => {
  const before = bornAs('12', at('2024-11-24T14:00:00.000Z'));
  expect(compareBirths(before, bornAs('14', SENT))).toBe('years-fit');
  expect(compareBirths(before, bornAs('12', SENT))).toBe('differs');
});

// Two births

it.each([
  ['04/03/2012', '4 March 2012', 'same-day'],
  ['04/03/2012', '03/04/2012', 'slip'], // day and month
  ['21/06/2010', '12/06/2010', 'slip'], // two digits
  ['15/08/2011', '15/08/2012', 'slip'], // one digit
  ['04/03/2012', '20/11/2012', 'same-year'],
  ['04/03/2012', '20/11/2015', 'differs'],
  ['04/03/2012', '14', 'years-fit'],
  ['04/03/2012', '12', 'differs'],
  ['14', 'about 13', 'years-fit'],
  ['14', 'a boy', 'not-known'],
])('The births “%s” and “%s” compare as: %s', (one, other, expected) => {
  expect(compare(one, other)).toBe(expected);
  expect(compare(other, one)).toBe(expected);
});
