import { describe, expect, it } from '@jest/globals';
import { readClock, spanOn } from '../../../src/features/duty/rota.ts';

describe('times in a rota', () => {
  it.each<[string, number]>([
    ['08:00', 480],
    ['8', 480],
    ['6', 360], // 06:00, not 18:00: a rota goes by the 24-hour clock
    ['8pm', 1200],
    ['12am', 0],
    ['12 pm', 720],
    ['noon', 720],
    ['midnight', 0],
    ['20.30', 1230],
  ])('The rota reads “%s” as %d minutes after midnight', (typed, minutes) => {
    expect(readClock(typed)).toBe(minutes);
  });

  it.each(['24', '13pm', '8:75', ''])('The rota reads no time in “%s”', (typed) => {
    expect(readClock(typed)).toBeUndefined();
  });
});

describe('a shift in London', () => {
  const night = { from: 20 * 60, until: 8 * 60 };
  it.each<[string, string, string]>([
    ['2026-11-25', '2026-11-25T20:00:00.000Z', '2026-11-26T08:00:00.000Z'],
    ['2026-10-24', '2026-10-24T19:00:00.000Z', '2026-10-25T08:00:00.000Z'], // the clocks go back: 13 hours
    ['2027-03-27', '2027-03-27T20:00:00.000Z', '2027-03-28T07:00:00.000Z'], // they go forward: 11 hours
  ])('A night shift on %s is from 20:00 to 08:00 on the clock', (day, from, until) => {
    expect(spanOn(day, night)).toEqual({ from, until });
  });

  it('A shift from a time that comes twice begins at the first; from a time that is skipped, an hour later', () => {
    expect(spanOn('2026-10-25', { from: 90, until: 600 }).from).toBe('2026-10-25T00:30:00.000Z');
    expect(spanOn('2027-03-28', { from: 90, until: 600 }).from).toBe('2027-03-28T01:30:00.000Z');
  });

  it('A shift from eight to eight lasts a day', () => {
    expect(spanOn('2026-11-25', { from: 480, until: 480 }).until).toBe('2026-11-26T08:00:00.000Z');
  });
});
