import { CaseId } from '../base/reference.ts';
import { type Instant, instantOf, msOf } from '../base/time.ts';
import { Overtaken } from '../store/change.ts';
import { StoreFault } from '../store/fault.ts';
import { caseAttendant } from './attend.ts';
import type { WorkerDeps } from './delivered.ts';
import { dutyTeller } from './duty.ts';
import { missingKeysTeller } from './missing-keys.ts';
import { rosterWatcher } from './onlookers.ts';
import { wakeTimeRepair } from './resting.ts';
import { retentionTask } from './retention.ts';
import { reviewTeller } from './review.ts';
import { setUpTeller } from './set-up.ts';
import { evidenceSweep, headsRecorder } from './sweep.ts';
import { unreadableTeller } from './unreadable.ts';

const longestSleepMs = 1000; // because another instance may have saved a case that is due
const shortestSleepMs = 20;
const casesAtOnce = 200; // most of them are waiting for Teams
const mostLooked = 500;
const elsewhereMs = 2000; // before checking again whether the other instance still works on the case
const storeRestsMs = 1000; // after a store fault: the case continues as soon as the store does
const storeIsNewsMs = 10_000;
const failedCaseWaitsMs = 60_000;
// even if postponing fails: retrying without a pause would leave no time for anything else
const failedCaseRestsMs = 5000;
const stoppingWaitsMs = 8000; // of the ten seconds before the process is killed
// forgets a failed case after this time, because another instance may have finished it
const failureIsNewsMs = 10 * 60_000;

export interface Worker {
  wake(): void;
  /** `sweptAgoMs` counts from the last successful sweep, or from the start. */
  health(): {
    lastSweep: Instant | undefined;
    sweptAgoMs: number;
    failing: number;
    givenUp: number;
    altered: number;
    comparedAgoMs: number;
  };
  /** Finishes the work in hand and releases its cases, within eight seconds. */
  stop(): Promise<void>;
}

/**
 * Does all work that is due: clocks that have run out, and messages that wait. Its only memory is the store, so the
 * next worker takes over when this one is killed. A case that fails waits for a minute and delays no other. When the
 * store fails, everything waits only for the store.
 */
