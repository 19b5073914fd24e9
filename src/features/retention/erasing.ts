import type { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { advance, type CaseContext } from '../../case/advance.ts';
import { joinedInto } from '../../case/joined.ts';
import { isWaiting } from '../../case/outbox.ts';
import { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { periodsStatus } from '../../settings/retention.ts';
import type { Cases } from '../../store/cases.ts';
import { everyOf } from '../../store/every-case.ts';
import { StoreFault } from '../../store/fault.ts';
import { forgetTexts } from '../../store/history.ts';
import type { Keys } from '../../store/keys.ts';
import type { People } from '../../store/people.ts';
import type { Store } from '../../store/port.ts';
import { ReadRecord, readsFrom } from '../../store/reads.ts';
import { retentionIn } from '../../store/retention.ts';
import { type Retained, retained } from './due.ts';
import { erased } from './erase.ts';
import { holdOn } from './state.ts';

export interface ErasingDeps {
  store: Store;
  cases: Cases;
  people: People;
  keys: Keys;
  caseContext: () => CaseContext;
  by: StaffId; // who releases it, or runs the command
  confirmedBy?: StaffId; // who confirmed the periods, where it goes by schedule
}

export type PeriodOver = Extract<Retained, { kind: 'due' | 'kept' }>;

/** A case as it lies in the store, and whether it is to be erased; neither for one that nobody can read. */
export interface Judged {
  id: string;
  record: CaseRecord | undefined;
  found: Retained | undefined;
}

/** Every case, judged as of now or so long ahead. Texts that were moved beside a case are not with it. */
export async function* everyJudged(
  store: Store,
  caseContext: () => CaseContext,
  ahead?: Duration,
): AsyncGenerator<Judged> {
  for await (const { id, document } of everyOf(store, 'case')) {
    const record = CaseRecord.safeParse(document).data;
    const today = caseContext();
    const at = ahead ? { ...today, now: plus(today.now, ahead) } : today;
    const into = record && (await goesOnIn(record, store).catch(unreadable));
    const found = record && into !== 'unreadable' ? retained(record, at, into) : undefined;
    yield { id, record, found };
  }
}

/** The case in which a joined call goes on; undefined where the call stands by itself, or that case cannot be read. */
async function goesOnIn(record: CaseRecord, store: Store): Promise<CaseRecord | undefined> {
  const into = joinedInto(record);
  const found = into && (await store.read('case', into));
  return found && CaseRecord.safeParse(found.document).data;
}

/** What cannot be read hides nothing else. @throws StoreFault when the store does not answer */
function unreadable(error: unknown): 'unreadable' {
  if (error instanceof StoreFault) throw error;
  return 'unreadable';
}

/** Whether the periods that hold now are those that an administrator confirmed: a command goes by no others. */
export const periodsStand = async (store: Store, pack: Pack): Promise<ReturnType<typeof periodsStatus>> =>
  periodsStatus(await retentionIn(store).load(), pack);

type Erased = Extract<Retained, { kind: 'due' }>;

/** Whether somebody still has to be told something: by schedule nothing of that is erased. */
export const waits = ({ outbox }: CaseRecord): boolean => outbox.some(isWaiting);

/** When the period of what is due was over. */
export const dueAt = ({ since, period }: Erased): Instant => plus(since, period);

/**
 * Erases the facts of a case, and what is left of it beside it. Whether it is due is judged anew on what is there in that moment, so
 * that nobody's word that came meanwhile is lost.
 * @param due by schedule: since when it was due as it was released. Somebody may have done something to it after that
 * @returns why it was erased; undefined where it is not due any more
 */
export async function eraseCase(id: CaseId, deps: ErasingDeps, due?: Instant): Promise<Erased | undefined> {
  const { store, cases, caseContext, by, confirmedBy } = deps;
  const call = await cases.load(id);
  const into = call && (await goesOnIn(call, store));
  const done = await cases.change<{ due?: Erased; author: StaffId } | undefined>(id, (record) => {
    const now = caseContext();
    const found = retained(record, now, into);
    if (found.kind === 'erased') return { result: { author: record.author } };
    if (found.kind !== 'due') return { result: undefined };
    if (due !== undefined && (dueAt(found) !== due || waits(record))) return { result: undefined };
    return { record: erased(record, found, by, now, confirmedBy), result: { due: found, author: record.author } };
  });
  if (done) await clearBeside(id, done.author, deps); // also of one whose erasing was broken off
  return done?.due;
}

/** What lies beside a case: its old texts, the keys by which others find it, and what the author's own document remembers. Twice does no harm. */
export async function clearBeside(
  id: CaseId,
  author: StaffId,
  { store, keys, people, caseContext }: ErasingDeps,
): Promise<void> {
  await forgetTexts(store, id);
  await keys.forget(id, caseContext().now);
  const { openDraft, resume, about } = await people.load(author);
  if ([openDraft, resume, about].includes(id)) await people.change(author, (person) => withoutCase(person, id));
}

/** What a person's own document remembers of a case: which draft is open, which card was shown last. */
function withoutCase<T extends { openDraft?: CaseId; resume?: CaseId; about?: CaseId }>(person: T, id: CaseId): T {
  const left = { ...person };
  for (const name of ['openDraft', 'resume', 'about'] as const) if (left[name] === id) delete left[name];
  return left;
}

interface OldReads {
  id: CaseId;
  reads: { id: string; version: string; at: Instant }[];
}

/** The entries of the access log whose time is over by a moment, by their case. Those of a held case are none. @param from the case to begin with */
export async function* oldReads(
  store: Store,
  cases: Cases,
  { pack, now }: Pick<CaseContext, 'pack' | 'now'>,
  from = '',
): AsyncGenerator<OldReads> {
  let old: OldReads | undefined;
  for await (const { id, document, version } of readsFrom(store, from)) {
    const read = ReadRecord.safeParse(document).data;
    if (!read || plus(read.at, pack.retention.accessLog) > now) continue;
    if (old && old.id !== read.case) {
      yield* notHeld(old, cases);
      old = undefined;
    }
    old = { id: read.case, reads: [...(old?.reads ?? []), { id, version, at: read.at }] };
  }
  if (old) yield* notHeld(old, cases);
}

/** Of a case that cannot be read nobody knows whether it is held. */
async function* notHeld(old: OldReads, cases: Cases): AsyncGenerator<OldReads> {
  const record = await cases.load(old.id).catch(unreadable);
  if (record !== 'unreadable' && !(record && holdOn(record.events))) yield old;
}

/** The case says first that they are erased: a command that is broken off has said so, and the next one goes on. */
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
