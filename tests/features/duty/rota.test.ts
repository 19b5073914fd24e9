import { expect, it } from '@jest/globals';
import { noDuty, onDutyAt, spansOf } from '../../../src/features/duty/duty-state.ts';
import { readClock, spanOn } from '../../../src/features/duty/rota.ts';
import { daysAhead } from '../../../src/features/duty/rota-cards.ts';
import {
  offerId,
  withOffer,
  withoutShift,
  withRefused,
  withShift,
  withTaken,
} from '../../../src/features/duty/rules.ts';
import { at, meg, mo, sam } from '../../case/a-case.ts';

const NOW = at('2026-11-24T12:00:00.000Z');
const FROM = at('2026-11-24T20:00:00.000Z');
const UNTIL = at('2026-11-25T08:00:00.000Z');
const ofMo = { staff: mo.id, name: mo.name, from: FROM, until: UNTIL };
const rota = withShift(noDuty, ofMo, { by: meg, at: NOW });
const id = offerId({ by: mo.id, from: FROM });
const swap = withOffer(rota, { from: FROM, until: UNTIL, to: [meg.id], isShift: true }, { by: mo, at: NOW });
const there = (duty: typeof rota, now: string) => onDutyAt(spansOf(duty), at(now)).map(({ staff }) => staff);

// A shift

it('A shift is recorded with who planned it and when, and a shift with another end replaces it', () => {
  expect(rota.shifts).toEqual([ofMo]);
  expect(rota.history).toMatchObject([
    { at: NOW, by: meg.id, name: meg.name, what: 'added', staff: mo.id, from: FROM, until: UNTIL },
  ]);
  expect(withShift(rota, ofMo, { by: meg, at: NOW })).toBe(rota);
  const shorter = { ...ofMo, until: at('2026-11-25T06:00:00.000Z') };
  expect(withShift(rota, shorter, { by: mo, at: NOW }).shifts).toEqual([shorter]);
});

it('Removing a shift also removes its offer, and removing it again changes nothing', () => {
  const out = withoutShift(swap, ofMo, { by: mo, at: NOW });
  expect([out.shifts, out.offers]).toEqual([[], []]);
  expect(withoutShift(out, ofMo, { by: mo, at: NOW })).toBe(out);
});

it('A past shift stays in the rota for two weeks, and its entry in the history stays', () => {
  const later = withShift(
    rota,
    { ...ofMo, from: at('2026-12-10T08:00:00.000Z'), until: at('2026-12-10T20:00:00.000Z') },
    { by: mo, at: at('2026-12-09T08:00:00.001Z') },
  );
  expect(later.shifts.map(({ from }) => from)).toEqual(['2026-12-10T08:00:00.000Z']);
  expect(later.history).toHaveLength(2);
});

// A swap

it('An offered shift stays with its owner until a colleague takes it', () => {
  expect(there(swap, '2026-11-24T21:00:00.000Z')).toEqual([mo.id]);
  const taken = withTaken(swap, id, { by: meg, at: NOW });
  expect(taken.shifts).toEqual([{ ...ofMo, staff: meg.id, name: meg.name }]);
  expect(taken.offers).toEqual([]);
  expect(there(taken, '2026-11-24T21:00:00.000Z')).toEqual([meg.id]);
});

it('A colleague who takes a shift in the middle gets only the rest of it', () => {
  const taken = withTaken(swap, id, { by: meg, at: at('2026-11-25T02:00:00.000Z') });
  expect(there(taken, '2026-11-25T01:59:59.999Z')).toEqual([mo.id]);
  expect(there(taken, '2026-11-25T02:00:00.000Z')).toEqual([meg.id]);
});

it('Only a colleague who was asked can take a shift, only once, and only before it is over', () => {
  expect(withTaken(swap, id, { by: sam, at: NOW })).toBe(swap);
  const taken = withTaken(swap, id, { by: meg, at: NOW });
  expect(withTaken(taken, id, { by: meg, at: NOW })).toBe(taken);
  expect(withTaken(swap, id, { by: meg, at: UNTIL })).toBe(swap);
});

it('An offer ends when everybody who was asked has refused, and the shift stays with its owner', () => {
  const both = withOffer(rota, { from: FROM, until: UNTIL, to: [meg.id, sam.id], isShift: true }, { by: mo, at: NOW });
  const once = withRefused(both, id, { by: meg, at: NOW });
  expect(once.offers.map(({ to }) => to)).toEqual([[sam.id]]);
  const twice = withRefused(once, id, { by: sam, at: NOW });
  expect([twice.offers, twice.shifts]).toEqual([[], [ofMo]]);
});

// Times in a rota

it.each([
  ['08:00', '08:00'],
  ['8', '08:00'],
  ['6', '06:00'], // not 18:00: a rota goes by the 24-hour clock
  ['8pm', '20:00'],
  ['12am', '00:00'],
  ['12 pm', '12:00'],
  ['noon', '12:00'],
  ['midnight', '00:00'],
  ['20.30', '20:30'],
])('The rota reads “%s” as %s', (typed, time) => {
  expect(readClock(typed)).toBe(time);
});

it.each(['24', '13pm', '8:75', ''])('The rota reads no time in “%s”', (typed) => {
  expect(readClock(typed)).toBeUndefined();
});

// A shift in London

it('Late on the evening before the clocks go forward, the form offers each of the next days', () => {
  const days = daysAhead(at('2027-03-27T23:30:00.000Z')); // 23:30 on Saturday; the Sunday has 23 hours
  expect(days.slice(0, 3)).toEqual(['2027-03-27', '2027-03-28', '2027-03-29']);
  expect(days).toHaveLength(14);
});

const night = { from: '20:00', until: '08:00' };
it.each<[string, string, string]>([
  ['2026-11-25', '2026-11-25T20:00:00.000Z', '2026-11-26T08:00:00.000Z'],
  ['2026-10-24', '2026-10-24T19:00:00.000Z', '2026-10-25T08:00:00.000Z'], // the clocks go back: 13 hours
  ['2027-03-27', '2027-03-27T20:00:00.000Z', '2027-03-28T07:00:00.000Z'], // they go forward: 11 hours
])('A night shift on %s is from 20:00 to 08:00 on the clock', (day, from, until) => {
  expect(spanOn(day, night)).toEqual({ from, until });
});

it('A shift from a time that comes twice begins at the first; from a time that is skipped, an hour later', () => {
  expect(spanOn('2026-10-25', { from: '01:30', until: '10:00' }).from).toBe('2026-10-25T00:30:00.000Z');
  expect(spanOn('2027-03-28', { from: '01:30', until: '10:00' }).from).toBe('2027-03-28T01:30:00.000Z');
});

it('A shift from eight to eight lasts a day', () => {
  expect(spanOn('2026-11-25', { from: '08:00', until: '08:00' }).until).toBe('2026-11-26T08:00:00.000Z');
});
