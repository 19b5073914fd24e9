import { CaseId } from '../base/reference.ts';
import { msOf, plus } from '../base/time.ts';
import { withWakeTime } from '../case/advance.ts';
import { StoreFault } from '../store/port.ts';
import type { WorkerDeps } from './delivered.ts';

const everyMs = 10 * 60_000;
const restMs = 60_000; // cases with a waiting message that wake later than this are checked
const jumpMs = 2000;
const mostLooked = 200;

type RestingDeps = Pick<WorkerDeps, 'store' | 'cases' | 'caseContext' | 'now' | 'machine'>;

/**
 * Repairs wake times that a wrong clock has set. If the clock was an hour ahead for a moment, a message that failed
 * then waits an hour too long. So cases with a waiting message and a late wake time are checked at the start, when the
 * clock jumps back, and every ten minutes. A case that cannot be read is skipped; the worker reports it once it is due.
 * @throws StoreFault when the store does not answer; the next call then checks again
 */
export function wakeTimeMender({ store, cases, caseContext, now, machine }: RestingDeps): () => Promise<void> {
  let looked: number | undefined;
  let ahead = 0; // how far the wall clock is ahead of the monotonic clock

  return async () => {
    const before = ahead;
    ahead = msOf(now()) - machine.ticks();
    if (ahead < before - jumpMs) looked = undefined; // the clock has gone back
    if (looked !== undefined && machine.ticks() - looked < everyMs) return;
    for (const id of await store.unsentWakingAfter(plus(now(), restMs), mostLooked)) await retime(id);
    looked = machine.ticks();
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
