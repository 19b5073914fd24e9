import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, instantOf } from './time.ts';

/** What the program uses of the machine it runs on. Tests and simulations pass in their own. */
export interface Machine {
  now(): Instant;
  /** Milliseconds of a monotonic clock. */
  ticks(): number;
  pause(ms: number): Promise<void>;
  /** Runs the work later. @returns a function that cancels it */
  after(ms: number, work: () => void): () => void;
  /** A random number from 0 to 1. Not for secrets. */
  chance(): number;
  /** A unique name, such as for this process or for a turn in the log. */
  newId(): string;
}

export const realMachine: Machine = {
  now: () => instantOf(Date.now()),
  ticks: () => performance.now(),
  pause: (ms) => pause(ms),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  chance: Math.random,
  newId: randomUUID,
};

/**
 * Does something again and again: first after `firstMs`, then each time `everyMs` after it was done.
 * @param work never throws
 * @returns a function that stops it
 */
export function again(
  { after }: Pick<Machine, 'after'>,
  firstMs: number,
  everyMs: number,
  work: () => unknown,
): () => void {
  let stopped = false;
  let cancel = after(firstMs, turn);

  async function turn() {
    await work();
    if (!stopped) cancel = after(everyMs, turn);
  }

  return () => {
    stopped = true;
    cancel();
  };
}
