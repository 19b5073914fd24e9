import type { Machine } from '../base/machine.ts';
import { type Instant, msBetween } from '../base/time.ts';
import type { RecordHandle } from '../store/change.ts';
import { type Heartbeat, type Heartbeats, withBeat, withoutBeat } from '../store/heartbeats.ts';
import { type ClockSeen, isClockOff, standsBack } from './clock.ts';

const everyMs = 10_000;
const againMs = 2000; // after a failure: monitoring soon learns when the store accepts writes again
const goneAfterMs = 35_000; // three missed heartbeats
const neverBeatMs = 15_000; // for an instance that was in the store when we started and has not sent a heartbeat since
const forgottenAfterMs = 60 * 60_000;

export type Heart = ReturnType<typeof heartOf>;

/**
 * The latest heartbeat of another instance. `since` is when we saw it, by our own ticks; `beats` says that it was not
 * the first we saw, so it was sent while we watched.
 */
interface SeenBeat extends Omit<ClockSeen, 'instance'> {
  count: number;
  since: number;
  beats: boolean;
}

/** What this instance sees of the heartbeats of the others. */
function otherInstances(self: string, machine: Pick<Machine, 'now' | 'ticks'>) {
  let seen = new Map<string, SeenBeat>();
  return {
    /** Takes in the heartbeats that were read. */
    see(beats: Heartbeat[]) {
      const others = beats.filter(({ instance }) => instance !== self);
      seen = new Map(
        others.map(({ instance: other, count, at, wrongByMs }) => {
          const before = seen.get(other);
          if (before?.count === count) return [other, before];
          const aheadMs = msBetween(machine.now(), at);
          return [other, { count, since: machine.ticks(), beats: before !== undefined, aheadMs, wrongByMs }];
        }),
      );
    },
    forgetAll: () => seen.clear(),
    has: (other: string) => seen.has(other),
    /** Whether another instance has missed so many heartbeats that it counts as gone. */
    isSilent(other: string) {
      const latest = seen.get(other);
      return latest !== undefined && machine.ticks() - latest.since > (latest.beats ? goneAfterMs : neverBeatMs);
    },
    /** Instances whose heartbeats are so old that they can be removed. */
    longSilent: () =>
      [...seen].filter(([, { since }]) => machine.ticks() - since > forgottenAfterMs).map(([other]) => other),
    /**
     * The clocks of those that are alive, compared with ours. A heartbeat may be some ten seconds old when we see it, so
     * each clock is ahead by at least `aheadMs`, and by at most some ten seconds more.
     */
    clocks: (): ClockSeen[] =>
      [...seen]
        .filter(([, { beats, since }]) => beats && machine.ticks() - since <= goneAfterMs)
        .map(([other, { aheadMs, wrongByMs }]) => ({ instance: other, aheadMs, wrongByMs })),
  };
}

/**
 * Sends the heartbeat of this instance, and watches those of the others.
 * @param wrongByMs the known error of our own clock
 */
export function heartOf(
  heartbeats: RecordHandle<Heartbeats>,
  machine: Machine,
  wrongByMs: () => number | undefined = () => undefined,
) {
  const instance = machine.newId();
  const startedAt = machine.now();
  const others = otherInstances(instance, machine);
  let last: Instant | undefined;
  let lastTicks = machine.ticks(); // at the last heartbeat, or at the start
  let isWell = false;
  let stopped = false;
  let beganAlone = false;
  let cancel = () => {};

  async function beat() {
    try {
      const { beats } = await heartbeats.change((record) =>
        stopped
          ? record
          : withBeat(record, instance, {
              startedAt,
              now: machine.now(),
              wrongByMs: wrongByMs(),
              ended: others.longSilent(),
            }),
      );
      last = machine.now();
      lastTicks = machine.ticks();
      if (!isWell) others.forgetAll(); // the store accepted nothing, so the silence of the others proves nothing
      isWell = true;
      others.see(beats);
    } catch {
      isWell = false; // the store logs its own faults; monitoring sees that the heartbeat failed
    }
    if (!stopped) cancel = machine.after(isWell ? everyMs : againMs, () => void beat());
  }

  /** While our own heartbeats fail, we see none of the others, so their silence proves nothing. */
  const isGone = (other: string) => isWell && others.isSilent(other);
  /** Whether this instance leaves the cases to others, because its own clock is wrong. */
  const doesStandBack = () => standsBack({ instance, aheadMs: 0, wrongByMs: wrongByMs() }, others.clocks());

  return {
    instance,
    /**
     * Starts the heartbeat with a first one at once.
     * @param isAlone no other instance has the store open, so all whose heartbeats are stored have ended
     * @returns after the first attempt, whether it succeeded or not
     */
    async start(isAlone: boolean) {
      beganAlone = isAlone;
      if (isAlone) await heartbeats.change(() => ({ beats: [] })).catch(() => undefined);
      await beat();
    },
    /**
     * Whether another instance is alive. If it has no heartbeat, that is `unknown`, unless we started alone: then it has
     * ended.
     */
    async lifeOf(other: string): Promise<'lives' | 'gone' | 'unknown'> {
      // Our own heartbeat, with which we read those of the others, may be late: so they are read again.
      if (!others.has(other) || isGone(other)) others.see((await heartbeats.load()).beats);
      if (!others.has(other)) return beganAlone ? 'gone' : 'unknown';
      return isGone(other) ? 'gone' : 'lives';
    },
    /**
     * The last heartbeat written, how long ago that was (or since the start, if there is none), and whether the latest
     * attempt succeeded.
     */
    last: () => ({ at: last, agoMs: machine.ticks() - lastTicks, isWell }),
    clocks: others.clocks,
    standsBack: doesStandBack,
    /**
     * Whether our clock is known to be wrong, even if we are alone and go on. Irreversible work, such as erasing, waits
     * meanwhile.
     */
    isClockWrong: () => isClockOff(wrongByMs()) || doesStandBack(),
    /** Removes our heartbeat from the store, so that nobody waits for this instance. */
    async stop() {
      stopped = true;
      cancel();
      await heartbeats.change((record) => withoutBeat(record, instance)).catch(() => undefined);
    },
  };
}
