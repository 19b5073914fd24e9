import type { SideTask } from '../actions/side-task.ts';
import type { WorkerDeps } from './delivered.ts';

/** Runs each side task by itself, at its own interval. A task that hangs or fails delays no other. */
export function runningSideTasks(
  sideTasks: readonly SideTask[],
  { machine, log }: Pick<WorkerDeps, 'machine' | 'log'>,
) {
  const startedAt = machine.ticks();
  const beganAt = new Map(sideTasks.map(({ name, startsLater }) => [name, startsLater ? startedAt : -Infinity]));
  const going = new Map<string, Promise<void>>();
  const unwell = new Set<string>();

  async function run(each: SideTask): Promise<void> {
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

  function isDue({ name, everyMs, isNeeded }: SideTask): boolean {
    return isNeeded?.() !== false && machine.ticks() - (beganAt.get(name) ?? -Infinity) >= everyMs;
  }

  return {
    /** Starts the tasks that are due and not running already. */
    begin(): void {
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
