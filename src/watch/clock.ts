import { isDate } from 'node:util/types';
import type { Machine } from '../base/machine.ts';
import { msOf, plus } from '../base/time.ts';
import type { Store } from '../store/port.ts';

const tooWrongMs = 30_000;
const samplesKept = 20;

/**
 * An instance's clock. `aheadMs` compares it with the clock of the observing instance; `wrongByMs` is the error that it
 * knows itself, from the store or Teams.
 */
export interface ClockSeen {
  instance: string;
  aheadMs: number;
  wrongByMs?: number | undefined;
}

/** Whether a clock is known to be off by more than half a minute. */
export const isClockOff = (wrongByMs: number | undefined) =>
  wrongByMs !== undefined && Math.abs(wrongByMs) > tooWrongMs;

/**
 * Whether this instance leaves the cases to the others, because its clock is wrong by more than half a minute and
 * theirs is not. All instances reach the same conclusion. Instances whose clock is known to be right go on, and so do
 * those that agree with one of them. If there are none, the largest group whose clocks agree goes on; of equal groups,
 * the alphabetically first one. Clocks known to be wrong count only if all are. An instance that is alone goes on.
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

const beatIsOldMs = 12_000; // the oldest that another instance's heartbeat can be when we see it

/** The largest difference, in ms, that our clock certainly has from any other that we know of. */
export const largestClockDifference = (wrongByMs: number, others: ClockSeen[]): number =>
  Math.max(Math.abs(wrongByMs), ...others.map(({ aheadMs }) => Math.max(aheadMs, -aheadMs - beatIsOldMs)));

export type OwnClock = ReturnType<typeof ownClock>;

/** What this instance knows of its own clock. */
export function ownClock(machine: Pick<Machine, 'now'>, store: Pick<Store, 'aheadMs'>) {
  let heard: number[] = [];
  const byStore = () => {
    const ahead = store.aheadMs();
    return ahead === undefined ? undefined : -ahead;
  };
  const byTeams = () => (heard.length < samplesKept ? undefined : Math.min(...heard));
  return {
    /** The time, taken from the store's clock if ours is far off. */
    now() {
      const wrong = byStore() ?? 0;
      return Math.abs(wrong) > tooWrongMs ? plus(machine.now(), -wrong) : machine.now();
    },
    /**
     * Takes Teams' time of a message that has just come in. Teams may deliver late, so only the smallest difference of
     * the last twenty counts.
     */
    hear(sentAt: unknown) {
      const sent = isDate(sentAt) ? sentAt.getTime() : Number.NaN; // it may be anything
      if (Number.isNaN(sent)) return;
      heard = [...heard, msOf(machine.now()) - sent].slice(-samplesKept);
    },
    /** The error of our clock in ms, according to the store or else Teams; undefined if neither tells. */
    wrongByMs: () => byStore() ?? byTeams(),
  };
}
