import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import { plus } from '../base/time.ts';
import { type Around, advance } from '../case/advance.ts';
import { joinedInto } from '../case/joined.ts';
import { CaseRecord } from '../case/record.ts';
import { type Retained, retained } from '../features/retention/due.ts';
import { erased } from '../features/retention/erase.ts';
import { holdOn } from '../features/retention/state.ts';
import type { Cases } from '../store/cases.ts';
import { forgetTexts } from '../store/history.ts';
import type { Keys } from '../store/keys.ts';
import type { People } from '../store/people.ts';
import type { Store } from '../store/port.ts';
import { ReadRecord, readsFrom } from '../store/reads.ts';
import { patiently } from './patiently.ts';
import { pages } from './survey.ts';

export interface ErasingDeps {
  store: Store;
  cases: Cases;
  people: People;
  keys: Keys;
  around: () => Around;
  by: StaffId;
}

export type Due = Extract<Retained, { kind: 'due' | 'kept' }>;

/**
 * Every case whose period is over, whether it is to be erased or kept all the same; `unreadable` for what nobody can judge. Those that
 * are erased come, too: where a command was broken off, something beside them may be left.
 */
export async function* overdue(
  store: Store,
  around: () => Around,
): AsyncGenerator<{ id: string; found: Due | { kind: 'erased'; author: StaffId } | 'unreadable' }> {
  for await (const page of pages(store)) {
    for (const { id: whole, stored } of page) {
      const [kind, id = ''] = whole.split('|');
      if (kind !== 'case') continue;
      const record = CaseRecord.safeParse(stored.document).data;
      const found = record && retained(record, around(), await goesOnIn(record, store));
      if (!record || !found) yield { id, found: 'unreadable' };
      else if (found.kind === 'erased') yield { id, found: { kind: 'erased', author: record.author } };
      else if (found.kind !== 'in-time') yield { id, found };
    }
  }
}

/** The case in which a joined call goes on; undefined where the call stands by itself, or that case cannot be read. */
async function goesOnIn(record: CaseRecord, store: Store): Promise<CaseRecord | undefined> {
  const into = joinedInto(record);
  const found = into && (await patiently(() => store.read('case', into)));
  return found && CaseRecord.safeParse(found.document).data;
}

/**
 * Erases the facts of a case, and what is left of it beside it. Whether it is due is judged anew on what is there in that moment, so
 * that nobody's word that came meanwhile is lost.
 * @returns why it was erased; undefined where it is not due any more
 */
export async function eraseCase(id: CaseId, deps: ErasingDeps): Promise<Due | undefined> {
  const { store, cases, around, by } = deps;
  const call = await patiently(() => cases.load(id));
  const into = call && (await goesOnIn(call, store));
  const done = await patiently(() =>
    cases.change<{ due: Extract<Retained, { kind: 'due' }>; author: StaffId } | undefined>(id, (record) => {
      const now = around();
      const found = retained(record, now, into);
      if (found.kind !== 'due') return { result: undefined };
      return { record: erased(record, found, by, now), result: { due: found, author: record.author } };
    }),
  );
  if (!done) return undefined;
  await clearBeside(id, done.author, deps);
  return done.due;
}

/** What lies beside a case: its old texts, the keys by which others find it, and what the author's own document remembers. Twice does no harm. */
export async function clearBeside(
  id: CaseId,
  author: StaffId,
  { store, keys, people, around }: ErasingDeps,
): Promise<void> {
  await patiently(() => forgetTexts(store, id));
  await patiently(() => keys.forget(id, around().now));
  const { openDraft, resume, about } = await people.load(author);
  if ([openDraft, resume, about].includes(id))
    await patiently(() => people.change(author, (person) => withoutCase(person, id)));
}

/** What a person's own document remembers of a case: which draft is open, which card was shown last. */
function withoutCase<T extends { openDraft?: CaseId; resume?: CaseId; about?: CaseId }>(person: T, id: CaseId): T {
  const left = { ...person };
  for (const name of ['openDraft', 'resume', 'about'] as const) if (left[name] === id) delete left[name];
  return left;
}

interface OldReads {
  id: CaseId;
  reads: { id: string; version: string }[];
}

/** The entries of the access log whose time is over, by their case. Those of a held case are none. */
export async function* oldReads(store: Store, cases: Cases, { pack, now }: Around): AsyncGenerator<OldReads> {
  let old: OldReads | undefined;
  for await (const { id, document, version } of readsFrom(store, '')) {
    const read = ReadRecord.safeParse(document).data;
    if (!read || plus(read.at, pack.retention.accessLog) > now) continue;
    if (old && old.id !== read.case) {
      yield* notHeld(old, cases);
      old = undefined;
    }
    old = { id: read.case, reads: [...(old?.reads ?? []), { id, version }] };
  }
  if (old) yield* notHeld(old, cases);
}

async function* notHeld(old: OldReads, cases: Cases): AsyncGenerator<OldReads> {
  const record = await cases.load(old.id);
  if (!record || !holdOn(record.events)) yield old;
}

/** The case says first that they are erased: a command that is broken off has said so, and the next one goes on. */
export async function eraseReads({ id, reads }: OldReads, { store, cases, around, by }: ErasingDeps): Promise<number> {
  const isHeld = await patiently(() =>
    cases.change(id, (record) => {
      if (holdOn(record.events)) return { result: true };
      const { now, pack } = around();
      const period = pack.retention.accessLog;
      const event = { type: 'ReadsErased' as const, at: now, by, reads: reads.length, period };
      return { record: advance(record, { events: [event] }, around()), result: false };
    }),
  );
  if (isHeld) return 0;
  let removed = 0;
  for (const read of reads) if (await patiently(() => store.remove('read', read.id, read.version))) removed += 1;
  return removed;
}
