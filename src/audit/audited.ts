import type { Mismatch } from '../case/derived.ts';

/** Something that is not as the program wrote it: of what (a reference, the ledger, the duty), and what, in words without a fact. */
export interface Finding {
  ref: string;
  what: string;
}

/** A case whose history is whole, and that is found or timed otherwise than its history says. */
export interface Displaced {
  id: string;
  mismatches: Mismatch[];
}

/** What a look at a whole store came to. */
export interface Audited {
  cases: number;
  events: number;
  notChained: string[]; // a program before there were chains wrote them last
  keyless: string[]; // of these a key is not here: nobody can say whether they are what was written
  found: Finding[];
  displaced: Displaced[];
  timedOtherwise: Set<string>; // references of those that other periods, or an older program, left so
  heads: Map<string, string>; // the head of each chain, by its name
  hashes: Map<string, Set<string>>; // all hashes of each chain, of those that somebody kept a head of
  store: string | undefined; // the head of the whole store
}

/** A head that was kept: of a case, the reads of a case on a day, the duty, or the whole store. */
export interface KeptHead {
  name: string;
  head: string;
}

/** The name of the head of the whole store. */
export const STORE = 'store';
/** The name of the chain of the set-up, and where the set-up is kept. */
export const SETUP = 'setup';

/** The chain of this name is whole. */
export function auditChain({ heads, hashes: all }: Audited, name: string, hashes: string[]): void {
  const last = hashes.at(-1);
  if (last) heads.set(name, last);
  all.set(name, new Set(hashes));
}
