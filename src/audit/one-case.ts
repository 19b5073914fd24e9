import { z } from 'zod';
import { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { ClockContext } from '../case/advance.ts';
import { CaseRecord } from '../case/record.ts';
import { hashOfJson } from '../evidence/link.ts';
import { differenceInWords, type Verdict, verdictOn } from '../evidence/verify.ts';
import type { Cases } from '../store/cases.ts';
import { columns, type IndexedFields } from '../store/port.ts';
import type { Finding, MendableCase } from './audited.ts';
import { type DerivedName, type Mismatch, mismatches, withDerivedFields } from './audited.ts';

/** A case, or the search keys of one, as the store holds it. */
export interface StoredCase {
  id: string;
  document: unknown; // of a case: with its texts
  shown: IndexedFields; // what the store indexes, kept beside the document
}

export interface CaseAudit {
  verdict: Verdict;
  found: string[];
  /** Set if only clock fields differ. Changed clocks in the pack explain that. */
  isOnlyOutdated?: boolean;
  /** Set if the history is whole, the format is this program's, and only fields derived from the history differ. */
  mendable?: Mismatch[];
  writtenAt?: Instant | undefined; // when its last event was recorded
}

const clockFields: DerivedName[] = ['wakeAt', 'rush', 'upNext', 'team'];

/** Whether a person must decide: no tool changes whose case it is, or whether it is for practice. */
const needsAPerson = (faults: Mismatch[]) => faults.some(({ field }) => field === 'author' || field === 'practice');

/**
 * Checks a case against its chain, its derived fields against its history, and its index fields against its document.
 */
export function auditCase({ id, document, shown }: StoredCase, context: ClockContext): CaseAudit {
  const verdict = verdictOn(id, document);
  const record = CaseRecord.safeParse(document).data;
  const chainFault = verdict.kind === 'broken' ? [differenceInWords(verdict.difference)] : [];
  if (!record)
    return { verdict, found: chainFault.length > 0 ? chainFault : [differenceInWords({ what: 'unreadable' })] };
  const indexFaults = indexMismatches(record, shown);
  const derivedFaults = mismatches(record, context);
  const all = [...derivedFaults, ...indexFaults];
  const found = [
    ...chainFault,
    ...derivedFaults.filter(({ field }) => !(field === 'status' && chainFault.length > 0)).map(derivedFaultWords),
    ...indexFaults.map(indexFaultWords),
  ];
  const isMendable = all.length > 0 && isOwnFormat(document, record) && isChainWhole(record, context);
  const writtenAt = record.events.at(-1)?.at;
  if (!isMendable || needsAPerson(derivedFaults)) return { verdict, found, writtenAt };
  const isOnlyOutdated = indexFaults.length === 0 && derivedFaults.every(({ field }) => clockFields.includes(field));
  return { verdict, found, mendable: all, isOnlyOutdated, writtenAt };
}

/** Whether the chain is whole, given the status that follows from the events. */
const isChainWhole = (record: CaseRecord, context: ClockContext) =>
  verdictOn(record.id, { ...record, status: withDerivedFields(record, context).status }).kind === 'whole';

/** Whether this program knows every field: a case with fields of a later version is never rewritten. */
const isOwnFormat = (document: unknown, record: CaseRecord) => hashOfJson(document) === hashOfJson(record);

/** The fields that differ between the store's index and the document. */
function indexMismatches(record: CaseRecord, shown: IndexedFields): Mismatch[] {
  return columns.flatMap((field) => {
    const [stored, is] = [shown[field], record[field]].map((value) =>
      value === undefined ? undefined : String(value),
    );
    return stored === is ? [] : { field: field as DerivedName, stored, is };
  });
}

const derivedFaultWords = ({ field, stored, is }: Mismatch) =>
  `${field} is ${stored ?? 'not there'}, and its history comes to ${is ?? 'none'}`;
const indexFaultWords = ({ field, stored, is }: Mismatch) =>
  `its ${field} in the index of the store is ${stored ?? 'not there'}, and the case says ${is ?? 'none'}`;

/**
 * Rewrites a case so that it agrees with its history, if that history is whole.
 * @returns `not-ours`: a person must look, because the history is broken, the author or the practice mark differs from it,
 *   or the case is gone
 */
export async function mend({ id }: MendableCase, cases: Cases, caseContext: () => ClockContext) {
  const result = await cases.change<'mended' | 'not-ours'>(CaseId.parse(id), (record) => {
    const context = caseContext();
    if (needsAPerson(mismatches(record, context)) || !isChainWhole(record, context)) return { result: 'not-ours' };
    return { record: mended(record, context), result: 'mended' };
  });
  return result ?? 'not-ours';
}

/** The case with all that follows from its history. */
export const mended = (record: CaseRecord, context: ClockContext): CaseRecord => ({
  ...withDerivedFields(record, context),
  revision: record.revision + 1,
});

const Keys = z.object({ keys: z.array(z.string()).default([]) });

/** Checks that the store indexes a case by the search keys that its `keys` document holds. */
export function auditKeys({ id, document, shown }: StoredCase): Finding[] {
  const keys = Keys.safeParse(document).data?.keys;
  if (!keys) return [{ ref: id, what: 'its search keys cannot be read' }];
  const isSame = new Set([...keys, ...(shown.keys ?? [])]).size === keys.length && keys.length === shown.keys?.length;
  return isSame ? [] : [{ ref: id, what: 'the index of the store has other search keys for it than its document' }];
}
