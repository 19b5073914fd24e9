import { setImmediate } from 'node:timers/promises';
import type { Machine } from '../../src/base/machine.ts';
import { type Instant, instantOf, msOf } from '../../src/base/time.ts';

/** A machine whose clock stands still until a test lets time pass. A day takes only as long as the work in it. */
export interface VirtualMachine extends Machine {
  /** Lets the work in hand go on for some turns of the event loop. Fires no timer. */
  settle(): Promise<void>;
  pass(ms: number): Promise<void>;
  /** Moves the clock ahead at once: whatever was to happen meanwhile happens now, once. */
  jump(ms: number): Promise<void>;
  /** Sets its clock to another time, while its ticks go on. */
  setAhead(ms: number): void;
  /** Sets its clock and its ticks to a moment, earlier or later. Nothing that waited happens any more. */
  goTo(at: number): void;
}

/** What the machine knows of the program on it, so that an hour in which nothing happens costs few looks. */
export interface Quiet {
  /** Whether something was written or said since it was last asked. */
  takeStirred(): boolean;
  /** When the program next has something to do; undefined if nothing waits. */
  nextWake(): Promise<Instant | undefined>;
  /** How long at most between two looks, in ms: a look also finds what only time brings about, such as the end of a shift. */
  longestSkip: number;
}

const turnsToRest = 20; // turns of the event loop; a write to the store takes a few
const lookedAtEndMs = 1000; // the last look comes at the end, as the program asks for

const made = { machines: 0 };

/** Writes a time out as `instantOf` does, once while the clock stands. */
function writtenOnce() {
  let known: { ms: number; instant: Instant } | undefined;
  return (ms: number): Instant => {
    if (known?.ms !== ms) known = { ms, instant: instantOf(ms) };
    return known.instant;
  };
}

/** @param quiet if it is given, looks of the worker are skipped while the last one changed nothing and nothing is due */
export function virtualMachine(start: Instant, quiet?: Quiet): VirtualMachine {
  made.machines += 1;
  const number = made.machines; // no two machines draw the same id
  let at = msOf(start);
  let ahead = 0; // of the clock, in ms
  let ids = 0;
  const written = writtenOnce();
  const waiting = new Map<symbol, { at: number; work: () => void }>();

  async function settle(): Promise<void> {
    for (let turn = 0; turn < turnsToRest; turn += 1) await setImmediate();
  }

  /** How far the clock may go on before the next look: not while anything happens, and never past another timer. */
  async function calmUntil(end: number): Promise<number> {
    if (!quiet || quiet.takeStirred()) return at;
    const due = await quiet.nextWake();
    const others = [...waiting.values()].map((timer) => timer.at);
    return Math.min(end - lookedAtEndMs, at + quiet.longestSkip, ...others, ...(due ? [msOf(due)] : []));
  }

  const machine: VirtualMachine = {
    now: () => written(at + ahead),
    ticks: () => at,
    pause: (ms) => new Promise((resolve) => machine.after(ms, resolve)),
    after(ms, work) {
      const key = Symbol();
      waiting.set(key, { at: at + ms, work });
      return () => waiting.delete(key);
    },
    chance: () => 0.5,
    newId: () => `virtual-${number}-${++ids}`,
    settle,
    async pass(ms) {
      const end = at + ms;
      for (;;) {
        await settle();
        const [next] = [...waiting].sort(([, one], [, other]) => one.at - other.at);
        if (!next || next[1].at > end) break;
        waiting.delete(next[0]);
        at = Math.max(at, next[1].at, await calmUntil(end));
        next[1].work();
      }
      at = end;
      await settle();
    },
    setAhead(ms) {
      ahead = ms;
    },
    goTo(moment) {
      at = moment;
      ahead = 0;
      waiting.clear();
    },
    async jump(ms) {
      at += ms;
      await machine.pass(0);
    },
  };
  return machine;
}
