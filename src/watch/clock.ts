import { isDate } from 'node:util/types';
import type { Machine } from '../base/machine.ts';
import { type Instant, instantOf, msOf } from '../base/time.ts';
import type { Store } from '../store/port.ts';

const tooWrongMs = 30_000;
const samplesKept = 20;

/** An instance's clock. `aheadMs`: of the clock of who compares; `wrongByMs`: by what it knows itself, of the store or of Teams. */
export interface ClockSeen {
  instance: string;
  aheadMs: number;
  wrongByMs?: number | undefined;
}

/** Whether a clock is known to be off by more than half a minute. */
export const isWrong = (wrongByMs: number | undefined): boolean =>
  wrongByMs !== undefined && Math.abs(wrongByMs) > tooWrongMs;

/**
 * Whether this instance leaves the cases to the others, because its clock is wrong by more than half a minute, and theirs is not. All
 * instances come to the same answer: those whose clock is known to be right go on; where none is, the larger number that agree, and of
 * equal numbers those with the first name. Whoever is alone goes on.
 */
export function standsBack(self: ClockSeen, others: ClockSeen[]): boolean {
  const all = [self, ...others].sort((one, other) => (one.instance < other.instance ? -1 : 1));
  const agree = (one: ClockSeen, other: ClockSeen) => Math.abs(one.aheadMs - other.aheadMs) <= tooWrongMs;
  const isRight = ({ wrongByMs }: ClockSeen) => wrongByMs !== undefined && Math.abs(wrongByMs) <= tooWrongMs;
  const right = all.filter(isRight);
  if (right.length > 0) return !isRight(self) && !right.some((each) => agree(each, self));
  const unknown = all.filter(({ wrongByMs }) => wrongByMs === undefined);
  const left = unknown.length > 0 ? unknown : all;
  const groups = left.map((each) => left.filter((other) => agree(each, other)));
  const [most = []] = groups.sort((one, other) => other.length - one.length);
  return !most.includes(self);
}

const beatIsOldMs = 12_000; // a heartbeat of another is at most so old when it is seen

/** How far two clocks are apart at least: our own and any other that we know of, in ms. */
export const farthestOff = (wrongByMs: number, others: ClockSeen[]): number =>
  Math.max(Math.abs(wrongByMs), ...others.map(({ aheadMs }) => Math.max(aheadMs, -aheadMs - beatIsOldMs)));

/** What this instance knows of its own clock. */
export interface OwnClock {
  /** The time, by the store's clock where ours is far from it. */
  now(): Instant;
  /** Teams' time of a message that just came in. Teams delivers late: it is a hint, and the smallest difference of the last twenty counts. */
  hear(sentAt: unknown): void;
  /** By how much it is wrong, in ms, as far as the store or Teams tell; undefined where neither does. */
  wrongByMs(): number | undefined;
}

export function ownClock(machine: Pick<Machine, 'now'>, store: Pick<Store, 'aheadMs'>): OwnClock {
  let heard: number[] = [];
  const byStore = () => {
    const ahead = store.aheadMs();
    return ahead === undefined ? undefined : -ahead;
  };
  const byTeams = () => (heard.length < samplesKept ? undefined : Math.min(...heard));
  return {
    now() {
      const wrong = byStore() ?? 0;
      return Math.abs(wrong) > tooWrongMs ? instantOf(msOf(machine.now()) - wrong) : machine.now();
    },
    hear(sentAt) {
      const sent = isDate(sentAt) ? sentAt.getTime() : Number.NaN; // it may be anything
      if (Number.isNaN(sent)) return;
      heard = [...heard, msOf(machine.now()) - sent].slice(-samplesKept);
    },
    wrongByMs: () => byStore() ?? byTeams(),
  };
}
