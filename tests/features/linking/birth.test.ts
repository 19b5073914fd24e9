import { describe, expect, it } from '@jest/globals';
import { bornAs, compareBirths } from '../../../src/features/linking/birth.ts';
import { at } from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:00:00.000Z');
const alike = (one: string, other: string) => compareBirths(bornAs(one, SENT), bornAs(other, SENT));

describe('what is known of a birth', () => {
  it.each([
    ['04/03/2012', { day: '2012-03-04', years: [2012, 2012] }],
    ['1 January 2011', { years: [2011, 2011] }], // what is written down where nobody knows the day
    ['14', { years: [2011, 2012] }],
    ['about 14', { years: [2010, 2013] }],
    ['17 or 18', { years: [2007, 2010] }],
  ])('from “%s”', (said, born) => {
    expect(bornAs(said, SENT)).toEqual(born);
  });

  it.each(['a teenager', '', undefined])('from “%s” is nothing', (said) => {
    expect(bornAs(said, SENT)).toBeUndefined();
  });

  it('by an age is of the day on which it was said', () => {
    const before = bornAs('12', at('2024-11-24T14:00:00.000Z'));
    expect(compareBirths(before, bornAs('14', SENT))).toBe('years-fit');
    expect(compareBirths(before, bornAs('12', SENT))).toBe('differs');
  });
});

describe('two births', () => {
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
  ])('%s and %s: %s', (one, other, expected) => {
    expect(alike(one, other)).toBe(expected);
    expect(alike(other, one)).toBe(expected);
  });
});
