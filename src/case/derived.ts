import { plus } from '../base/time.ts';
import { type ClockContext, withWakeTime } from './advance.ts';
import type { CaseRecord } from './record.ts';
import { authorOf, referralOf, statusOf, submittedIn } from './state.ts';

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
