import { setImmediate } from 'node:timers/promises';
import { type Instant, instantOf } from '../../src/base/time.ts';

/** The time of the simulated world. It stands still while anything happens, then jumps to the next planned event. */
export interface Clock {
  /** The world's time in milliseconds since 1970. A machine's own clock may differ by its skew. */
  ms(): number;
  now(): Instant;
  /** Plans work for a time. @returns a function that cancels it */
  at(ms: number, work: () => void): () => void;
  after(ms: number, work: () => void): () => void;
  /** Plans a look, which checks whether there is something to do. The clock skips looks while nothing happens. */
  looks(ms: number, work: () => void): () => void;
  pause(ms: number): Promise<void>;
  /**
   * Runs until then.
   * @param step is called each time everything has come to rest; true stops the run. `isAwake`: not in the moment after a
   *   skip, in which looks have yet to find what the skipped time brought about
   */
  run(until: number, step: (isAwake: boolean) => boolean): Promise<void>;
}

interface Planned {
  at: number;
  work: (() => void) | undefined; // undefined when cancelled
}

/** Planned looks, the first first. Their own time stands still while the clock skips, so a skipped look comes that much later. */
interface Looks {
  plan: Planned[];
  stoodMs: number;
}

// no skip until this long after the last change: a look each second must find it, also one that rests for five seconds
const quietMs = 6001;
const wakingMs = 5000; // for this long after a skip, looks find what it brought about
const seldomMs = 2000; // looks at this interval or longer are seldom
// the longest skip: looks must find what only time brings about, such as the end of a shift
const longestMs = 20 * 60_000;

/** What the clock needs to know of the world. */
export interface Surroundings {
  /** The next moment at which a look is known to find something. If it is past, the clock skips no time. */
  due(): number | undefined;
  /** Whether something new happened that a look may find. A second call answers false. */
  takeStirred(): boolean;
  /** Whether somebody waits for an answer. The clock then skips no time. */
  isBusy(): boolean;
  /** Hears that time was skipped. */
  skipped(): void;
}

/** @param start in milliseconds since 1970 */
export function worldClock(start: number, world: Surroundings): Clock {
  let present = start;
  let stirredAt = start;
  let lookedAt = start;
  let wokeAt = -Infinity;
  const events: Planned[] = [];
  const often: Looks = { plan: [], stoodMs: 0 };
  const seldom: Looks = { plan: [], stoodMs: 0 };
  const add = (plan: Planned[], at: number, work: () => void) => {
    const planned: Planned = { at, work };
    plan.splice(plan.findLastIndex((each) => each.at <= at) + 1, 0, planned);
    return () => {
      planned.work = undefined;
    };
  };
  const firstOf = ({ plan, stoodMs }: Looks): number => {
    while (plan[0] && !plan[0].work) plan.shift();
    return (plan[0]?.at ?? Infinity) + stoodMs;
  };

  /** The next step in time. Undefined when nothing is planned before the end. */
  function next(until: number): (() => void) | undefined {
    const event = events[0]?.at ?? Infinity;
    const nextLook = firstOf(seldom) <= firstOf(often) ? seldom : often;
    const look = Math.max(firstOf(nextLook), present);
    if (Math.min(event, look) > until) return undefined;
    if (look > event)
      return () => {
        present = event;
        while (events[0] && events[0].at <= present) events.shift()?.work?.();
      };
    const due = Math.min(world.due() ?? Infinity, lookedAt + longestMs);
    const to = Math.min(event, due, until);
    if (present >= stirredAt + quietMs && to > look && !world.isBusy())
      return () => {
        const ms = to - present;
        present = to;
        wokeAt = to;
        if (to === due) stirredAt = to; // wakes the looks that find it
        often.stoodMs += ms;
        seldom.stoodMs += ms;
        world.skipped();
      };
    return () => {
      present = look;
      lookedAt = look;
      nextLook.plan.shift()?.work?.();
    };
  }

  const clock: Clock = {
    ms: () => present,
    now: () => instantOf(Math.round(present)),
    at: (ms, work) => add(events, Math.max(Math.round(ms), present), work),
    after: (ms, work) => clock.at(present + ms, work),
    looks(ms, work) {
      const looks = ms >= seldomMs ? seldom : often;
      return add(looks.plan, Math.round(present + ms) - looks.stoodMs, work);
    },
    pause: (ms) => new Promise((resolve) => clock.after(ms, resolve)),
    async run(until, step) {
      await setImmediate(); // lets all pending work run first; none of it waits for a real disk or network
      for (;;) {
        if (world.takeStirred()) stirredAt = present;
        if (step(present >= wokeAt + wakingMs)) return;
        const goOn = next(until);
        if (!goOn) break;
        goOn();
        await setImmediate();
      }
      present = until;
    },
  };
  return clock;
}
