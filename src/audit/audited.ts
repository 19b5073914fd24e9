import type { Mismatch } from '../case/derived.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Pack } from '../protocol/pack.ts';

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

/** The result of an audit of the whole store. */
export interface Audited {
  cases: number;
  events: number;
  keyless: string[]; // a key is missing: nobody can tell whether they are unchanged
  found: Finding[];
  mendable: MendableCase[];
  onlyOutdated: Set<string>; // references of cases that differ only because of changed clocks
  heads: Map<string, string>; // the head of each chain, by its name
  hashes: Map<string, Set<string>>; // all hashes of each chain, by its name
  store: string | undefined; // the head of the whole store
}

/** A saved head: of a case, of one day's reads of a case, of the duty, of the set-up, or of the whole store. */
export interface KeptHead {
  name: string;
  head: string;
}

/** The name of the head of the whole store. */
export const STORE = 'store';
/** The name of the chain of the set-up, which is also the id of its document. */
export const SETUP = 'setup';

/** Records a whole chain under its name. */
export function auditChain({ heads, hashes: all }: Audited, name: string, hashes: string[]): void {
  const last = hashes.at(-1);
  if (last) heads.set(name, last);
  all.set(name, new Set(hashes));
}

/** A hash of the clock settings of a pack. */
export const hashOfClocks = ({ clocks }: Pick<Pack, 'clocks'>): string => hashOfJson(clocks);
