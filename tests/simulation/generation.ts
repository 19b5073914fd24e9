import type { Machine } from '../../src/base/machine.ts';
import { instantOf } from '../../src/base/time.ts';
import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';

/**
 * One life of the program, from its start to its end. Everything it asks of the world goes through here. After it is
 * killed, nothing it asked is answered and nothing it asks is done.
 */
export interface Generation {
  readonly name: string;
  readonly alive: boolean;
  /** Its unanswered calls, in words, the oldest first. */
  readonly pending: readonly string[];
  /** Whether it called endlessly without letting time pass. It then gets no more answers. */
  readonly spins: boolean;
  /**
   * Calls the world. A kill may strike just before or just after the work.
   * @param what names the call in words
   * @param work does it
   */
  ask<T>(what: string, work: (wait: (ms: number) => Promise<void>) => Promise<T>): Promise<T>;
  /** Does the work after a wait, if it still lives. */
  after(ms: number, work: () => void): () => void;
  /** The same for a look: a regular check for something to do. The clock skips looks while nothing happens. */
  looks(ms: number, work: () => void): () => void;
  kill(): void;
  /** Plans its death just before or just after its nth call from now, whatever that call is for. */
  killAt(calls: number, when: 'before' | 'after', struck: (what: string) => void): void;
}

const mostAtOnce = 20_000;
const never = () => new Promise<never>(() => {});

/** @param asking holds the calls of live programs */
export function generation(
  name: string,
  { clock, asking }: { clock: Clock; asking: Set<object> },
  killed: () => void,
): Generation {
  let alive = true;
  let moment = { ms: 0, first: 0 };
  let spins = false;
  const pending = new Map<number, string>();
  let calls = 0;
  let doomed: { at: number; when: 'before' | 'after'; struck: (what: string) => void } | undefined;

  const own = new Set<object>();
  const kill = () => {
    if (!alive) return;
    alive = false;
    for (const each of own) asking.delete(each);
    killed();
  };
  function strikes(when: 'before' | 'after', call: number, what: string): void {
    if (!alive || doomed?.at !== call || doomed.when !== when) return;
    doomed.struck(what);
    kill();
  }

  /** Whether it calls endlessly without letting time pass. */
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
    async ask(what, work) {
      if (!alive) return never();
      calls += 1;
      const call = calls;
      if (isSpinning()) return never();
      strikes('before', call, what);
      if (!alive) return never();
      const pendingCall = { what };
      pending.set(call, what);
      own.add(pendingCall);
      asking.add(pendingCall);
      try {
        return await work((ms) => clock.pause(ms));
      } finally {
        pending.delete(call);
        own.delete(pendingCall);
        asking.delete(pendingCall);
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
 * The intervals of the worker, the alarm checks, the heartbeat and the monitoring calls. Some other waits have the same
 * length, such as the five seconds before emergency numbers are sent again. The simulation takes such a wait for a
 * regular look, so the wait may last until something happens.
 */
const looks: readonly number[] = [1000, 5000, 10_000, 60_000];

/**
 * The machine of one life. Its clock may be wrong. Its regular looks are skipped while nothing happens in the world.
 * @param skew milliseconds by which its clock is ahead, at this moment
 */
export function machineOf(
  life: Generation,
  { clock, chance, skew }: { clock: Clock; chance: Chance; skew: () => number },
): Machine {
  let idCount = 0;
  let last = { ms: 0, now: instantOf(0) }; // saved, because programs often ask again at one moment
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
    newId: () => `${life.name}-${++idCount}`,
  };
}
