import { CaseId } from '../base/reference.ts';
import { plus } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { mayGoOn } from '../connector/limits.ts';
import { Overtaken } from '../store/change.ts';
import { StoreFault } from '../store/port.ts';
import { caseAttendant, leased } from './attend.ts';
import type { WorkerDeps } from './delivered.ts';
import type { Unreadable } from './tell-admins.ts';

const casesAtOnce = 200; // most of them are waiting for Teams
const mostLooked = 2000; // more than two people can send in an hour
const elsewhereMs = 2000; // before checking again whether the other instance still works on the case
const storeFaultRestsMs = 1000; // after a store fault, before the same case is tried again
const storeFaultLogMs = 10_000; // the log names a store fault no more often than this
const failedCaseWaitsMs = 60_000;
// a case that fails rests this long even if it cannot be postponed: retrying at once would leave no time for others
const failedCaseRestsMs = 5000;
// a failed case counts as failing for this long: after that, another instance may have finished it
const failureCountsMs = 10 * 60_000;

interface Surroundings {
  isStopping(): boolean;
  wake(): void;
  unreadable: Pick<Unreadable, 'found' | 'readable'>;
}

/**
 * Works on due cases, many at once. A case that fails waits. While the store fails, only one case at a time is tried.
 */
export function casesInHand(deps: WorkerDeps, { isStopping, wake, unreadable }: Surroundings) {
  const { machine, store, looked, log } = deps;
  const inHand = new Map<string, { author: string; work: Promise<void> }>();
  const restsUntil = new Map<string, number>(); // in ms of the monotonic clock, like all times here
  const rests = (id: string) => (restsUntil.get(id) ?? 0) > machine.ticks();
  const failures = failuresIn(deps);
  let probe: string | undefined; // the one case that is tried while the store fails
  let givenUp = 0; // messages that will not be retried
  const gaveUp = () => {
    givenUp += 1;
  };
  const attend = caseAttendant(deps, isStopping, gaveUp, failures.storeWrote);

  async function work(raw: string, isTaken: boolean) {
    const rest = (ms: number) => restsUntil.set(raw, machine.ticks() + ms);
    try {
      const outcome = await attend(CaseId.parse(raw), isTaken);
      failures.over(raw);
      unreadable.readable(raw);
      if (outcome === 'elsewhere') rest(elsewhereMs);
      else restsUntil.delete(raw);
    } catch (error) {
      if (error instanceof StoreFault) {
        rest(storeFaultRestsMs);
        return failures.ofTheStore(raw, error);
      }
      rest(failedCaseRestsMs);
      failures.ofTheCase(raw, error);
      unreadable.found(raw, error);
      const later = plus(deps.now(), failedCaseWaitsMs);
      await store.postpone(raw, later).catch((err: unknown) => log.error({ event: 'postpone.failed', ref: raw, err }));
    }
  }

  const isTurnOf = (author: string) =>
    mayGoOn([...inHand.values()].filter((each) => each.author === author).length, casesAtOnce - inHand.size);

  function beginOne(id: string, author: string, isTaken = false) {
    const ended = work(id, isTaken).finally(() => {
      inHand.delete(id);
      if (!rests(id)) wake();
    });
    inHand.set(id, { author, work: ended });
  }
  const canBegin = (id: string, author: string) =>
    !isStopping() && inHand.size < casesAtOnce && !inHand.has(id) && !rests(id) && isTurnOf(author);

  return {
    /** A case that is about to be saved and is due, with our lease if we go on with it at once. */
    taken(record: CaseRecord): CaseRecord {
      const { id, author, wakeAt, lease } = record;
      const isDue = wakeAt !== undefined && wakeAt <= deps.now() && !lease;
      return isDue && failures.isStoreWell() && canBegin(id, author)
        ? leased(record, deps.heart.instance, deps.now())
        : record;
    },
    /** Goes on with a case that was saved, or looks for what is due. */
    saved({ id, author, wakeAt, lease }: CaseRecord) {
      if (wakeAt === undefined || wakeAt > deps.now()) return;
      if (lease?.by === deps.heart.instance && canBegin(id, author)) beginOne(id, author, true);
      else if (!inHand.has(id)) wake(); // what is in hand is found by who has it
    },
    /**
     * Begins due cases, urgent ones first, up to the limit. Authors take turns.
     * @returns how many cases are due, including those not begun
     */
    async begin() {
      const due = await looked.due(deps.now(), mostLooked);
      for (const id of restsUntil.keys()) if (!rests(id)) restsUntil.delete(id);
      for (const { id, author } of due) {
        if (isStopping() || inHand.size >= casesAtOnce) break;
        if (!failures.isStoreWell() && probe !== undefined && inHand.has(probe)) break;
        if (!canBegin(id, author)) continue;
        probe = id;
        beginOne(id, author);
      }
      return due.length;
    },
    goingOn: (): Promise<void>[] => [...inHand.values()].map((each) => each.work),
    health: () => ({ failing: failures.many(), givenUp }),
  };
}

/** Keeps track of which cases have failed, and whether the store works. */
function failuresIn({ machine, log }: WorkerDeps) {
  const failedAt = new Map<string, number>();
  let isStoreWell = true;
  let storeSaidAt = -Infinity;
  return {
    over: (id: string) => void failedAt.delete(id),
    ofTheCase(id: string, error: unknown) {
      log.error({ event: 'case.failed', ref: id, err: error });
      failedAt.set(id, machine.ticks());
    },
    /**
     * Notes a store fault. Until the store accepts a write again, only one case at a time is tried. The log names one
     * such case at most every ten seconds.
     */
    ofTheStore(id: string, error: StoreFault) {
      if (!(error instanceof Overtaken)) isStoreWell = false;
      if (machine.ticks() - storeSaidAt < storeFaultLogMs) return;
      storeSaidAt = machine.ticks();
      log.error({ event: 'case.failed', ref: id, err: error });
    },
    storeWrote() {
      isStoreWell = true;
    },
    isStoreWell: () => isStoreWell,
    many: () => [...failedAt.values()].filter((at) => machine.ticks() - at < failureCountsMs).length,
  };
}
