import { setImmediate } from 'node:timers/promises';
import { type Instant, instantOf } from '../../src/base/time.ts';
import { type Heap, heapOf } from './heap.ts';

/** The time of the simulated world. It stands while anything happens, and then goes on to the next thing that is planned. */
export interface Clock {
  /** Milliseconds since 1970, of the world: each machine may be wrong by its own skew. */
  ms(): number;
  now(): Instant;
  /** @returns what calls it off */
  at(ms: number, work: () => void): () => void;
  after(ms: number, work: () => void): () => void;
  /** A look whether there is something to do. While the world stands still nobody looks. */
  looks(ms: number, work: () => void): () => void;
  pause(ms: number): Promise<void>;
  /** Goes on until then. @param step is called when everything has come to rest at a moment; true: stop here */
  run(until: number, step: () => boolean): Promise<void>;
  steps(): number;
}

interface Planned {
  at: number;
  order: number;
  work: (() => void) | undefined; // undefined: called off
}

/** Looks that were passed over come as long after as they would have come: their own time stands meanwhile. */
interface Looks {
  heap: Heap<Planned>;
  stoodMs: number;
}

const quietMs = 1001;
const seldomMs = 2000; // after which everybody who looks each second has looked
const longestMs = 20 * 60_000; // what only the clock on the wall brings about (a shift that ends) is looked at no later than this

/** What the clock asks of the world. */
export interface Surroundings {
  /** The next moment at which a look finds something, as far as is known; one that is past keeps the world awake. */
  due(): number | undefined;
  /** Whether something new happened, that a look may find. Asked again it says no. */
  takeStirred(): boolean;
  /** Whether somebody waits for an answer: then no time is passed over. */
  isBusy(): boolean;
  /** Hears how long nothing happened: what is written every few seconds was not. @returns true where somebody watches it */
  passedOver(ms: number): boolean;
}

/** @param start in milliseconds since 1970 */
export function worldClock(start: number, world: Surroundings): Clock {
  let present = start;
  let stirredAt = start;
  let lookedAt = start;
  let order = 0;
  let steps = 0;
  const events = heapOf<Planned>(isBefore);
  const often: Looks = { heap: heapOf<Planned>(isBefore), stoodMs: 0 };
  const seldom: Looks = { heap: heapOf<Planned>(isBefore), stoodMs: 0 };
  const plan = (heap: typeof events, at: number, work: () => void) => {
    order += 1;
    const planned: Planned = { at, order, work };
    heap.put(planned);
    return () => {
      planned.work = undefined;
    };
  };
  const firstOf = ({ heap, stoodMs }: Looks): number => {
    while (heap.first() && !heap.first()?.work) heap.take();
    return (heap.first()?.at ?? Infinity) + stoodMs;
  };

  /** Where time goes next, and what happens there. Undefined: nothing is planned before the end. */
  function next(until: number): (() => void) | undefined {
    const event = events.first()?.at ?? Infinity;
    const nextLook = firstOf(seldom) <= firstOf(often) ? seldom : often;
    const look = Math.max(firstOf(nextLook), present);
    if (Math.min(event, look) > until) return undefined;
    if (look > event)
      return () => {
        present = event;
        for (let each = events.first(); each && each.at <= present; each = events.first()) events.take()?.work?.();
      };
    const due = Math.min(world.due() ?? Infinity, lookedAt + longestMs);
    const to = Math.min(event, due, until);
    if (present >= stirredAt + quietMs && to > look && !world.isBusy())
      return () => {
        const ms = to - present;
        present = to;
        if (to === due) stirredAt = to; // so that those looks are made which find it
        often.stoodMs += ms;
        if (!world.passedOver(ms)) seldom.stoodMs += ms; // with others who watch these are made up for: they must see that one lives
      };
    return () => {
      present = look;
      lookedAt = look;
      nextLook.heap.take()?.work?.();
    };
  }

  const clock: Clock = {
    ms: () => present,
    now: () => instantOf(Math.round(present)),
    at: (ms, work) => plan(events, Math.max(Math.round(ms), present), work),
    after: (ms, work) => clock.at(present + ms, work),
    looks(ms, work) {
      const looks = ms >= seldomMs ? seldom : often;
      return plan(looks.heap, Math.round(present + ms) - looks.stoodMs, work);
    },
    pause: (ms) => new Promise((resolve) => clock.after(ms, resolve)),
    async run(until, step) {
      await setImmediate(); // all that can go on without time has gone on: nothing here waits for a real device
      for (;;) {
        if (world.takeStirred()) stirredAt = present;
        if (step()) return;
        const goOn = next(until);
        if (!goOn) break;
        goOn();
        steps += 1;
        await setImmediate();
      }
      present = until;
    },
    steps: () => steps,
  };
  return clock;
}

function isBefore(one: Planned, other: Planned): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
