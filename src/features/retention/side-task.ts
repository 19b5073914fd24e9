import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { isSame } from '../../base/once-per.ts';
import type { StaffId } from '../../base/people.ts';
import { type Instant, instantOf, plus } from '../../base/time.ts';
import type { Pack } from '../../protocol/pack.ts';
import { peopleIn } from '../../store/people.ts';
import { StoreFault } from '../../store/port.ts';
import { dueCard } from './cards.ts';
import {
  dueAt,
  type ErasingDeps,
  eraseCase,
  eraseReads,
  hasWaitingEntries,
  type JudgedCase,
  judgeEveryCase,
  oldReads,
} from './erasing.ts';
import { leaverRemoval, neededBy } from './leavers.ts';
import {
  hasFacts,
  isLookDue,
  listingHorizon,
  peopleToAsk,
  toErase,
  withList,
  withLookBegun,
  withLookDone,
  withoutReleased,
} from './rules.ts';
import { type DueItem, isErasingOn, type Released, retentionIn } from './state.ts';

const atATime = 20; // cases, after which other work gets a turn: referrals that wait for a decision come first
const restMs = 50;

/** The findings: what will be due, the staff whom open cases need, and how many cases cannot be read. */
interface Findings {
  due: DueItem[];
  needed: Set<StaffId>;
  unreadable: number;
}

/** The daily task: it erases what was released and is due, lists what will be due, and removes staff who have left. */
function dailyRetention(deps: SideTaskDeps): () => Promise<void> {
  const { store, pack, now, log, isStopping } = deps;
  const retention = retentionIn(store);
  const removeLeavers = leaverRemoval(deps);

  return async () => {
    await eraseReleased();
    const findings = await lookThrough(deps);
    if (isStopping()) return;
    await retention.change((record) => (isErasingOn(record, pack) ? withList(record, findings.due, now()) : record));
    // A case that cannot be read does not say whom it needs, so then nobody is removed.
    if (findings.unreadable === 0) await removeLeavers(findings.needed);
    await retention.change((record) => (isErasingOn(record, pack) ? withLookDone(record, now()) : record));
    log.info({ event: 'retention.looked', count: findings.due.length });
  };

  /** Checks again before each item: once somebody stops erasing, everything that is not erased yet is kept. */
  async function eraseReleased() {
    const items = toErase(await retention.load(), now());
    for (const item of items) {
      const record = await retention.load();
      const { confirmed } = record;
      const isReleased = record.released.some((each) => isSame(each, item));
      if (isStopping() || !confirmed || !isErasingOn(record, pack) || !isReleased) return;
      await eraseItem(item, confirmed.by, deps);
      await retention.change((record) => withoutReleased(record, item));
    }
    if (items.length > 0) await store.scrub();
  }
}

async function eraseItem(item: Released, confirmedBy: StaffId, deps: SideTaskDeps) {
  const { case: ref, what, by } = item;
  const erasing = { ...deps, people: peopleIn(deps.store), by, confirmedBy };
  try {
    const isErased =
      what === 'facts' ? await eraseFactsOf(item, erasing) : await eraseReadsOf(item, erasing, deps.pack);
    deps.log.info({ event: isErased ? 'retention.erased' : 'retention.kept', ref, kind: what, by });
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    deps.log.error({ event: 'retention.failed', ref, kind: what, err: error });
  }
}

/** @returns whether the facts are gone, even if an earlier run erased them and was killed before it could log that */
async function eraseFactsOf({ case: id, due }: Released, erasing: ErasingDeps) {
  await eraseCase(id, erasing, due);
  const record = await erasing.cases.load(id);
  return record !== undefined && !hasFacts(record);
}

async function eraseReadsOf({ case: id, due }: Released, erasing: ErasingDeps, pack: Pack) {
  for await (const old of oldReads(erasing.store, erasing.cases, { pack, now: due }, id)) {
    const reads = old.reads.filter(({ at }) => readDue(at, pack) === due);
    return old.id === id && reads.length > 0 && (await eraseReads({ id, reads }, erasing)) > 0;
  }
  return false;
}

async function lookThrough(deps: SideTaskDeps) {
  const { store, cases, caseContext, pack, now, machine, isStopping } = deps;
  const findings: Findings = { due: [], needed: new Set(), unreadable: 0 };
  let count = 0;
  for await (const judged of judgeEveryCase(store, caseContext, listingHorizon)) {
    if (isStopping()) break;
    note(judged, findings, deps);
    count += 1;
    if (count % atATime === 0) await machine.pause(restMs);
  }
  for await (const { id, reads } of oldReads(store, cases, { pack, now: plus(now(), listingHorizon) })) {
    for (const due of new Set(reads.map(({ at }) => readDue(at, pack))))
      findings.due.push({ case: id, what: 'reads', due });
  }
  return findings;
}

/** Adds one case to the findings. */
function note({ record, found: judgement }: JudgedCase, findings: Findings, { caseContext }: SideTaskDeps) {
  if (!record || !judgement) {
    findings.unreadable += 1;
    return;
  }
  for (const person of neededBy(record, caseContext())) findings.needed.add(person);
  if (judgement.kind === 'due' && !hasWaitingEntries(record))
    findings.due.push({ case: record.id, what: 'facts', due: dueAt(judgement) });
}

const readDue = (at: Instant, pack: Pack) => endOfMonth(plus(at, pack.retention.accessLog));

/**
 * The access log is erased a month at a time, so that a case is not listed once for each day on which somebody read it.
 */
function endOfMonth(at: Instant) {
  const [year, month] = at.split('-').map(Number);
  return instantOf(Date.UTC(year ?? 0, month ?? 0, 1));
}

/**
 * Scheduled erasing. Once a day one instance runs the daily task; then the people who are asked to release its list are
 * told. Nothing runs until an administrator has confirmed the periods. Nothing runs on an instance whose clock is known
 * to be wrong, even if it is the only one.
 */
export function sideTask(deps: SideTaskDeps): SideTask {
  const { store, pack, caseContext, now, clock } = deps;
  const kept = retentionIn(store);
  const look = dailyRetention(deps);

  return {
    everyMs: 60_000,
    async does() {
      if (clock.isWrong()) return [];
      let isMine = false;
      await kept.change((record) => {
        isMine = isErasingOn(record, pack) && isLookDue(record, now());
        return isMine ? withLookBegun(record, now()) : record;
      });
      if (isMine) await look();
      const record = await kept.load();
      if (!isErasingOn(record, pack) || record.listed.length === 0) return [];
      return peopleToAsk(record, caseContext().desk).map((to) => ({
        key: `retention ${record.listedAt} ${to}`,
        kind: 'due',
        to,
        card: () => dueCard(record, record.confirmed?.by !== to),
      }));
    },
  };
}
