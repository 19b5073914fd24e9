import { type Instant, plus } from '../base/time.ts';
import { type ClockContext, withWakeTime } from '../case/advance.ts';
import type { CaseRecord } from '../case/record.ts';
import { authorOf, referralOf, statusOf, submittedIn } from '../case/state.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Head } from '../store/heads.ts';

/** The fields of a case that follow from its history. Lists and the worker find the case by them. */
const derived = [
  'author',
  'practice',
  'status',
  'wakeAt',
  'unsentSince',
  'upNext',
  'dueAt',
  'heldBy',
  'team',
  'rush',
  'trouble',
] as const;
type Derived = Pick<CaseRecord, (typeof derived)[number]>;
export type DerivedName = (typeof derived)[number];

export interface Mismatch {
  field: DerivedName;
  stored: string | undefined;
  is: string | undefined; // what follows from the events
}

/** A case that failed is put off for a minute, so a stored `wakeAt` up to this much later than now is no mismatch. */
const putOffMs = 60_000;

/** The case with the derived fields computed again from its events, as the program would write them. */
export function withDerivedFields(record: CaseRecord, caseContext: ClockContext): CaseRecord {
  const referral = referralOf(record.events);
  const author = referral.status === 'not-started' ? record.author : authorOf(referral);
  const practice = submittedIn(referral) ? undefined : record.practice; // practice is never sent
  return withWakeTime({ ...record, author, status: statusOf(referral), practice }, caseContext);
}

/**
 * The stored fields that differ from what the events say. An early `wakeAt` does no harm: the worker reads the case and
 * corrects it.
 */
export function mismatches(record: CaseRecord, caseContext: ClockContext): Mismatch[] {
  const expected: Derived = withDerivedFields(record, caseContext);
  const latest = plus(caseContext.now, putOffMs);
  return derived.flatMap((field) => {
    const [stored, own] = [record[field], expected[field]];
    if (stored === own) return [];
    if (field === 'wakeAt' && stored && own && (stored < own || stored <= latest)) return [];
    return { field, stored: textOf(stored), is: textOf(own) };
  });
}

const textOf = (value: string | boolean | undefined) => (value === undefined ? undefined : String(value));

/**
 * Something that is not as the program wrote it. `ref`: a case reference (`HT-…~day`: that day's reads of the case),
 * `store`, the id of a settings document, or `person`. `what`: the fault in words, without facts of a case.
 */
export interface Finding {
  ref: string;
  what: string;
}

/** A case with a whole history, whose stored status, index fields or clocks differ from that history. */
export interface MendableCase {
  id: string;
  mismatches: Mismatch[];
}

/** The result of an audit of the whole store, before it begins. */
export const nothingAudited = () => ({
  cases: 0,
  events: 0,
  keyless: [] as string[], // a key is missing: nobody can tell whether they are unchanged
  found: [] as Finding[],
  mendable: [] as MendableCase[],
  onlyOutdated: new Set<string>(), // references of cases that differ only because of changed clocks
  heads: new Map<string, string>(), // the head of each chain, by its name
  writtenAt: new Map<string, Instant>(), // when the last event of each case was recorded
  hashes: new Map<string, Set<string>>(), // all hashes of each chain, by its name
});
export type Audited = ReturnType<typeof nothingAudited>;

/**
 * What was saved outside the store: heads, and what the log says beside them. `since`: the time of the log's first line;
 * undefined if there is no log.
 */
export interface Kept {
  heads: Head[];
  since?: Instant | undefined;
}

export const nothingKept: Kept = { heads: [] };

/** What a finding about no single document is called. */
export const STORE = 'store';

/** Records a whole chain under its name. */
export function auditChain({ heads, hashes: all }: Audited, name: string, hashes: string[]): void {
  const last = hashes.at(-1);
  if (last) heads.set(name, last);
  all.set(name, new Set(hashes));
}

/** A hash of the clock settings of a pack. */
export const hashOfClocks = ({ clocks }: Pick<Pack, 'clocks'>): string => hashOfJson(clocks);
