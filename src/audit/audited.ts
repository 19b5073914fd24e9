import type { Instant } from '../base/time.ts';
import type { Mismatch } from '../case/derived.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Head } from '../store/heads.ts';

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
