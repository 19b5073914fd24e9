import type { StaffId } from '../base/people.ts';
import { type Instant, instantOf, plus } from '../base/time.ts';
import { hasFacts } from '../features/retention/due.ts';
import {
  dueAt,
  eraseCase,
  eraseReads,
  hasWaitingEntries,
  type JudgedCase,
  judgeEveryCase,
  oldReads,
} from '../features/retention/erasing.ts';
import { neededBy } from '../features/retention/leavers.ts';
import { ahead, type DueItem, isOn, looked, type Released, toErase, withList, without } from '../settings/retention.ts';
import { isSame } from '../store/change.ts';
import { StoreFault } from '../store/fault.ts';
import { peopleIn } from '../store/people.ts';
import { retentionIn } from '../store/retention.ts';
import type { WorkerDeps } from './delivered.ts';
import { leaverRemoval } from './leavers.ts';

export type LookDeps = Omit<WorkerDeps, 'ringOutside' | 'refreshDesk' | 'setup'> & { isStopping: () => boolean };

const atATime = 20; // cases, and then others get their turn: what waits for a decision goes first
const restMs = 50;

/** What a look finds: what will be due, whom open cases need, and how many cases nobody can read. */
interface Found {
  due: DueItem[];
  needed: Set<StaffId>;
  unreadable: number;
}

/** The daily look: what was released and whose day has come is erased, what will be due is listed, staff who have left are removed. */
export function looksDaily(deps: LookDeps): () => Promise<void> {
  const { store, cases, caseContext, pack, now, machine, log, isStopping } = deps;
  const kept = retentionIn(store);
  const removeLeavers = leaverRemoval(deps);
  const readDue = (at: Instant): Instant => endOfMonth(plus(at, pack.retention.accessLog));

  return async () => {
    await eraseReleased();
    const found = await lookThrough();
    if (isStopping()) return;
    await kept.change((record) => (isOn(record, pack) ? withList(record, found.due, now()) : record));
    // Of a case that nobody can read nobody knows whom it needs.
    if (found.unreadable === 0) await removeLeavers(found.needed);
    await kept.change((record) => (isOn(record, pack) ? looked(record, now()) : record));
    log.info({ event: 'retention.looked', count: found.due.length });
  };

  /** Asked anew before each: who stops it means all that is not erased yet. */
  async function eraseReleased(): Promise<void> {
    const items = toErase(await kept.load(), now());
    for (const item of items) {
      const record = await kept.load();
      const { confirmed } = record;
      const isReleased = record.released.some((each) => isSame(each, item));
      if (isStopping() || !confirmed || !isOn(record, pack) || !isReleased) return;
      await eraseItem(item, confirmed.by);
      await kept.change((record) => without(record, item));
    }
    if (items.length > 0) await store.scrub();
  }

  async function eraseItem(item: Released, confirmedBy: StaffId): Promise<void> {
    const { case: ref, what, by } = item;
    const erasing = { store, cases, people: peopleIn(store), keys: deps.keys, caseContext, by, confirmedBy };
    try {
      const isErased = what === 'facts' ? await eraseFactsOf(item, erasing) : await eraseReadsOf(item, erasing);
      log.info({ event: isErased ? 'retention.erased' : 'retention.kept', ref, kind: what, by });
    } catch (error) {
      if (error instanceof StoreFault) throw error;
      log.error({ event: 'retention.failed', ref, kind: what, err: error });
    }
  }

  /** @returns whether they are gone: a look that was killed right after it erased them is said by the next one */
  async function eraseFactsOf({ case: id, due }: Released, erasing: Parameters<typeof eraseCase>[1]): Promise<boolean> {
    await eraseCase(id, erasing, due);
    const record = await cases.load(id);
    return record !== undefined && !hasFacts(record);
  }

  async function eraseReadsOf(
    { case: id, due }: Released,
    erasing: Parameters<typeof eraseReads>[1],
  ): Promise<boolean> {
    for await (const old of oldReads(store, cases, { pack, now: due }, id)) {
      const reads = old.reads.filter(({ at }) => readDue(at) === due);
      return old.id === id && reads.length > 0 && (await eraseReads({ id, reads }, erasing)) > 0;
    }
    return false;
  }

  async function lookThrough(): Promise<Found> {
    const found: Found = { due: [], needed: new Set(), unreadable: 0 };
    let looked = 0;
    for await (const judged of judgeEveryCase(store, caseContext, ahead)) {
      if (isStopping()) break;
      note(judged, found);
      looked += 1;
      if (looked % atATime === 0) await machine.pause(restMs);
    }
    for await (const { id, reads } of oldReads(store, cases, { pack, now: plus(now(), ahead) })) {
      for (const due of new Set(reads.map(({ at }) => readDue(at)))) found.due.push({ case: id, what: 'reads', due });
    }
    return found;
  }

  function note({ record, found: judged }: JudgedCase, found: Found): void {
    if (!record || !judged) {
      found.unreadable += 1;
      return;
    }
    for (const person of neededBy(record, caseContext())) found.needed.add(person);
    if (judged.kind === 'due' && !hasWaitingEntries(record))
      found.due.push({ case: record.id, what: 'facts', due: dueAt(judged) });
  }
}

/** The access log goes a month at a time, so that a case is not listed once for each day on which somebody read it. */
function endOfMonth(at: Instant): Instant {
  const [year, month] = at.split('-').map(Number);
  return instantOf(Date.UTC(year ?? 0, month ?? 0, 1));
}
