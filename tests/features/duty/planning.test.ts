import { describe, expect, it } from '@jest/globals';
import { peopleMatching, readClock, readRotaDays, spanOn, timesIn } from '../../../src/features/duty/planning.ts';
import { at, meg, mo } from '../../case/a-case.ts';

const WEDNESDAY = at('2026-11-25T09:00:00.000Z');

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

  it.each<[string, string, number, number]>([
    ['Mo mon-fri 08:00-20:00', 'Mo mon-fri', 480, 1200],
    ['Mo tomorrow from 8pm to 8am', 'Mo tomorrow', 1200, 480],
    ['Mo 25 nov 20:00–midnight', 'Mo 25 nov', 1200, 0],
  ])('The rota finds the times at the end of “%s”', (typed, rest, from, until) => {
    expect(timesIn(typed)).toEqual({ rest, times: { from, until } });
  });

  it('The rota finds no times when only one is given', () => {
    expect(timesIn('Mo mon 08:00')).toBeUndefined();
  });
});

describe('the days of a rota', () => {
  it.each<[string, string[]]>([
    ['wed', ['2026-11-25']], // today
    ['mon', ['2026-11-30']],
    ['Monday', ['2026-11-30']],
    ['mon-fri', ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01']],
    ['sat to sun', ['2026-11-28', '2026-11-29']],
    ['mon, wed and sat', ['2026-11-25', '2026-11-28', '2026-11-30']],
    ['mon wed', ['2026-11-25', '2026-11-30']],
    ['tomorrow', ['2026-11-26']],
    ['4 december', ['2026-12-04']],
  ])('The rota reads the days “%s” as %j', (typed, days) => {
    expect(readRotaDays(typed, WEDNESDAY)).toEqual(days);
  });

  it.each(['someday', 'mon, someday', ''])('The rota reads no days in “%s”', (typed) => {
    expect(readRotaDays(typed, WEDNESDAY)).toEqual([]);
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

describe('people in a rota', () => {
  const people = [mo, meg, { id: 'other', name: 'Mo Reed' }];
  it('A whole name, a part of it, or “me” finds everybody who may be meant', () => {
    expect(peopleMatching('mo hussain', people, '').map(({ id }) => id)).toEqual([mo.id]);
    expect(peopleMatching('Hall', people, '').map(({ id }) => id)).toEqual([meg.id]);
    expect(peopleMatching('mo', people, '').map(({ id }) => id)).toEqual([mo.id, 'other']);
    expect(peopleMatching('me', people, meg.id).map(({ id }) => id)).toEqual([meg.id]);
    expect(peopleMatching('m', people, '')).toEqual([]);
  });
});
