import { type Instant, msOf } from '../base/time.ts';
import { type Beside, goingOnBesides } from './besides.ts';
import { casesInHand } from './cases-in-hand.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellingOfDuty } from './duty.ts';
import { tellingOfMissingKeys } from './missing-keys.ts';
import { watchingTheRoster } from './onlookers.ts';
import { restingTooLong } from './resting.ts';
import { retaining } from './retention.ts';
import { reviewing } from './review.ts';
import { tellingOfSetUp } from './set-up.ts';
import { notingHeads, type Sweep, sweeping } from './sweep.ts';
import { tellingOfUnreadable, type Unreadable } from './unreadable.ts';

const secondMs = 1000;
const minuteMs = 60_000;
const longestSleepMs = 1000; // other instances may have saved something that is due
const shortestSleepMs = 20;
const stoppingWaitsMs = 8000; // of the ten seconds until the process is ended

export interface Worker {
  wake(): void;
  /** `sweptAgoMs`: since the last sweep that went well, or since the beginning. */
  health(): {
    lastSweep: Instant | undefined;
    sweptAgoMs: number;
    failing: number;
    givenUp: number;
    altered: number;
    comparedAgoMs: number;
  };
  /** Finishes what is in hand and lets go of it, within eight seconds. */
  stop(): Promise<void>;
}

/**
 * Does whatever is due: clocks that have something to say, messages that wait. The store is its only memory, so a killed worker's
 * work is done by the next one. A case that fails waits for a minute and holds up no other. Where the store fails, everything waits
 * for the store alone.
 */
export function startWorker(deps: WorkerDeps): Worker {
  const { machine } = deps;
  const unreadable = tellingOfUnreadable(deps);
  let stopping = false;
  const isStopping = () => stopping;
  const evidence = sweeping(deps, isStopping);
  const sleep = sleeping(deps, isStopping);
  const cases = casesInHand(deps, { isStopping, wake: sleep.wake, unreadable });
  const besides = goingOnBesides(besidesOf(deps, { unreadable, evidence, isStopping }), deps);
  const standsBack = standingBack(deps);
  let sweptAt = machine.ticks();
  let lastSweep: Instant | undefined;
  let isSweepWell = true;

  const loop = async () => {
    while (!stopping) {
      sleep.begins();
      besides.begin();
      await sleep.untilNeeded(await sweep());
    }
  };

  /** @returns how long nothing needs to be done, at the least */
  async function sweep(): Promise<number> {
    try {
      await deps.refreshDesk();
      const isBack = standsBack();
      const due = isBack ? 0 : await cases.begin();
      lastSweep = deps.now();
      sweptAt = machine.ticks();
      if (!isSweepWell) deps.log.info({ event: 'sweep.goes-on' });
      isSweepWell = true;
      return due === 0 && !isBack ? shortestSleepMs : longestSleepMs;
    } catch (error) {
      if (isSweepWell) deps.log.error({ event: 'sweep.failed', err: error }); // said once, and when it goes on
      isSweepWell = false;
      return longestSleepMs;
    }
  }

  void loop();
  return {
    wake: sleep.wake,
    health: () => {
      const sweptAgoMs = machine.ticks() - sweptAt;
      const { altered, comparedAgoMs } = evidence;
      return { lastSweep, sweptAgoMs, ...cases.health(), altered: altered(), comparedAgoMs: comparedAgoMs() };
    },
    async stop() {
      stopping = true;
      sleep.wake();
      const everything = Promise.allSettled([...cases.goingOn(), ...besides.goingOn()]);
      await Promise.race([everything, machine.pause(stoppingWaitsMs)]);
    },
  };
}

function besidesOf(
  deps: WorkerDeps,
  { unreadable, evidence, isStopping }: { unreadable: Unreadable; evidence: Sweep; isStopping: () => boolean },
): Beside[] {
  const isFirstLater = true;
  return [
    // Several that are found at about the same time are told together.
    { name: 'unreadable', everyMs: 10 * secondMs, isFirstLater, isNeeded: unreadable.isAny, does: unreadable.tell },
    {
      name: 'missing-keys',
      everyMs: minuteMs,
      isNeeded: () => deps.missingKeys.now().length > 0,
      does: tellingOfMissingKeys(deps),
    },
    { name: 'review', everyMs: minuteMs, does: reviewing(deps) },
    { name: 'duty', everyMs: secondMs, does: tellingOfDuty(deps) },
    { name: 'set-up', everyMs: secondMs, does: tellingOfSetUp(deps) },
    {
      name: 'onlookers',
      everyMs: 10 * secondMs,
      isNeeded: () => deps.standing().mash !== undefined,
      does: watchingTheRoster(deps),
    },
    { name: 'resting', everyMs: 0, does: restingTooLong(deps) }, // it looks at the clock each time
    { name: 'retention', everyMs: minuteMs, does: retaining({ ...deps, isStopping }) },
    { name: 'evidence', everyMs: minuteMs, isFirstLater, does: evidence.look },
    { name: 'heads', everyMs: 60 * minuteMs, isFirstLater, does: notingHeads(deps) },
  ];
}

/** Whether the cases are left to instances whose clock is right. Said in the log when it begins and when it ends. */
function standingBack({ heart, log }: Pick<WorkerDeps, 'heart' | 'log'>): () => boolean {
  let isBack = false;
  return () => {
    const does = heart.standsBack();
    if (does !== isBack) log.error({ event: does ? 'clock.stands-back' : 'clock.goes-on' });
    isBack = does;
    return does;
  };
}

/** Sleeps until something is due, or somebody wakes it. */
function sleeping({ store, machine, now }: Pick<WorkerDeps, 'store' | 'machine' | 'now'>, isStopping: () => boolean) {
  let kicked: (() => void) | undefined;
  let kickedEarly = false;
  return {
    /** From now on a wake-up counts. */
    begins() {
      kickedEarly = false;
    },
    wake() {
      kickedEarly = true;
      kicked?.();
    },
    async untilNeeded(atLeastMs: number): Promise<void> {
      const next = await store.nextWake().catch(() => undefined);
      const away = next === undefined ? longestSleepMs : msOf(next) - msOf(now());
      if (kickedEarly || isStopping()) return;
      await new Promise<void>((resolve) => {
        const callOff = machine.after(Math.min(Math.max(away, atLeastMs), longestSleepMs), resolve);
        kicked = () => {
          callOff();
          resolve();
        };
      });
      kicked = undefined;
    },
  };
}
