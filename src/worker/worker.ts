import { CaseId } from '../base/reference.ts';
import { type Instant, instantOf, msOf } from '../base/time.ts';
import { Overtaken } from '../store/change.ts';
import { StoreFault } from '../store/fault.ts';
import { attending } from './attend.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellingOfDuty } from './duty.ts';
import { tellingOfMissingKeys } from './missing-keys.ts';
import { watchingTheRoster } from './onlookers.ts';
import { restingTooLong } from './resting.ts';
import { retaining } from './retention.ts';
import { reviewing } from './review.ts';
import { tellingOfSetUp } from './set-up.ts';
import { notingHeads, sweeping } from './sweep.ts';
import { tellingOfUnreadable } from './unreadable.ts';

const longestSleepMs = 1000; // other instances may have saved something that is due
const shortestSleepMs = 20;
const casesAtOnce = 200; // many of them wait for Teams
const mostLooked = 500;
const elsewhereMs = 2000; // until it is looked whether the other instance is still at it
const storeRestsMs = 1000; // the store was to blame: the case goes on as soon as the store does
const storeIsNewsMs = 10_000;
const failedCaseWaitsMs = 60_000;
const failedCaseRestsMs = 5000; // also where that cannot be written: trying without a pause would leave no time for anything else
const stoppingWaitsMs = 8000; // of the ten seconds until the process is ended
const failureIsNewsMs = 10 * 60_000; // a case that another instance got through with is forgotten here

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
  const { machine, store, log } = deps;
  const unreadable = tellingOfUnreadable(deps);
  let stopping = false;
  const evidence = sweeping(deps, () => stopping);
  const besides = [
    { name: 'unreadable', does: unreadable.tell },
    { name: 'missing-keys', does: tellingOfMissingKeys(deps) },
    { name: 'review', does: reviewing(deps) },
    { name: 'duty', does: tellingOfDuty(deps) },
    { name: 'set-up', does: tellingOfSetUp(deps) },
    { name: 'onlookers', does: watchingTheRoster(deps) },
    { name: 'resting', does: restingTooLong(deps) },
    { name: 'retention', does: retaining({ ...deps, isStopping: () => stopping }) },
    { name: 'evidence', does: evidence.tick },
    { name: 'heads', does: notingHeads(deps) },
  ];
  const inHand = new Map<string, Promise<void>>();
  const going = new Map<string, Promise<void>>();
  const restsUntil = new Map<string, number>(); // ms of a clock that nobody sets, as all of these
  const failedAt = new Map<string, number>();
  const rests = (id: string) => (restsUntil.get(id) ?? 0) > machine.ticks();
  let sweptAt = machine.ticks();
  let lastSweep: Instant | undefined;
  let isSweepWell = true;
  let isBack = false; // the cases are left to instances whose clock is right
  let probe: string | undefined; // the one case that is begun while the store takes nothing
  let isStoreWell = true;
  let storeSaidAt = -Infinity;
  const unwell = new Set<string>(); // of what goes on besides
  let givenUp = 0;
  let kicked: (() => void) | undefined;
  let kickedEarly = false;
  const gaveUp = () => {
    givenUp += 1;
  };
  const wrote = () => {
    isStoreWell = true;
  };
  const attend = attending(deps, () => stopping, gaveUp, wrote);

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
        if (isSweepWell) log.error({ event: 'sweep.failed', err: error }); // said once, and when it goes on
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
      if (!unwell.has(name)) log.error({ event: `${name}.failed`, err: error }); // said once
      unwell.add(name);
    } finally {
      going.delete(name);
    }
  }

  /** Begins as many of the cases that are due as go at once, the urgent ones first. @returns how many are due, begun now or not */
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

  /** Said in the log when it begins and when it ends. */
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
      const how = await attend(CaseId.parse(raw));
      failedAt.delete(raw);
      unreadable.readable(raw);
      if (how === 'elsewhere') rest(elsewhereMs);
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

  /** From then on one case at a time is tried, until one goes well. One of them is named in the log, now and then. */
  function ofTheStore(raw: string, error: StoreFault): void {
    if (!(error instanceof Overtaken)) isStoreWell = false;
    if (machine.ticks() - storeSaidAt < storeIsNewsMs) return;
    storeSaidAt = machine.ticks();
    log.error({ event: 'case.failed', ref: raw, err: error });
  }

  /** Puts a case that cannot be worked on off for a while, without reading it: it may not be readable. */
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
