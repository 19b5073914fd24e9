import { expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { ownClock } from '../../src/watch/clock.ts';
import { at } from '../case/a-case.ts';

const NOW = at('2026-11-24T14:00:00.000Z');
const tenMinutes = 600_000;

/** A machine whose wall clock and ticks are moved one by one. */
function aMachine() {
  let [wall, ticks] = [msOf(NOW), 0];
  let pausedMs = 0; // how long the program stands still between two looks
  return {
    now: () => instantOf(wall),
    ticks() {
      ticks += pausedMs;
      wall += pausedMs;
      return ticks;
    },
    passes(ms: number) {
      wall += ms;
      ticks += ms;
    },
    set(ms: number) {
      wall += ms;
    },
    isBusy(ms: number) {
      pausedMs = ms;
    },
  };
}
const clock = (aheadMs: number | undefined, machine = aMachine()) => ownClock(machine, { aheadMs: () => aheadMs });

it('This instance’s clock is used within half a minute of the store’s; beyond that the store’s time is used', () => {
  expect(clock(undefined).now()).toBe(NOW);
  expect(clock(29_000).now()).toBe(NOW);
  expect(clock(tenMinutes).now()).toBe('2026-11-24T14:10:00.000Z');
  expect(clock(-tenMinutes).now()).toBe('2026-11-24T13:50:00.000Z');
  expect([clock(-tenMinutes).isWrong(), clock(29_000).isWrong()]).toEqual([true, false]);
});

it.each([tenMinutes, -tenMinutes, 3000])('A clock that is set %d ms ahead is known for an hour', (ms) => {
  const machine = aMachine();
  const own = clock(undefined, machine);
  machine.passes(tenMinutes);
  expect([own.jumps(), own.isWrong()]).toEqual([0, false]);
  machine.set(ms);
  expect([own.jumps(), own.hasJumped(), own.isWrong()]).toEqual([1, true, true]);
  machine.passes(59 * 60_000);
  expect(own.isWrong()).toBe(true);
  machine.passes(2 * 60_000);
  expect([own.jumps(), own.isWrong()]).toEqual([1, false]);
});

it('A busy machine, on which the program stands still for minutes, does not look like a clock that was set', () => {
  const machine = aMachine();
  const own = clock(undefined, machine);
  for (const ms of [50_000, 0, 300_000, 10]) {
    machine.isBusy(ms);
    machine.passes(5000);
    expect(own.hasJumped()).toBe(false);
  }
});
