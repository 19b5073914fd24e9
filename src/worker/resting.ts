import { CaseId } from '../base/reference.ts';
import { instantOf, msOf } from '../base/time.ts';
import { withWakeTime } from '../case/advance.ts';
import { StoreFault } from '../store/fault.ts';
import type { WorkerDeps } from './delivered.ts';

const everyMs = 10 * 60_000;
const restMs = 60_000;
const jumpMs = 2000;
const mostLooked = 200;

type RestingDeps = Pick<WorkerDeps, 'store' | 'cases' | 'caseContext' | 'now' | 'machine'>;

/**
 * A clock that was an hour ahead for a moment puts off what failed then by an hour. So each case with a message that waits and that
 * rests for long is looked at again at the start, when the clock has gone back, and every ten minutes. One that cannot be read holds
 * up no other: the worker names it once it is due.
 * @throws StoreFault when the store does not answer; then it looks again
 */
export function restingTooLong({ store, cases, caseContext, now, machine }: RestingDeps): () => Promise<void> {
  let looked: number | undefined;
  let ahead = 0; // of the clock, before a clock that nobody sets

  return async () => {
    const before = ahead;
    ahead = msOf(now()) - machine.ticks();
    if (ahead < before - jumpMs) looked = undefined; // the clock has gone back
    if (looked !== undefined && machine.ticks() - looked < everyMs) return;
    for (const id of await store.restingLonger(instantOf(msOf(now()) + restMs), mostLooked)) await retime(id);
    looked = machine.ticks();
  };

  async function retime(id: string): Promise<void> {
    try {
      await cases.change(CaseId.parse(id), (record) => {
        const next = withWakeTime(record, caseContext());
        return next.wakeAt === record.wakeAt ? { result: undefined } : { record: next, result: undefined };
      });
    } catch (error) {
      if (error instanceof StoreFault) throw error;
    }
  }
}
