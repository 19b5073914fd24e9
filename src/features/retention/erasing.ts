import type { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { type Duration, Instant, plus } from '../../base/time.ts';
import { advance, type CaseContext } from '../../case/advance.ts';
import { joinedInto } from '../../case/joined.ts';
import { isWaiting } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import { type Cases, eraseOldTexts, wholeCases } from '../../store/cases.ts';
import { everyDocument } from '../../store/every-case.ts';
import type { Keys } from '../../store/keys.ts';
import type { People, PersonRecord } from '../../store/people.ts';
import { type Store, StoreFault } from '../../store/port.ts';
import { ReadRecord } from '../../store/reads.ts';
import { type DueCase, type RetentionStatus, retentionStatus, withFactsErased } from './rules.ts';
import { holdOn } from './state.ts';

export interface ErasingDeps {
  store: Store;
  cases: Cases;
  people: People;
  keys: Keys;
  caseContext: () => CaseContext;
  by: StaffId; // the person who released the list, or who runs the command
  confirmedBy?: StaffId; // when erasing by schedule: the person who confirmed the periods
}

/** A case as the store has it, and whether it is to be erased. Both are undefined when the case cannot be read. */
export interface JudgedCase {
  id: string;
  record: CaseRecord | undefined;
  found: RetentionStatus | undefined;
}

/**
 * Judges every case.
 * @param ahead judges as if so much more time had passed
 */
export async function* judgeEveryCase(
  store: Store,
  caseContext: () => CaseContext,
  ahead?: Duration,
): AsyncGenerator<JudgedCase> {
  for await (const { id, document } of everyDocument(store, 'case')) {
    const [record] = await wholeCases(store, [{ document }]);
    const today = caseContext();
    const at = ahead ? { ...today, now: plus(today.now, ahead) } : today;
    const into = record && (await caseItGoesOnIn(record, store).catch(unreadable));
    const found = record && into !== 'unreadable' ? retentionStatus(record, at, into) : undefined;
    yield { id, record, found };
  }
}

/** The case in which a joined call goes on; undefined when the call is not joined, or that case cannot be read. */
async function caseItGoesOnIn(record: CaseRecord, store: Store) {
  const into = joinedInto(record);
  const stored = into && (await store.read('case', into));
  return (await wholeCases(store, [stored]))[0];
}

/**
 * One unreadable document must not stop the work on all the others.
 * @throws StoreFault when the store does not answer
 */
function unreadable(error: unknown): 'unreadable' {
  if (error instanceof StoreFault) throw error;
  return 'unreadable';
}

/** Whether a message about the case still waits in the outbox. The schedule does not erase such a case. */
export const hasWaitingEntries = ({ outbox }: CaseRecord) => outbox.some(isWaiting);

/** When the period of a due case ended. */
export const dueAt = ({ since, period }: DueCase): Instant => plus(since, period);

/**
 * Erases the facts of a case, and everything that the store keeps beside it. It judges again whether the case is due,
 * in the moment of erasing, so that nothing new is lost.
 * @param due for the schedule: when the case became due, as the released list says. Somebody may have worked on the
 * case since then
 * @returns why it was erased; undefined when it is no longer due
 */
export async function eraseCase(id: CaseId, deps: ErasingDeps, due?: Instant): Promise<DueCase | undefined> {
  const { store, cases, caseContext, by, confirmedBy } = deps;
  const loaded = await cases.load(id);
  const into = loaded && (await caseItGoesOnIn(loaded, store));
  const erased = await cases.change<{ due?: DueCase; author: StaffId } | undefined>(id, (record) => {
    const current = caseContext();
    const status = retentionStatus(record, current, into);
    if (status.kind === 'erased') return { result: { author: record.author } };
    if (status.kind !== 'due') return { result: undefined };
    if (due !== undefined && (dueAt(status) !== due || hasWaitingEntries(record))) return { result: undefined };
    return {
      record: withFactsErased(record, status, by, current, confirmedBy),
      result: { due: status, author: record.author },
    };
  });
  if (erased) await clearCaseTraces(id, erased.author, deps); // also when an earlier erasing was interrupted
  return erased?.due;
}

/**
 * Clears what the store keeps beside a case: its old texts, the keys under which other cases find it, and what the
 * author's own document remembers of it. Doing it twice does no harm.
 */
export async function clearCaseTraces(id: CaseId, author: StaffId, { store, keys, people, caseContext }: ErasingDeps) {
  await eraseOldTexts(store, id);
  await keys.forget(id, caseContext().now);
  await people.change(author, (person) => withoutCase(person, id));
}

/** The person's document without what it remembers of a case: which draft is open, which card was shown last. */
function withoutCase(person: PersonRecord, id: CaseId) {
  const left = { ...person };
  for (const name of ['openDraft', 'resume', 'about'] as const) if (left[name] === id) delete left[name];
  return left;
}

interface OldReads {
  id: CaseId;
  reads: { id: string; version: string; at: Instant }[];
}

/**
 * The entries of the access log whose period is over, grouped by case. Entries of a held case are left out.
 * @param from the id of the case to begin with
 */
export async function* oldReads(
  store: Store,
  cases: Cases,
  { pack, now }: Pick<CaseContext, 'pack' | 'now'>,
  from = '',
): AsyncGenerator<OldReads> {
  let old: OldReads | undefined;
  for await (const { id, document, version } of everyDocument(store, 'read', from)) {
    const read = ReadRecord.safeParse(document).data;
    if (!read || read.case === 'search' || read.case === 'list' || plus(read.at, pack.retention.accessLog) > now)
      continue;
    if (old && old.id !== read.case) {
      yield* unlessHeld(old, cases);
      old = undefined;
    }
    old = { id: read.case, reads: [...(old?.reads ?? []), { id, version, at: read.at }] };
  }
  if (old) yield* unlessHeld(old, cases);
}

/**
 * Removes the records of searches and of lists once their period is over: of whole days, because no history could say that some of a day
 * went. A day on which a list showed a held case stays.
 * @returns how many were removed, or would be
 */
export async function eraseSearches(
  store: Store,
  cases: Cases,
  { pack, now }: Pick<CaseContext, 'pack' | 'now'>,
  isDry: boolean,
): Promise<number> {
  let removed = 0;
  for (const kind of ['list', 'search']) {
    const days = new Map<string, { id: string; version: string; shown: CaseId[] }[]>();
    for await (const { id, document, version } of everyDocument(store, 'read', `${kind}~`)) {
      const [chain, day = ''] = id.split('~', 2);
      const dayIsOver = Instant.safeParse(`${day}T23:59:59.999Z`).data;
      if (chain !== kind || !dayIsOver || plus(dayIsOver, pack.retention.accessLog) > now) break;
      const shown = ReadRecord.safeParse(document).data?.cases ?? [];
      days.set(day, [...(days.get(day) ?? []), { id, version, shown }]);
    }
    for (const reads of days.values()) {
      const shown = [...new Set(reads.flatMap((read) => read.shown))];
      if ((await Promise.all(shown.map((id) => isHeld(id, cases)))).includes(true)) continue;
      for (const { id, version } of reads) if (isDry || (await store.remove('read', id, version))) removed += 1;
    }
  }
  return removed;
}

/** Leaves out the entries of a held case. */
async function* unlessHeld(old: OldReads, cases: Cases): AsyncGenerator<OldReads> {
  if (!(await isHeld(old.id, cases))) yield old;
}

/** Whether a case is held. One that cannot be read may be. */
async function isHeld(id: CaseId, cases: Cases) {
  const record = await cases.load(id).catch(unreadable);
  return record === 'unreadable' || (record !== undefined && holdOn(record.events) !== undefined);
}

/**
 * Erases old entries of the access log. The case records this first, so that it is on record even if the command is
 * interrupted; the next run goes on.
 * @returns how many entries were removed
 */
export async function eraseReads({ id, reads }: OldReads, deps: ErasingDeps): Promise<number> {
  const { store, cases, caseContext, by } = deps;
  const isHeld = await cases.change(id, (record) => {
    if (holdOn(record.events)) return { result: true };
    const { now, pack } = caseContext();
    const period = pack.retention.accessLog;
    const event = { type: 'ReadsErased' as const, at: now, by, reads: reads.length, period };
    return { record: advance(record, { events: [event] }, caseContext()), result: false };
  });
  if (isHeld) return 0;
  let removed = 0;
  for (const read of reads) if (await store.remove('read', read.id, read.version)) removed += 1;
  return removed;
}
