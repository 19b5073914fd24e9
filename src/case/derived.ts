import { byTelephone, type StaffId } from '../base/people.ts';
import { instantOf, msOf } from '../base/time.ts';
import type { CaseEvent } from '../history/events.ts';
import { type CaseContext, timed } from './advance.ts';
import type { CaseRecord } from './record.ts';
import { referralOf, submittedIn } from './state.ts';

/** What a case says of itself beside its history, and what follows from that: by it lists and the clock find the case. */
const derived = ['author', 'training', 'status', 'wakeAt', 'unsentSince', 'dueAt', 'heldBy', 'rush', 'alarm'] as const;
type Derived = Pick<CaseRecord, (typeof derived)[number]>;
export type DerivedName = (typeof derived)[number];

export interface Mismatch {
  field: DerivedName;
  stored: string | undefined;
  is: string | undefined; // what its events come to
}

/** So long a case may be put off without being read. */
const putOffMs = 60_000;

/** The case with what follows from its events, as the program writes it. */
export function rederived(record: CaseRecord, caseContext: Pick<CaseContext, 'now' | 'pack' | 'parts'>): CaseRecord {
  const referral = referralOf(record.events);
  const status = referral.status === 'not-started' ? 'draft' : referral.status;
  const training = submittedIn(referral) ? undefined : record.training; // practice is never sent
  return timed({ ...record, author: authorIn(record.events) ?? record.author, status, training }, caseContext);
}

/** What a case says of itself otherwise than its events do. One that wakes early does no harm: it is looked at, and timed anew. */
export function mismatches(record: CaseRecord, caseContext: Pick<CaseContext, 'now' | 'pack' | 'parts'>): Mismatch[] {
  const is: Derived = rederived(record, caseContext);
  const latest = instantOf(msOf(caseContext.now) + putOffMs);
  return derived.flatMap((field) => {
    const [stored, own] = [record[field], is[field]];
    if (stored === own) return [];
    if (field === 'wakeAt' && stored && own && (stored < own || stored <= latest)) return [];
    return { field, stored: textOf(stored), is: textOf(own) };
  });
}

const textOf = (value: string | boolean | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

/** Whose case it is: who began it, or who took it over last. */
function authorIn(events: CaseEvent[]): StaffId | undefined {
  return events.reduce((author: StaffId | undefined, event) => {
    if (event.type === 'DraftStarted') return event.by;
    if (event.type === 'PhoneReferralLogged') return event.caller ?? byTelephone;
    if (event.type === 'CallerTakenBack') return byTelephone;
    return event.type === 'HandOverAccepted' ? event.by : author;
  }, undefined);
}
