import { expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import { Duration, type Instant } from '../../../src/base/time.ts';
import { managersToRemind } from '../../../src/case/desk.ts';
import { readUntil } from '../../../src/features/duty/duty.ts';
import { type Duty, endedDuties, gapsIn, noDuty, onDutyAt, spansOf } from '../../../src/features/duty/duty-state.ts';
import { withOffDuty, withOnDuty, withShift } from '../../../src/features/duty/rules.ts';
import { at, desk, meg, mo, pack, pat } from '../../case/a-case.ts';

const shift = Duration.parse('PT12H');
const T1 = at('2026-11-24T08:00:00.000Z');
const NOON = at('2026-11-24T12:00:00.000Z');
const T2 = at('2026-11-24T20:00:00.000Z');
const NEXT = at('2026-11-25T08:00:00.000Z');

const onAt = (duty: Duty, now: Instant) => onDutyAt(spansOf(duty), now).map(({ staff }) => staff);
const planned = (duty: Duty, { id, name }: Person, from: Instant, until: Instant) =>
  withShift(duty, { staff: id, name, from, until }, { by: mo, at: T1 });

const on = withOnDuty(noDuty, mo, { at: T1, until: T2 });

// Who is on duty

it('A manager is on duty until the time that they said, and saying the same again changes nothing', () => {
  expect(on.on).toEqual([{ staff: mo.id, name: 'Mo Hussain', from: T1, until: T2 }]);
  expect(withOnDuty(on, mo, { at: NOON, until: T2 })).toBe(on);
  expect(withOffDuty(noDuty, mo, T1)).toBe(noDuty);
});

it('Duty ends by itself: the last moment before the end counts, the end does not', () => {
  expect(onAt(on, T1)).toEqual([mo.id]);
  expect(onAt(on, at('2026-11-24T19:59:59.999Z'))).toEqual([mo.id]);
  expect(onAt(on, T2)).toEqual([]);
});

it('A manager who stays on longer keeps the time at which their duty began', () => {
  const longer = withOnDuty(on, mo, { at: NOON, until: NEXT });
  expect(longer.on).toEqual([{ staff: mo.id, name: 'Mo Hussain', from: T1, until: NEXT }]);
  const later = withOnDuty(withOnDuty(noDuty, mo, { at: T1, until: NOON }), mo, { at: T2, until: NEXT });
  expect(later.on[0]?.from).toBe(T2);
});

it('Going off duty leaves the others on duty, and every change is kept with who and when', () => {
  const both = withOnDuty(on, meg, { at: T1, until: T2 });
  const left = withOffDuty(both, mo, NOON);
  expect(onAt(left, NOON)).toEqual([meg.id]);
  expect(left.history).toMatchObject([
    { at: T1, by: mo.id, what: 'on', staff: mo.id, from: T1, until: T2 },
    { at: T1, by: meg.id, what: 'on', staff: meg.id, from: T1, until: T2 },
    { at: NOON, by: mo.id, what: 'off', staff: mo.id, from: NOON, until: T2 },
  ]);
});

it('The history of duty keeps five hundred changes', () => {
  let duty = noDuty;
  for (let change = 0; change < 600; change += 1)
    duty = change % 2 === 0 ? withOnDuty(duty, mo, { at: T1, until: T2 }) : withOffDuty(duty, mo, T1);
  expect(duty.history).toHaveLength(500);
});

it('A manager who goes off duty during a shift is on duty again with their next shift or by saying so', () => {
  const rota = planned(planned(noDuty, mo, T1, T2), mo, NEXT, at('2026-11-25T20:00:00.000Z'));
  expect(onAt(rota, T1)).toEqual([mo.id]);
  const off = withOffDuty(rota, mo, NOON);
  expect(onAt(off, NOON)).toEqual([]);
  expect(onAt(off, NEXT)).toEqual([mo.id]);
  expect(onAt(withOnDuty(off, mo, { at: NOON, until: T2 }), NOON)).toEqual([mo.id]);
});

it('A duty and a shift that follows it directly are one time of duty', () => {
  const both = planned(on, mo, T2, NEXT);
  expect(spansOf(both)).toEqual([{ staff: mo.id, name: 'Mo Hussain', from: T1, until: NEXT }]);
});

it('Gaps in the rota are found before, between and after the shifts', () => {
  const rota = planned(planned(noDuty, mo, T1, NOON), meg, T2, NEXT);
  const midnight = at('2026-11-24T00:00:00.000Z');
  const end = at('2026-11-26T00:00:00.000Z');
  expect(gapsIn(spansOf(rota), midnight, end)).toEqual([
    { from: midnight, until: T1 },
    { from: NOON, until: T2 },
    { from: NEXT, until: end },
  ]);
  expect(gapsIn(spansOf(rota), T1, NOON)).toEqual([]);
  expect(gapsIn([], midnight, end)).toEqual([{ from: midnight, until: end }]);
});

it('The managers on duty are reminded, or all managers if none of them is on duty', () => {
  expect([[meg.id], [], [pat.id]].map((onDuty) => managersToRemind({ ...desk, onDuty }))).toEqual([
    [meg.id],
    desk.managers,
    desk.managers,
  ]);
});

// Until when somebody is on duty

const NOW = at('2026-11-24T08:10:00.000Z'); // 08:10 in London too
it.each<[string, string | undefined]>([
  ['', '2026-11-24T20:10:00.000Z'],
  ['20:00', '2026-11-24T20:00:00.000Z'],
  ['until 8 pm', '2026-11-24T20:00:00.000Z'],
  ['till tomorrow 08:00', '2026-11-25T08:00:00.000Z'],
  ['4 hours', '2026-11-24T12:10:00.000Z'],
  ['midnight', '2026-11-25T00:00:00.000Z'],
  ['07:50', undefined], // has just passed, so the person meant something else
  ['when I am done', undefined],
  ['4 December 09:00', undefined], // further ahead than the rota reaches
])('The typed words “%s” give the right end of duty, or none', (typed, until) => {
  expect(readUntil(typed, { now: NOW, rules: pack.duty, otherwise: shift })).toBe(until);
});

it('In the night the clocks go back, duty from 20:00 until 08:00 lasts thirteen hours', () => {
  const now = at('2026-10-24T19:00:00.000Z'); // 20:00 in London
  expect(readUntil('08:00', { now, rules: pack.duty, otherwise: shift })).toBe('2026-10-25T08:00:00.000Z');
  expect(readUntil('', { now, rules: pack.duty, otherwise: shift })).toBe('2026-10-25T07:00:00.000Z');
});

// When the last duty ended

it('A duty has ended when it was said to end, or when its manager went off duty before that; not while they are on duty', () => {
  expect(endedDuties(on, NOON)).toEqual([]);
  expect(endedDuties(on, T2)).toEqual([{ staff: mo.id, at: T2 }]);
  const off = withOffDuty(on, mo, NOON);
  expect(endedDuties(off, T2)).toEqual([{ staff: mo.id, at: NOON }]);
  expect(endedDuties(withOnDuty(off, mo, { at: T2, until: NEXT }), T2)).toEqual([]);
});

it('A shift of the rota that is over has ended, too, also after somebody else came on duty', () => {
  const over = planned(on, meg, T1, NOON);
  const later = withOnDuty(over, pat, { at: NEXT, until: at('2026-11-25T20:00:00.000Z') });
  expect(endedDuties(later, NEXT)).toEqual([
    { staff: meg.id, at: NOON },
    { staff: mo.id, at: T2 },
  ]);
});
