import PQueue from 'p-queue';
import { CaseId } from '../base/reference.ts';
import { type Instant, instantOf, msOf } from '../base/time.ts';
import { attending } from './attend.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellingOfDuty } from './duty.ts';
import { reviewing } from './review.ts';

const longestSleepMs = 1000; // other instances may have saved something that is due
const shortestSleepMs = 20;
const casesAtOnce = 64;
const failedCaseWaitsMs = 60_000;
const failedCaseRestsMs = 5000; // also where that cannot be written: trying without a pause would leave no time for anything else
const stoppingWaitsMs = 8000; // of the ten seconds until the process is ended
const failureIsNewsMs = 10 * 60_000; // a case that another instance got through with is forgotten here

export interface Worker {
  wake(): void;
  health(): { begunAt: Instant; lastSweep: Instant | undefined; failing: number; givenUp: number };
  /** Finishes what is in hand and lets go of it, within eight seconds. */
  stop(): Promise<void>;
}

/**
 * Does whatever is due: clocks that have something to say, messages that wait. The store is its only memory, so a killed worker's
 * work is done by the next one. A case that fails waits for a minute and holds up no other.
 */
export function startWorker(deps: WorkerDeps): Worker {
  const { machine } = deps;
  const running = new PQueue({ concurrency: casesAtOnce });
  const besides = { review: reviewing(deps), duty: tellingOfDuty(deps) };
  const inHand = new Set<string>();
  const failedAt = new Map<string, number>(); // ms of a clock that nobody sets
  const failed = (withinMs: number) => (id: string) => machine.ticks() - (failedAt.get(id) ?? -Infinity) < withinMs;
  const rests = failed(failedCaseRestsMs);
  const begunAt = deps.now();
  let lastSweep: Instant | undefined;
  let givenUp = 0;
  let stopping = false;
  let kicked: (() => void) | undefined;
  let kickedEarly = false;
  const gaveUp = () => {
    givenUp += 1;
  };
  const attend = attending(deps, () => stopping, gaveUp);

  const wake = () => {
    kickedEarly = true;
    kicked?.();
  };

  const loop = async () => {
    while (!stopping) {
      kickedEarly = false;
      for (const [name, does] of Object.entries(besides))
        void running.add(does).catch((error: unknown) => deps.log.error({ event: `${name}.failed`, err: error }));
      let sleep = shortestSleepMs;
      try {
        if ((await sweep()).some(rests)) sleep = longestSleepMs;
        lastSweep = deps.now();
      } catch (error) {
        deps.log.error({ event: 'sweep.failed', err: error });
      }
      await sleepUntilNeeded(sleep);
    }
  };

  /** @returns the ids of the cases that are due, begun now or not */
  async function sweep(): Promise<string[]> {
    await deps.refreshDesk();
    const due = await deps.store.due(deps.now(), 200);
    for (const id of due) {
      if (stopping || inHand.has(id) || rests(id)) continue;
      inHand.add(id);
      void running
        .add(() => work(id))
        .finally(() => {
          inHand.delete(id);
          if (!rests(id)) wake();
        });
    }
    return due;
  }

  async function sleepUntilNeeded(atLeastMs: number) {
    const next = await deps.store.nextWake().catch(() => undefined);
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
    try {
      await attend(CaseId.parse(raw));
      failedAt.delete(raw);
    } catch (error) {
      deps.log.error({ event: 'case.failed', ref: raw, err: error });
      failedAt.set(raw, machine.ticks());
      await postpone(raw).catch((fault: unknown) => deps.log.error({ event: 'postpone.failed', ref: raw, err: fault }));
    }
  }

  /** Puts a case that cannot be worked on off for a while, without reading it: it may not be readable. */
  const postpone = (id: string) => deps.store.postpone(id, instantOf(msOf(deps.now()) + failedCaseWaitsMs));

  void loop();
  return {
    wake,
    health: () => {
      const failing = [...failedAt.keys()].filter(failed(failureIsNewsMs)).length;
      return { begunAt, lastSweep, failing, givenUp };
    },
    async stop() {
      stopping = true;
      wake();
      await Promise.race([running.onIdle(), machine.pause(stoppingWaitsMs)]);
    },
  };
}
