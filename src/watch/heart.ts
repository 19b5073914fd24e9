import type { Machine } from '../base/machine.ts';
import { type Instant, msOf } from '../base/time.ts';
import type { RecordHandle } from '../store/change.ts';
import { type Heartbeat, type Heartbeats, withBeat, withoutBeat } from '../store/heartbeats.ts';
import { type ClockSeen, isClockOff, standsBack } from './clock.ts';

const everyMs = 10_000;
const againMs = 2000; // after a failure: monitoring soon learns when the store accepts writes again
const goneAfterMs = 35_000; // three missed heartbeats
const neverBeatMs = 15_000; // for an instance that was in the store when we started and has not sent a heartbeat since
const forgottenAfterMs = 60 * 60_000;

/** Sends the heartbeat of this instance, and watches those of the others. */
export interface Heart {
  readonly instance: string;
  /**
   * Starts the heartbeat with a first one at once.
   * @param isAlone no other instance has the store open, so all whose heartbeats are stored have ended
   * @returns after the first attempt, whether it succeeded or not
   */
  start(isAlone: boolean): Promise<void>;
  /**
   * The last heartbeat written, how long ago that was (or since the start, if there is none), and whether the latest
   * attempt succeeded.
   */
  last(): { at: Instant | undefined; agoMs: number; isWell: boolean };
  /**
   * The clocks of the other live instances, compared with ours. Each is ahead by at least that much, and at most ten
   * seconds more.
   */
  clocks(): ClockSeen[];
  /** Whether this instance leaves the cases to others, because its own clock is wrong. */
  standsBack(): boolean;
  /**
   * Whether our clock is known to be wrong, even if we are alone and go on. Irreversible work, such as erasing, waits
   * meanwhile.
   */
  isClockWrong(): boolean;
  /**
   * Whether another instance is alive. If it has no heartbeat, only an instance that started alone knows that it has
   * ended.
   */
  lifeOf(instance: string): Promise<'lives' | 'gone' | 'unknown'>;
  /** Removes our heartbeat from the store, so that nobody waits for this instance. */
  stop(): Promise<void>;
}

/**
 * The latest heartbeat of another instance. `since` is when we saw it, by our own ticks; `beats` says that it was not
 * the first we saw.
 */
interface SeenBeat extends Omit<ClockSeen, 'instance'> {
  count: number;
  since: number;
  beats: boolean;
}

/** @param wrongByMs the known error of our own clock */
export function heartOf(
  heartbeats: RecordHandle<Heartbeats>,
  machine: Machine,
  wrongByMs: () => number | undefined = () => undefined,
): Heart {
  const instance = machine.newId();
  const startedAt = machine.now();
  let last: Instant | undefined;
  let lastTicks = machine.ticks(); // at the last heartbeat, or at the start
  let isWell = false;
  let stopped = false;
  let beganAlone = false;
  let cancel = () => {};
  let seen = new Map<string, SeenBeat>();

  async function beat(): Promise<void> {
    try {
      const { beats } = await heartbeats.change((record) =>
        stopped
          ? record
          : withBeat(record, instance, { startedAt, now: machine.now(), wrongByMs: wrongByMs(), ended: ended() }),
      );
      last = machine.now();
      lastTicks = machine.ticks();
      if (!isWell) seen.clear(); // the store accepted nothing, so the silence of the others proves nothing
      isWell = true;
      see(beats.filter((each) => each.instance !== instance));
    } catch {
      isWell = false; // the store logs its own faults; monitoring sees that the heartbeat failed
    }
    if (!stopped) cancel = machine.after(isWell ? everyMs : againMs, () => void beat());
  }

  const ended = () =>
    [...seen].filter(([, { since }]) => machine.ticks() - since > forgottenAfterMs).map(([other]) => other);

  function see(others: Heartbeat[]): void {
    seen = new Map(
      others.map(({ instance: other, count, at, wrongByMs: wrong }) => {
        const before = seen.get(other);
        if (before?.count === count) return [other, before];
        const aheadMs = msOf(at) - msOf(machine.now());
        return [other, { count, since: machine.ticks(), beats: before !== undefined, aheadMs, wrongByMs: wrong }];
      }),
    );
  }

  /** Reads the heartbeats again, because our own, with which we read them, may be late. */
  const look = async () => see((await heartbeats.load()).beats.filter((each) => each.instance !== instance));

  function isSilent(other: string): boolean {
    const latest = seen.get(other);
    return (
      isWell && latest !== undefined && machine.ticks() - latest.since > (latest.beats ? goneAfterMs : neverBeatMs)
    );
  }

  const clocks = (): ClockSeen[] =>
    [...seen]
      .filter(([, { beats, since }]) => beats && machine.ticks() - since <= goneAfterMs)
      .map(([other, { aheadMs, wrongByMs: wrong }]) => ({ instance: other, aheadMs, wrongByMs: wrong }));

  return {
    instance,
    async start(isAlone) {
      beganAlone = isAlone;
      if (isAlone) await heartbeats.change((record) => ({ ...record, beats: [] })).catch(() => undefined);
      await beat();
    },
    async lifeOf(other) {
      if (!seen.has(other) || isSilent(other)) await look();
      if (!seen.has(other)) return beganAlone ? 'gone' : 'unknown';
      return isSilent(other) ? 'gone' : 'lives';
    },
    last: () => ({ at: last, agoMs: machine.ticks() - lastTicks, isWell }),
    clocks,
    standsBack: () => standsBack({ instance, aheadMs: 0, wrongByMs: wrongByMs() }, clocks()),
    isClockWrong: () =>
      isClockOff(wrongByMs()) || standsBack({ instance, aheadMs: 0, wrongByMs: wrongByMs() }, clocks()),
    async stop() {
      stopped = true;
      cancel();
      await heartbeats.change((record) => withoutBeat(record, instance)).catch(() => undefined);
    },
  };
}
