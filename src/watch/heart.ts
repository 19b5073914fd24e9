import type { Machine } from '../base/machine.ts';
import { type Instant, msOf } from '../base/time.ts';
import type { Kept } from '../store/change.ts';
import { type Heartbeat, type Heartbeats, withBeat, withoutBeat } from '../store/heartbeats.ts';
import { type ClockSeen, isWrong, standsBack } from './clock.ts';

const everyMs = 10_000;
const againMs = 2000; // after one that failed: who watches learns soon that the store takes something again
const goneAfterMs = 35_000; // without a new one: three were missed
const neverBeatMs = 15_000; // of one that was there when we came, and has not beaten since
const forgottenAfterMs = 60 * 60_000;

/** The heartbeat of this instance, and what it sees of the others'. */
export interface Heart {
  readonly instance: string;
  /**
   * The first one is tried at once.
   * @param isAlone no other instance has the store open: those whose heartbeat is there have ended
   * @returns when it was, whether it was written or not
   */
  start(isAlone: boolean): Promise<void>;
  /** The last one that was written, how long ago that is (none yet: since the beginning), and whether the latest try was. */
  last(): { at: Instant | undefined; agoMs: number; isWell: boolean };
  /** The clocks of the other instances that live, against our own: each is at least that much ahead, and ten seconds more at most. */
  clocks(): ClockSeen[];
  /** Whether this instance leaves the cases to others, because its own clock is wrong. */
  standsBack(): boolean;
  /** Whether its clock is known to be wrong, also where it is alone and goes on: what cannot be undone waits. */
  isClockWrong(): boolean;
  /** Whether another instance lives. Of one that has no heartbeat only who began alone knows that it has ended. */
  lifeOf(instance: string): Promise<'lives' | 'gone' | 'unknown'>;
  /** Takes the heartbeat out of the store, so that nobody waits for this instance. */
  stop(): Promise<void>;
}

/** The latest heartbeat of another instance. `since`: when it came, by our own ticks; `beats`: it was not the first that we saw. */
interface SeenBeat extends Omit<ClockSeen, 'instance'> {
  count: number;
  since: number;
  beats: boolean;
}

/** @param wrongByMs by how much our own clock is known to be wrong */
export function heartOf(
  heartbeats: Kept<Heartbeats>,
  machine: Machine,
  wrongByMs: () => number | undefined = () => undefined,
): Heart {
  const instance = machine.newId();
  const startedAt = machine.now();
  let last: Instant | undefined;
  let lastTicks = machine.ticks(); // of the last one, or of the beginning
  let isWell = false;
  let stopped = false;
  let beganAlone = false;
  let callOff = () => {};
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
      if (!isWell) seen.clear(); // the store took nothing: that the others were silent, too, says nothing of them
      isWell = true;
      see(beats.filter((each) => each.instance !== instance));
    } catch {
      isWell = false; // the store says itself what is wrong with it; who watches hears that it is
    }
    if (!stopped) callOff = machine.after(isWell ? everyMs : againMs, () => void beat());
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

  /** Asks once more: our own heartbeat, with which the others' come, may be late. */
  const look = async () => see((await heartbeats.load()).beats.filter((each) => each.instance !== instance));

  function isSilent(other: string): boolean {
    const found = seen.get(other);
    return isWell && found !== undefined && machine.ticks() - found.since > (found.beats ? goneAfterMs : neverBeatMs);
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
    isClockWrong: () => isWrong(wrongByMs()) || standsBack({ instance, aheadMs: 0, wrongByMs: wrongByMs() }, clocks()),
    async stop() {
      stopped = true;
      callOff();
      await heartbeats.change((record) => withoutBeat(record, instance)).catch(() => undefined);
    },
  };
}
