import type { Feature } from '../actions/feature.ts';
import type { SideTaskDeps } from '../actions/side-task.ts';
import { CaseId } from '../base/reference.ts';
import { type Instant, msBetween, plus } from '../base/time.ts';
import { withWakeTime } from '../case/advance.ts';
import { features } from '../features/list.ts';
import { everyDocument } from '../store/every-case.ts';
import { StoreFault } from '../store/port.ts';
import { casesInHand } from './cases-in-hand.ts';
import type { WorkerDeps } from './delivered.ts';
import { digestLook } from './digest.ts';
import { lookingAtStamps } from './stamp-look.ts';
import { evidenceSweep, type Sweep } from './sweep.ts';
import { missingKeysTeller, type Unreadable, unreadableTeller } from './tell-admins.ts';
import { tellingOnce } from './tell-once.ts';

const secondMs = 1000;
const minuteMs = 60_000;
const stampsEveryMs = 40_000; // what was altered is right again within a minute
const longestSleepMs = 1000; // because another instance may have saved a case that is due
const shortestSleepMs = 20;
const stoppingWaitsMs = 8000; // of the ten seconds before the process is killed

export type Worker = ReturnType<typeof startWorker>;

/**
 * Does all work that is due: marks that were reached, and messages that wait. Its only memory is the store, so the
 * next worker takes over when this one is killed. A case that fails waits for a minute and delays no other. When the
 * store fails, no case waits that minute: work goes on soon after the store answers.
 */
export function startWorker(deps: WorkerDeps) {
  const { machine } = deps;
  const unreadable = unreadableTeller(deps);
  let stopping = false;
  const isStopping = () => stopping;
  const evidence = evidenceSweep(deps, isStopping);
  const stamps = lookingAtStamps(deps);
  const sleep = sleeping(deps, isStopping);
  const cases = casesInHand(deps, { isStopping, wake: sleep.wake, unreadable });
  const sideTasks = runningSideTasks(sideTasksOf(deps, { unreadable, evidence, stamps, isStopping }), deps);
  let lookedAt = machine.ticks();
  let lastLook: Instant | undefined;
  let isLookWell = true;

  const loop = async () => {
    while (!stopping) {
      sleep.begins();
      sideTasks.begin();
      await sleep.untilNeeded(await look());
    }
  };

  /** @returns the shortest sleep, in ms. A second while cases are due: a case that finishes ends the sleep early */
  async function look() {
    try {
      await deps.refreshDesk();
      const due = await cases.begin();
      lastLook = deps.now();
      lookedAt = machine.ticks();
      if (!isLookWell) deps.log.info({ event: 'look.goes-on' });
      isLookWell = true;
      return due === 0 ? shortestSleepMs : longestSleepMs;
    } catch (error) {
      if (isLookWell) deps.log.error({ event: 'look.failed', err: error }); // logged once, and again when it recovers
      isLookWell = false;
      return longestSleepMs;
    }
  }

  void loop();
  return {
    taken: cases.taken,
    saved: cases.saved,
    /** `lookedAgoMs` counts from the last successful look, or from the start. */
    health: () => ({
      lastLook,
      lookedAgoMs: machine.ticks() - lookedAt,
      ...cases.health(),
      altered: Math.max(evidence.altered(), stamps.altered()),
      comparedAgoMs: stamps.isStuck() ? Infinity : evidence.comparedAgoMs(),
    }),
    /** Finishes the work in hand and releases its cases, within eight seconds. */
    async stop() {
      stopping = true;
      sleep.wake();
      const everything = Promise.allSettled([...cases.goingOn(), ...sideTasks.goingOn()]);
      await Promise.race([everything, machine.pause(stoppingWaitsMs)]);
    },
  };
}

interface OwnTasks {
  unreadable: Unreadable;
  evidence: Sweep;
  stamps: ReturnType<typeof lookingAtStamps>;
  isStopping: () => boolean;
}

function sideTasksOf(deps: WorkerDeps, { unreadable, evidence, stamps, isStopping }: OwnTasks): WorkerTask[] {
  const startsLater = true;
  // the pack changes when somebody sets the service up
  const own = Object.defineProperties(
    { ...deps, isStopping },
    { ...Object.getOwnPropertyDescriptors(deps), store: { value: deps.looked, enumerable: true } },
  );
  return [
    // After ten seconds, so that cases found at about the same time are told together.
    { name: 'unreadable', everyMs: 10 * secondMs, startsLater, isNeeded: unreadable.isAny, does: unreadable.tell },
    {
      name: 'missing-keys',
      everyMs: minuteMs,
      isNeeded: () => deps.missingKeys.now().length > 0,
      does: missingKeysTeller(deps),
    },
    ...features.flatMap((each) => featureTask(each, own)),
    { name: 'digests', everyMs: 0, does: digestLook(deps) }, // looks itself whether a case was written
    { name: 'resting', everyMs: 0, does: wakeTimeMender(deps) }, // looks for a jump of the clock at each pass
    { name: 'evidence', everyMs: minuteMs, startsLater, does: evidence.look },
    { name: 'stamps', everyMs: stampsEveryMs, does: stamps.look },
  ];
}

