import type { Machine } from '../base/machine.ts';
import { msOf, plus } from '../base/time.ts';
import type { Store } from '../store/port.ts';

const tooWrongMs = 30_000;
const jumpMs = 2000;
const jumpCountsMs = 60 * 60_000;

export type OwnClock = ReturnType<typeof ownClock>;

/**
 * The clock of this instance: the time of the store's service where that has one, and of this machine. What other
 * instances say of the time counts for nothing, because whoever can write to the store could say it for them.
 */
export function ownClock(machine: Pick<Machine, 'now' | 'ticks'>, store: Pick<Store, 'aheadMs'>) {
  let last = aheadOfTicks();
  let jumpedAt = -Infinity;
  let jumps = 0;

  /**
   * How far the clock is ahead of the ticks: at least and at most, because a busy machine may pause this program between
   * two looks.
   */
  function aheadOfTicks() {
    const before = machine.ticks();
    const wall = msOf(machine.now());
    return { least: wall - machine.ticks(), most: wall - before };
  }

  function look() {
    const seen = aheadOfTicks();
    if (seen.least > last.most + jumpMs || seen.most < last.least - jumpMs) {
      jumps += 1;
      jumpedAt = machine.ticks();
    }
    last = seen;
  }

  const wrongByMs = () => -(store.aheadMs() ?? 0);
  const hasJumped = () => {
    look();
    return machine.ticks() - jumpedAt < jumpCountsMs;
  };
  return {
    /** The time, taken from the store's clock if ours is far off. */
    now: () => (Math.abs(wrongByMs()) > tooWrongMs ? plus(machine.now(), -wrongByMs()) : machine.now()),
    /** By how many ms the clock is off, according to the store; 0 if the store has no clock. */
    wrongByMs,
    /** Whether the clock was set to another time in the last hour, or that long after it was set back. */
    hasJumped,
    /** How many times the clock was set to another time, as far as was looked. */
    jumps() {
      look();
      return jumps;
    },
    /** Whether the clock may be wrong. Cases go on, but irreversible work, such as erasing, waits meanwhile. */
    isWrong: () => Math.abs(wrongByMs()) > tooWrongMs || hasJumped(),
  };
}
