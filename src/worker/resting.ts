import { CaseId } from '../base/reference.ts';
import { plus } from '../base/time.ts';
import { withWakeTime } from '../case/advance.ts';
import { everyDocument } from '../store/every-case.ts';
import { StoreFault } from '../store/port.ts';
import type { WorkerDeps } from './delivered.ts';

const everyMs = 10 * 60_000;
const restMs = 60_000; // cases with a waiting message that wake later than this are checked
const mostLooked = 200;

/**
 * Repairs wake times that a wrong clock has set. If the clock was an hour ahead for a moment, a message that failed
 * then waits an hour too long, and a case whose marks seemed to have come waits for a later one. So cases with a waiting
 * message and a late wake time are checked at the start and every ten minutes, and every case when the clock was set to
 * another time. A case that cannot be read is skipped; the worker reports it once it is due.
 * @throws StoreFault when the store does not answer; the next call then checks again
 */
export function wakeTimeMender({ store, cases, caseContext, now, machine, clock }: WorkerDeps): () => Promise<void> {
  let looked = -Infinity;
  let jumpsSeen = clock.jumps();

  return async () => {
    const jumps = clock.jumps();
    if (jumps !== jumpsSeen) for await (const { id } of everyDocument(store, 'case')) await retime(id);
    else if (machine.ticks() - looked < everyMs) return;
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
