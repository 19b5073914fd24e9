import { expect, it } from '@jest/globals';
import { Duration, Instant, instantOf, londonDay, longDay, msIn, msOf, plus } from '../../src/base/time.ts';

const at = (text: string) => Instant.parse(text);
const lasting = (text: string) => Duration.parse(text);

// A moment

it('A moment is written in UTC with exactly three digits of milliseconds, so that text order is time order', () => {
  expect(Instant.safeParse('2026-11-24T14:03:20.000Z').success).toBe(true);
  for (const other of [
    '2026-11-24T14:03:20Z',
    '2026-11-24T14:03:20.00Z',
    '2026-11-24T14:03:20.0000Z',
    '2026-11-24T14:03:20.000+00:00',
    '2026-11-24T14:03:20.000',
    '2026-11-24 14:03:20.000Z',
    '2026-11-24',
  ]) {
    expect({ other, taken: Instant.safeParse(other).success }).toEqual({ other, taken: false });
  }
});

it('A moment must exist in the calendar: 31 February, 29 February 2027 and 25 o’clock are refused', () => {
  for (const other of ['2026-02-31T10:00:00.000Z', '2027-02-29T10:00:00.000Z', '2026-02-03T25:00:00.000Z'])
    expect({ other, taken: Instant.safeParse(other).success }).toEqual({ other, taken: false });
  expect(Instant.safeParse('2028-02-29T10:00:00.000Z').success).toBe(true);
});

it('A moment converts to milliseconds since 1970 and back', () => {
  expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(instantOf(1_709_164_800_123)).toBe('2024-02-29T00:00:00.123Z');
  expect(msOf(at('2024-02-29T00:00:00.123Z'))).toBe(1_709_164_800_123);
});

it('A moment outside the four-digit years is refused', () => {
  expect(() => instantOf(Date.UTC(10_000, 0, 1))).toThrow();
  expect(() => instantOf(Number.NaN)).toThrow(RangeError);
});

// A length of elapsed time

it.each([
  ['PT24H', 86_400_000],
  ['PT20S', 20_000],
  ['PT48H', 172_800_000],
  ['P30D', 2_592_000_000],
  ['P1D', 86_400_000],
  ['P1DT1H30M', 91_800_000],
  ['PT0S', 0],
])('The duration %s is %d milliseconds', (text, ms) => {
  expect(msIn(lasting(text))).toBe(ms);
});

it.each([
  'P',
  'PT',
  '',
  '-PT24H',
  'PT-24H',
  'P1M',
  'P1Y',
  'P1W',
  'P1DT',
  '24H',
  'pt24h',
  'PT1.5H',
  ' PT1H',
  'PT9999999H',
])('The duration "%s" is refused', (text) => {
  expect(Duration.safeParse(text).success).toBe(false);
});

// 24 hours later

it.each([
  [
    'on an ordinary night, is the same time on the next day',
    '2026-11-24T14:03:20.000Z',
    'PT24H',
    '2026-11-25T14:03:20.000Z',
  ],
  [
    'after 00:30, when the clocks go forward, is 01:30',
    '2026-03-29T00:30:00.000Z',
    'PT24H',
    '2026-03-30T00:30:00.000Z',
  ],
  [
    'as one day, is the same even when the clocks change',
    '2026-10-24T12:00:00.000Z',
    'P1D',
    '2026-10-25T12:00:00.000Z',
  ],
])('24 hours later, %s', (_, from, long, later) => {
  expect(plus(at(from), lasting(long))).toBe(later);
});

// The day in London

it('In summer the London day begins an hour before the UTC day', () => {
  expect(londonDay(at('2026-06-10T22:59:59.999Z'))).toBe('2026-06-10');
  expect(londonDay(at('2026-06-10T23:00:00.000Z'))).toBe('2026-06-11');
  expect(londonDay(at('2026-11-24T23:00:00.000Z'))).toBe('2026-11-24');
});

it('The long form of a date has its month in words', () => {
  expect(longDay('2012-03-04')).toBe('4 March 2012');
  expect(longDay('2026-09-30')).toBe('30 September 2026');
});

it('A day that is not in the calendar is refused', () => {
  expect(() => longDay('2012-02-31')).toThrow(RangeError);
});
