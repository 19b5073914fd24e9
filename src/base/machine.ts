import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, instantOf } from './time.ts';

/** What the program has of the machine it runs on. A test or a simulation hands in its own. */
export interface Machine {
  now(): Instant;
  /** Milliseconds of a clock that nobody sets. */
  ticks(): number;
  pause(ms: number): Promise<void>;
  /** Does the work later. @returns what calls it off */
  after(ms: number, work: () => void): () => void;
  /** 0 to 1. Nothing secret is drawn from it. */
  chance(): number;
  /** A name that nobody else has: of this process, of a turn in the log. */
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
