import type { Machine } from '../../src/base/machine.ts';
import { instantOf } from '../../src/base/time.ts';
import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';

/**
 * One life of the program, from its start to its end. All that it asks of the world goes through here. Once it is killed nothing of it
 * goes on: what it had asked is never answered, and what it asks is not done.
 */
export interface Generation {
  readonly name: string;
  readonly alive: boolean;
  /** What it has asked and not been answered, in words, the oldest first. */
  readonly pending: readonly string[];
  readonly calls: number;
  /** It asked and asked at one moment, and is answered no more. */
  readonly spins: boolean;
  /** How often something of a dead one still came here, and was turned away. */
  readonly turnedAway: number;
  /** Asks the world. @param what in words. @param work does it; undefined answers are fine. A kill may come just before, or just after it is done */
  ask<T>(what: string, work: (wait: (ms: number) => Promise<void>) => Promise<T>): Promise<T>;
  /** A wait that ends only if it still lives. */
  after(ms: number, work: () => void): () => void;
  /** The same of a look whether there is something to do: passed over while the world stands still. */
  looks(ms: number, work: () => void): () => void;
  kill(): void;
  /** To be killed at so many calls from now, at whichever await that is. */
  killAt(calls: number, when: 'before' | 'after', struck: (what: string) => void): void;
}

const mostAtOnce = 20_000;
const never = () => new Promise<never>(() => {});

/** @param asking holds what is asked by those who live */
export function generation(
  name: string,
  { clock, asking, living }: { clock: Clock; asking: Set<object>; living: Set<string> },
  killed: () => void,
): Generation {
  let alive = true;
  let moment = { ms: 0, first: 0 };
  let spins = false;
  const pending = new Map<number, string>();
  let calls = 0;
  let turnedAway = 0;
  let doomed: { at: number; when: 'before' | 'after'; struck: (what: string) => void } | undefined;

  const own = new Set<object>();
  living.add(name);
  const kill = () => {
    if (!alive) return;
    alive = false;
    living.delete(name);
    for (const each of own) asking.delete(each);
    killed();
  };
  function strikes(when: 'before' | 'after', call: number, what: string): void {
    if (!alive || doomed?.at !== call || doomed.when !== when) return;
    doomed.struck(what);
    kill();
  }

  /** Whether it asks and asks, and no time passes. */
  function isSpinning(): boolean {
    if (clock.ms() !== moment.ms) moment = { ms: clock.ms(), first: calls };
    spins ||= calls - moment.first > mostAtOnce;
    return spins;
  }

  function planned(work: () => void, plan: (still: () => void) => () => void): () => void {
    if (alive)
      return plan(() => {
        if (alive) work();
      });
    turnedAway += 1;
    return () => {};
  }

  const life: Generation = {
    name,
    get alive() {
      return alive;
    },
    get pending() {
      return [...pending.values()];
    },
    get spins() {
      return spins;
    },
    get calls() {
      return calls;
    },
    get turnedAway() {
      return turnedAway;
    },
    async ask(what, work) {
      if (!alive) {
        turnedAway += 1;
        return never();
      }
      calls += 1;
      const call = calls;
      if (isSpinning()) return never();
      strikes('before', call, what);
      if (!alive) return never();
      const asked = { what };
      pending.set(call, what);
      own.add(asked);
      asking.add(asked);
      try {
        return await work((ms) => clock.pause(ms));
      } finally {
        pending.delete(call);
        own.delete(asked);
        asking.delete(asked);
        strikes('after', call, what);
        if (!alive) await never();
      }
    },
    after: (ms, work) => planned(work, (still) => clock.after(ms, still)),
    looks: (ms, work) => planned(work, (still) => clock.looks(ms, still)),
    kill,
    killAt(count, when, struck) {
      doomed = { at: calls + count, when, struck };
    },
  };
  return life;
}

/**
 * How often the worker, who watches, the heart and the monitoring look. Whatever else waits so long is no look, but for danger numbers
 * that Teams did not take: they are tried again after five seconds, and here not before something happens.
 */
const looks: readonly number[] = [1000, 5000, 10_000, 60_000];

/**
 * The machine of one life. Its clock may be wrong. What it does each second, or every ten, is only looking: while the world stands still
 * it is passed over.
 * @param skew milliseconds by which its clock is ahead, at this moment
 */
export function machineOf(
  life: Generation,
  { clock, chance, skew }: { clock: Clock; chance: Chance; skew: () => number },
): Machine {
  let named = 0;
  let last = { ms: 0, now: instantOf(0) }; // asked again and again at one moment
  return {
    now() {
      const ms = Math.round(clock.ms() + skew());
      if (ms !== last.ms) last = { ms, now: instantOf(ms) };
      return last.now;
    },
    ticks: () => clock.ms(),
    pause: (ms) => new Promise((resolve) => life.after(ms, resolve)),
    after: (ms, work) => (looks.includes(ms) ? life.looks(ms, work) : life.after(ms, work)),
    chance: () => chance.draw(),
    newId: () => `${life.name}-${++named}`,
  };
}
