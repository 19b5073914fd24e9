import type { WorkerDeps } from './delivered.ts';

/** Something that the worker does besides its cases. */
export interface Beside {
  name: string;
  everyMs: number; // from one beginning to the next
  isFirstLater?: boolean; // the first time an interval after the start, and not at once
  isNeeded?(): boolean; // asked before the interval counts
  does(): Promise<void>;
}

/** Does each of these by itself, at its own intervals: one that hangs or fails holds up no other. */
export function goingOnBesides(besides: readonly Beside[], { machine, log }: Pick<WorkerDeps, 'machine' | 'log'>) {
  const startedAt = machine.ticks();
  const beganAt = new Map(besides.map(({ name, isFirstLater }) => [name, isFirstLater ? startedAt : -Infinity]));
  const going = new Map<string, Promise<void>>();
  const unwell = new Set<string>();

  async function run(each: Beside): Promise<void> {
    const { name } = each;
    try {
      if (isDue(each)) {
        beganAt.set(name, machine.ticks());
        await each.does();
      }
      unwell.delete(name);
    } catch (error) {
      if (!unwell.has(name)) log.error({ event: `${name}.failed`, err: error }); // once, until it goes on
      unwell.add(name);
    }
  }

  function isDue({ name, everyMs, isNeeded }: Beside): boolean {
    return isNeeded?.() !== false && machine.ticks() - (beganAt.get(name) ?? -Infinity) >= everyMs;
  }

  return {
    /** Begins what is due and is not going on already. */
    begin(): void {
      for (const each of besides) {
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