export function startWorker(deps: WorkerDeps): Worker {
  const { machine, store, log } = deps;
  const unreadable = unreadableTeller(deps);
  let stopping = false;
  const evidence = evidenceSweep(deps, () => stopping);
  const besides = [
    { name: 'unreadable', does: unreadable.tell },
    { name: 'missing-keys', does: missingKeysTeller(deps) },
    { name: 'review', does: reviewTeller(deps) },
    { name: 'duty', does: dutyTeller(deps) },
    { name: 'set-up', does: setUpTeller(deps) },
    { name: 'onlookers', does: rosterWatcher(deps) },
    { name: 'resting', does: wakeTimeRepair(deps) },
    { name: 'retention', does: retentionTask({ ...deps, isStopping: () => stopping }) },
    { name: 'evidence', does: evidence.tick },
    { name: 'heads', does: headsRecorder(deps) },
  ];
  const inHand = new Map<string, Promise<void>>();
  const going = new Map<string, Promise<void>>();
  const restsUntil = new Map<string, number>(); // in ms of the monotonic clock, like all times here
  const failedAt = new Map<string, number>();
  const rests = (id: string) => (restsUntil.get(id) ?? 0) > machine.ticks();
  let sweptAt = machine.ticks();
  let lastSweep: Instant | undefined;
  let isSweepWell = true;
  let isBack = false; // while our clock is wrong, the cases are left to instances whose clock is right
  let probe: string | undefined; // the one case that is tried while the store fails
  let isStoreWell = true;
  let storeSaidAt = -Infinity;
  const unwell = new Set<string>(); // names of the side tasks that fail
  let givenUp = 0;
  let kicked: (() => void) | undefined;
  let kickedEarly = false;
  const gaveUp = () => {
    givenUp += 1;
  };
  const wrote = () => {
    isStoreWell = true;
  };
  const attend = caseAttendant(deps, () => stopping, gaveUp, wrote);

  const wake = () => {
    kickedEarly = true;
    kicked?.();
  };

  const loop = async () => {
    while (!stopping) {
      kickedEarly = false;
      for (const each of besides) if (!going.has(each.name)) going.set(each.name, runBeside(each));
      let sleep = longestSleepMs;
      try {
        if ((await sweep()) === 0 && !isBack) sleep = shortestSleepMs;
        lastSweep = deps.now();
        sweptAt = machine.ticks();
        if (!isSweepWell) log.info({ event: 'sweep.goes-on' });
        isSweepWell = true;
      } catch (error) {
        if (isSweepWell) log.error({ event: 'sweep.failed', err: error }); // logged once, and again when it recovers
        isSweepWell = false;
      }
      await sleepUntilNeeded(sleep);
    }
  };

  async function runBeside({ name, does }: (typeof besides)[number]): Promise<void> {
    try {
      await does();
      unwell.delete(name);
    } catch (error) {
      if (!unwell.has(name)) log.error({ event: `${name}.failed`, err: error }); // logged once
      unwell.add(name);
    } finally {
      going.delete(name);
    }
  }

  /**
   * Begins due cases, urgent ones first, up to the limit.
   * @returns how many cases are due, including those not begun
   */
  async function sweep(): Promise<number> {
    await deps.refreshDesk();
    if (standsBack()) return 0;
    const due = await store.due(deps.now(), mostLooked);
    for (const id of restsUntil.keys()) if (!rests(id)) restsUntil.delete(id);
    for (const id of due) {
      if (stopping || inHand.size >= casesAtOnce) break;
      if (!isStoreWell && probe !== undefined && inHand.has(probe)) break;
      if (inHand.has(id) || rests(id)) continue;
      probe = id;
      inHand.set(
        id,
        work(id).finally(() => {
          inHand.delete(id);
          if (!rests(id)) wake();
        }),
      );
    }
    return due.length;
  }

  /** Logs when this begins and when it ends. */
  function standsBack(): boolean {
    const does = deps.heart.standsBack();
    if (does !== isBack) log.error({ event: does ? 'clock.stands-back' : 'clock.goes-on' });
    isBack = does;
    return does;
  }

  async function sleepUntilNeeded(atLeastMs: number) {
    const next = await store.nextWake().catch(() => undefined);
    const away = next === undefined ? longestSleepMs : msOf(next) - msOf(deps.now());
    if (kickedEarly || stopping) return;
    await new Promise<void>((resolve) => {
      const callOff = machine.after(Math.min(Math.max(away, atLeastMs), longestSleepMs), resolve);
      kicked = () => {
        callOff();
        resolve();
      };
    });
    kicked = undefined;
  }

  async function work(raw: string) {
    const rest = (ms: number) => restsUntil.set(raw, machine.ticks() + ms);
    try {
      const outcome = await attend(CaseId.parse(raw));
      failedAt.delete(raw);
      unreadable.readable(raw);
      if (outcome === 'elsewhere') rest(elsewhereMs);
      else restsUntil.delete(raw);
    } catch (error) {
      if (error instanceof StoreFault) {
        rest(storeRestsMs);
        return ofTheStore(raw, error);
      }
      log.error({ event: 'case.failed', ref: raw, err: error });
      rest(failedCaseRestsMs);
      failedAt.set(raw, machine.ticks());
      unreadable.found(raw, error);
      await postpone(raw).catch((fault: unknown) => log.error({ event: 'postpone.failed', ref: raw, err: fault }));
    }
  }

  /**
   * After a store fault only one case at a time is tried, until one succeeds. Now and then the log names one of them.
   */
  function ofTheStore(raw: string, error: StoreFault): void {
    if (!(error instanceof Overtaken)) isStoreWell = false;
    if (machine.ticks() - storeSaidAt < storeIsNewsMs) return;
    storeSaidAt = machine.ticks();
    log.error({ event: 'case.failed', ref: raw, err: error });
  }

  /** Postpones a case that fails, without reading it, because it may be unreadable. */
  const postpone = (id: string) => store.postpone(id, instantOf(msOf(deps.now()) + failedCaseWaitsMs));

  void loop();
  return {
    wake,
    health: () => {
      const failing = [...failedAt.values()].filter((at) => machine.ticks() - at < failureIsNewsMs).length;
      const sweptAgoMs = machine.ticks() - sweptAt;
      const { altered, comparedAgoMs } = evidence;
      return { lastSweep, sweptAgoMs, failing, givenUp, altered: altered(), comparedAgoMs: comparedAgoMs() };
    },
    async stop() {
      stopping = true;
      wake();
      const everything = Promise.allSettled([...inHand.values(), ...going.values()]);
      await Promise.race([everything, machine.pause(stoppingWaitsMs)]);
    },
  };
}
