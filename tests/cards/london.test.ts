import { describe, expect, it } from '@jest/globals';
import { Instant, longDay } from '../../src/base/time.ts';
import { clock, clockAndDay, clockAndLongDay, shortDue, timeLeft } from '../../src/cards/london.ts';

const at = (text: string) => Instant.parse(text);
const TUESDAY = at('2026-11-24T14:03:20.000Z');
const WEDNESDAY = at('2026-11-25T14:03:20.000Z');

describe('showing a time', () => {
  it('A time is shown by the London clock, which in summer is an hour ahead of UTC', () => {
    expect(clock(TUESDAY)).toBe('14:03');
    expect(clock(at('2026-06-10T13:30:00.000Z'))).toBe('14:30');
  });

  it('Midnight is shown as 00:00', () => {
    expect(clock(at('2026-11-24T00:00:00.000Z'))).toBe('00:00');
    expect(clockAndLongDay(at('2026-06-10T23:00:00.000Z'))).toBe('00:00, Thursday 11 June');
  });

  it('A deadline is shown with its day', () => {
    expect(clockAndDay(WEDNESDAY)).toBe('14:03, Wed 25 Nov');
    expect(clockAndLongDay(TUESDAY)).toBe('14:03, Tuesday 24 November');
    expect(shortDue(WEDNESDAY)).toBe('14:03 Wed');
  });

  it('Every month is shortened to three letters, September too', () => {
    expect(clockAndDay(at('2026-09-01T08:05:00.000Z'))).toBe('09:05, Tue 1 Sep');
  });

  it('A time is marked BST or GMT in the hour that comes twice, and there is no 01:30 when the clocks go forward', () => {
    expect(clock(at('2026-10-24T23:59:59.999Z'))).toBe('00:59');
    expect(clock(at('2026-10-25T00:00:00.000Z'))).toBe('01:00 BST');
    expect(clock(at('2026-10-25T00:30:00.000Z'))).toBe('01:30 BST');
    expect(clock(at('2026-10-25T01:30:00.000Z'))).toBe('01:30 GMT');
    expect(clockAndDay(at('2026-10-25T01:59:59.999Z'))).toBe('01:59 GMT, Sun 25 Oct');
    expect(clock(at('2026-10-25T02:00:00.000Z'))).toBe('02:00');
    expect(clock(at('2026-10-26T01:30:00.000Z'))).toBe('01:30');
    expect(clock(at('2026-06-10T00:30:00.000Z'))).toBe('01:30');
    expect(clock(at('2026-03-29T00:59:00.000Z'))).toBe('00:59');
    expect(clock(at('2026-03-29T01:00:00.000Z'))).toBe('02:00');
  });

  it('A day of birth is shown with its year', () => {
    expect(longDay('2012-03-04')).toBe('4 March 2012');
  });
});

describe('the time left', () => {
  it.each([
    ['2026-11-24T18:03:20.000Z', '4 hours'],
    ['2026-11-24T15:03:20.000Z', '1 hour'],
    ['2026-11-24T15:23:20.000Z', '1 hour 20 minutes'],
    ['2026-11-24T15:04:20.000Z', '1 hour 1 minute'],
    ['2026-11-25T12:48:20.000Z', '22 hours 45 minutes'],
    ['2026-11-24T14:48:20.000Z', '45 minutes'],
    ['2026-11-24T14:03:40.000Z', '20 seconds'],
    ['2026-11-26T17:03:20.000Z', '2 days 3 hours'],
    ['2026-11-26T14:03:20.000Z', '2 days'],
    ['2026-11-26T15:13:20.000Z', '2 days 1 hour'],
  ])('The time left until %s is "%s"', (to, words) => {
    expect(timeLeft(TUESDAY, at(to))).toBe(words);
  });

  it('The time left is in hours below two days, because the protocol’s limit is "24 hours"', () => {
    expect(timeLeft(TUESDAY, WEDNESDAY)).toBe('24 hours');
    expect(timeLeft(TUESDAY, at('2026-11-26T14:03:19.000Z'))).toBe('47 hours 59 minutes');
  });

  it('The time left is rounded down', () => {
    expect(timeLeft(TUESDAY, at('2026-11-24T15:03:19.999Z'))).toBe('59 minutes');
    expect(timeLeft(TUESDAY, at('2026-11-24T14:04:19.999Z'))).toBe('59 seconds');
    expect(timeLeft(TUESDAY, at('2026-11-24T14:03:20.999Z'))).toBe('0 seconds');
  });

  it('The time left is never negative', () => {
    expect(timeLeft(WEDNESDAY, TUESDAY)).toBe('0 seconds');
  });

  it('The time left does not count the hour that the clocks skip', () => {
    // 00:30 GMT to 02:30 BST is one hour
    expect(timeLeft(at('2026-03-29T00:30:00.000Z'), at('2026-03-29T01:30:00.000Z'))).toBe('1 hour');
  });
});
