import type { Feature } from '../actions/feature.ts';
import type { SideTaskDeps } from '../actions/side-task.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellingOnce } from './tell-once.ts';

/** A side task of the worker, besides its cases. */
export interface WorkerTask {
  name: string;
  everyMs: number; // from one start to the next
  startsLater?: boolean; // whether the first run comes an interval after the start, instead of at once
  isNeeded?(): boolean; // while it says no, the task does not run, even if it is time
  does(): Promise<void>;
}

/** Runs each side task by itself, at its own interval. A task that hangs or fails delays no other. */
export function runningSideTasks(sideTasks: readonly WorkerTask[], { machine, log }: WorkerDeps) {
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
