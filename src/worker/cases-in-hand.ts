import { CaseId } from '../base/reference.ts';
import { instantOf, msOf } from '../base/time.ts';
import { Overtaken } from '../store/change.ts';
import { StoreFault } from '../store/fault.ts';
import { attending } from './attend.ts';
import type { WorkerDeps } from './delivered.ts';
import type { Unreadable } from './unreadable.ts';

const casesAtOnce = 200; // many of them wait for Teams
const mostLooked = 500;
const elsewhereMs = 2000; // until the worker looks whether the other instance is still at it
const storeRestsMs = 1000; // the store was to blame: the case goes on as soon as the store does
const storeIsNewsMs = 10_000;
const failedCaseWaitsMs = 60_000;
const failedCaseRestsMs = 5000; // also where that cannot be written: trying without a pause would leave no time for anything else
const failureIsNewsMs = 10 * 60_000; // a case that another instance got through with is forgotten here

interface Around {
  isStopping(): boolean;
  wake(): void;
  unreadable: Pick<Unreadable, 'found' | 'readable'>;
}

/** Works on the cases that are due, many at once. A case that fails waits; where the store fails, one case at a time is tried. */
export function casesInHand(deps: WorkerDeps, { isStopping, wake, unreadable }: Around) {
  const { machine, store, log } = deps;
  const inHand = new Map<string, Promise<void>>();
  const restsUntil = new Map<string, number>(); // ms of a clock that nobody sets, as all of these
  const rests = (id: string) => (restsUntil.get(id) ?? 0) > machine.ticks();
  const failures = failuresIn(deps);
  let probe: string | undefined; // the one case that is begun while the store takes nothing
  let givenUp = 0;
  const gaveUp = () => {
    givenUp += 1;
  };
  const attend = attending(deps, isStopping, gaveUp, failures.storeWrote);

  async function work(raw: string): Promise<void> {
    const rest = (ms: number) => restsUntil.set(raw, machine.ticks() + ms);
    try {
      const how = await attend(CaseId.parse(raw));
      failures.over(raw);
      unreadable.readable(raw);
      if (how === 'elsewhere') rest(elsewhereMs);
      else restsUntil.delete(raw);
    } catch (error) {
      if (error instanceof StoreFault) {
        rest(storeRestsMs);
        return failures.ofTheStore(raw, error);
      }
      rest(failedCaseRestsMs);
      failures.ofTheCase(raw, error);
      unreadable.found(raw, error);
      await postpone(raw).catch((fault: unknown) => log.error({ event: 'postpone.failed', ref: raw, err: fault }));
    }
  }

  /** Puts a case that cannot be worked on off for a while, without reading it: it may not be readable. */
  const postpone = (id: string) => store.postpone(id, instantOf(msOf(deps.now()) + failedCaseWaitsMs));

  return {
    /** Begins as many of the cases that are due as go at once, the urgent ones first. @returns how many are due, begun now or not */
    async begin(): Promise<number> {
      const due = await store.due(deps.now(), mostLooked);
      for (const id of restsUntil.keys()) if (!rests(id)) restsUntil.delete(id);
      for (const id of due) {
        if (isStopping() || inHand.size >= casesAtOnce) break;
        if (!failures.isStoreWell() && probe !== undefined && inHand.has(probe)) break;
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
    },
    goingOn: (): Promise<void>[] => [...inHand.values()],
    health: () => ({ failing: failures.many(), givenUp }),
  };
}

/** Which cases failed, and whether the store does. */
function failuresIn({ machine, log }: Pick<WorkerDeps, 'machine' | 'log'>) {
  const failedAt = new Map<string, number>();
  let isStoreWell = true;
  let storeSaidAt = -Infinity;
  return {
    over: (id: string) => void failedAt.delete(id),
    ofTheCase(id: string, error: unknown): void {
      log.error({ event: 'case.failed', ref: id, err: error });
      failedAt.set(id, machine.ticks());
    },
    /** From then on one case at a time is tried, until one goes well. One of them is named in the log, now and then. */
    ofTheStore(id: string, error: StoreFault): void {
      if (!(error instanceof Overtaken)) isStoreWell = false;
      if (machine.ticks() - storeSaidAt < storeIsNewsMs) return;
      storeSaidAt = machine.ticks();
      log.error({ event: 'case.failed', ref: id, err: error });
    },
    storeWrote(): void {
      isStoreWell = true;
    },
    isStoreWell: (): boolean => isStoreWell,
    many: (): number => [...failedAt.values()].filter((at) => machine.ticks() - at < failureIsNewsMs).length,
  };
}
