import { expect, it } from '@jest/globals';
import type { Instant } from '../../../src/base/time.ts';
import { type Duty, noDuty } from '../../../src/features/duty/duty-state.ts';
import { offerId, withOffer, withOnDuty, withRefused, withShift, withTaken } from '../../../src/features/duty/rules.ts';
import { dutyNotices } from '../../../src/features/duty/side-task.ts';
import { at, meg, mo, pack, pat } from '../../case/a-case.ts';

const EIGHT = at('2026-11-24T08:00:00.000Z');
const TWENTY = at('2026-11-24T20:00:00.000Z');
const NEXT = at('2026-11-25T08:00:00.000Z');

const noticesAt = (duty: Duty, now: Instant) => dutyNotices(duty, pack.duty, { managers: [mo.id, meg.id], now });
const told = (duty: Duty, now: Instant) => noticesAt(duty, now).map(({ kind, to }) => `${kind} ${to}`);
const on = withOnDuty(noDuty, mo, { at: EIGHT, until: TWENTY });
const ofMeg = { staff: meg.id, name: meg.name, from: TWENTY, until: NEXT };

// The end of a duty

it('A manager is told of the end of their duty from 30 minutes before until it comes', () => {
  expect(told(on, at('2026-11-24T19:29:59.999Z'))).toEqual([]);
  expect(told(on, at('2026-11-24T19:30:00.000Z'))).toEqual(['ends mo']);
  expect(told(on, at('2026-11-24T19:59:59.999Z'))).toEqual(['ends mo']);
  expect(told(on, TWENTY)).toEqual([]);
});

it('A later end of duty brings a new notice, but a short duty or one of a non-manager brings none', () => {
  const longer = withOnDuty(on, mo, { at: at('2026-11-24T19:40:00.000Z'), until: NEXT });
  expect(told(longer, at('2026-11-24T19:45:00.000Z'))).toEqual([]);
  expect(told(longer, at('2026-11-25T07:30:00.000Z'))).toEqual(['ends mo']);
  const short = withOnDuty(noDuty, mo, { at: at('2026-11-24T19:30:00.000Z'), until: TWENTY });
  expect(told(short, at('2026-11-24T19:45:00.000Z'))).toEqual([]);
  expect(told(withOnDuty(noDuty, pat, { at: EIGHT, until: TWENTY }), at('2026-11-24T19:45:00.000Z'))).toEqual([]);
});

// The beginning of a shift

it('A manager is told of their shift 30 minutes before it begins, unless they are already on duty', () => {
  const rota = withShift(noDuty, ofMeg, { by: mo, at: EIGHT });
  expect(told(rota, at('2026-11-24T19:29:59.999Z'))).toEqual([]);
  expect(told(rota, at('2026-11-24T19:30:00.000Z'))).toEqual(['begins meg']);
  expect(told(rota, TWENTY)).toEqual([]);
  const going = withOnDuty(rota, meg, { at: EIGHT, until: TWENTY });
  expect(told(going, at('2026-11-24T19:30:00.000Z'))).toEqual([]);
});

// An offered time of duty

const offered = withOffer(on, { from: TWENTY, until: NEXT, to: [meg.id], isShift: false }, { by: mo, at: EIGHT });
const id = offerId({ by: mo.id, from: TWENTY });

it('The colleague is told of an offer, and the person who made it is told the answer for a day', () => {
  expect(told(offered, EIGHT)).toEqual(['offer meg']);
  const accepted = withTaken(offered, id, { by: meg, at: at('2026-11-24T09:00:00.000Z') });
  expect(accepted.shifts).toEqual([ofMeg]);
  expect(told(accepted, at('2026-11-24T09:00:00.000Z'))).toEqual(['answered mo']);
  expect(told(accepted, at('2026-11-25T09:00:00.001Z'))).toEqual([]);
  const refused = withRefused(offered, id, { by: meg, at: at('2026-11-24T09:00:00.000Z') });
  expect(told(refused, at('2026-11-24T09:00:00.000Z'))).toEqual(['answered mo']);
});

// A pack

it('A pack without rules for duty has twelve-hour shifts and half-hour notice, and shows gaps a week ahead', () => {
  expect(pack.duty).toEqual({
    ...{ shift: 'PT12H', recall: 'PT30M', stayOn: 'PT2H', horizon: 'P7D' },
    testAlarm: { every: 'P28D', at: '10:00', answerWithin: 'P1D' },
  });
});
