import { oncePer } from '../../../src/base/once-per.ts';
import { type Instant, msOf } from '../../../src/base/time.ts';
import { withWakeTime } from '../../../src/case/advance.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { features as parts } from '../../../src/features/list.ts';
import { pack } from '../programs.ts';
import { casesOf, type Invariant } from './scene.ts';

const atOnceMs = 5000; // a due case may wait two seconds for the worker, and then for the work itself
const heldByDeadMs = 50_000; // the time until an instance notices that a lease is not renewed
const inHandMs = 150_000; // the time for a call to Teams that hangs, and for the store

/** While the store answers, a due case is worked on, whatever wake time the record holds. */
export const dueCasesWorkedOn: Invariant = {
  name: 'no case rests past its wake time',
  source: 'SR5',
  watch(scene, { checked, broken }) {
    const { world, programs } = scene;
    /** When a case needs attention, computed from its content alone. */
    const wakeOf = oncePer(({ lease: _, ...free }: CaseRecord): number => {
      const { wakeAt } = withWakeTime(free, { now: '9999-12-31T00:00:00.000Z' as Instant, pack, parts });
      return wakeAt === undefined ? Infinity : msOf(wakeAt);
    });

    /** Since when the case is known to have had this wake time; before that, it had another. */
    function firstSince({ id }: CaseRecord, wake: number): number {
      const lately = scene.lately(id);
      const other = lately.findLastIndex(({ record }) => wakeOf(record) !== wake);
      return lately[other + 1]?.at ?? -Infinity;
    }

    /** How long a due case may rest. An instance needs some time to notice that the holder of its lease was killed. */
    function limitOf({ lease }: CaseRecord): number {
      if (!lease) return atOnceMs;
      const isHeld = programs.slots.some(({ running }) => lease.by.startsWith(`${running?.life.name}-`));
      if (isHeld) return inHandMs;
      return programs.slots.length > 1 ? heldByDeadMs : atOnceMs;
    }

    return {
      looks() {
        const now = world.clock.ms();
        for (const record of casesOf(scene)) {
          checked();
          const limit = limitOf(record);
          const wake = wakeOf(record);
          const rested = now - Math.max(wake, scene.wellSince());
          if (rested > limit && now - firstSince(record, wake) > limit)
            broken(
              `${record.id} has rested for ${Math.round(rested / 1000)} s although the store answers; its record says ${record.wakeAt}`,
            );
        }
      },
    };
  },
};