/** Sleeps until something is due, or until it is woken. */
function sleeping({ looked, machine, now }: WorkerDeps, isStopping: () => boolean) {
  let woken = Promise.withResolvers<void>();
  return {
    /** From now on a wake-up prevents the next sleep. */
    begins() {
      woken = Promise.withResolvers();
    },
    wake: () => woken.resolve(),
    async untilNeeded(atLeastMs: number) {
      const next = await looked.nextWake().catch(() => undefined);
      const away = next === undefined ? longestSleepMs : msBetween(now(), next);
      if (isStopping()) return;
      const callOff = machine.after(Math.min(Math.max(away, atLeastMs), longestSleepMs), woken.resolve);
      await woken.promise;
      callOff();
    },
  };
}

/** A side task of the worker, besides its cases. */
interface WorkerTask {
  name: string;
  everyMs: number; // from one start to the next
  startsLater?: boolean; // whether the first run comes an interval after the start, instead of at once
  isNeeded?(): boolean; // while it says no, the task does not run, even if it is time
  does(): Promise<void>;
}

/** Runs each side task by itself, at its own interval. A task that hangs or fails delays no other. */
function runningSideTasks(sideTasks: readonly WorkerTask[], { machine, log }: WorkerDeps) {
  const startedAt = machine.ticks();
  const beganAt = new Map(sideTasks.map(({ name, startsLater }) => [name, startsLater ? startedAt : -Infinity]));
  const going = new Map<string, Promise<void>>();
  const unwell = new Set<string>();

  async function run(each: WorkerTask) {
    const { name } = each;
    try {
      if (isDue(each)) {
        beganAt.set(name, machine.ticks());
        await each.does();
      }
      unwell.delete(name);
    } catch (error) {
      if (!unwell.has(name)) log.error({ event: `${name}.failed`, err: error }); // not again until a pass without an error
      unwell.add(name);
    }
  }

  function isDue({ name, everyMs, isNeeded }: WorkerTask) {
    return isNeeded?.() !== false && machine.ticks() - (beganAt.get(name) ?? -Infinity) >= everyMs;
  }

  return {
    /** Starts the tasks that are due and not running already. */
    begin() {
      for (const each of sideTasks) {
        const { name } = each;
        if (!going.has(name))
          going.set(
            name,
            run(each).finally(() => void going.delete(name)),
          );
      }
    },
    goingOn: (): Promise<void>[] => [...going.values()],
  };
}

/** The side task of a feature, if it has one. What the task lists is told by the one teller. */
export function featureTask({ name, sideTask }: Feature, deps: SideTaskDeps): WorkerTask[] {
  if (!sideTask) return [];
  const { everyMs, does, over } = sideTask(deps);
  const tell = tellingOnce(name, deps, over);
  return [{ name, everyMs, does: async () => tell(await does()) }];
}

const mendEveryMs = 10 * 60_000;
const restMs = 60_000; // cases with a waiting message that wake later than this are checked
const mostLooked = 200;

/**
 * Repairs wake times that a wrong clock has set. If the clock was an hour ahead for a moment, a message that failed
 * then waits an hour too long, and a case whose marks seemed to have come waits for a later one. So cases with a waiting
 * message and a late wake time are checked at the start and every ten minutes, and every case when the clock was set to
 * another time. A case that cannot be read is skipped; the worker reports it once it is due.
 * @throws StoreFault when the store does not answer; the next call then checks again
 */
function wakeTimeMender({ store, cases, caseContext, now, machine, clock }: WorkerDeps): () => Promise<void> {
  let looked = -Infinity;
  let jumpsSeen = clock.jumps();

  return async () => {
    const jumps = clock.jumps();
    if (jumps !== jumpsSeen) for await (const { id } of everyDocument(store, 'case')) await retime(id);
    else if (machine.ticks() - looked < mendEveryMs) return;
    else for (const id of await store.unsentWakingAfter(plus(now(), restMs), mostLooked)) await retime(id);
    [looked, jumpsSeen] = [machine.ticks(), jumps];
  };

  async function retime(id: string) {
    try {
      await cases.change(CaseId.parse(id), (record) => {
        const next = withWakeTime(record, caseContext());
        return { record: next.wakeAt === record.wakeAt ? undefined : next, result: undefined };
      });
    } catch (error) {
      if (error instanceof StoreFault) throw error;
    }
  }
}
