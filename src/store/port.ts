import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';

export const kinds = ['case', 'person', 'settings', 'history', 'link', 'keys', 'read', 'ledger'] as const;

/** What every document shows to the store; the rest is the business of whoever reads it. */
export interface Document {
  kind: (typeof kinds)[number];
  id: string;
  author?: string;
  status?: string;
  changedAt?: string;
  wakeAt?: string | undefined;
  unsentSince?: string | undefined; // when the oldest message that still waits was added
  keys?: string[]; // of a document of the kind `keys`: by which the case of the same id is found
  dueAt?: string | undefined; // by when a sent case must be decided
  heldBy?: string | undefined; // who has it
  rush?: boolean | undefined; // urgent, and nobody has answered: it comes before others that are due
  alarm?: string | undefined; // what a person must see to outside this program
}

/** Which cases of a list: of one status, and where wanted only those due before a moment, or held by one person. */
export interface ListQuery {
  status: string;
  before?: Instant;
  heldBy?: StaffId;
}

/** Later than any moment, in the way in which moments are compared. */
export const never = '~';

/** A document as it came back, not parsed yet, with the version that a replacement must name. */
export interface Stored {
  document: unknown;
  version: string;
}

/** How much is sealed with one key, by its id. */
export interface KeyCount {
  key: string;
  cases: number;
  documents: number; // of all kinds
}

export type Saved = { kind: 'saved'; version: string } | { kind: 'overtaken' };

/**
 * By what the store itself finds a document. It lies beside the document, which says the same where nobody touched it.
 */
export type IndexedFields = Partial<Omit<Document, 'kind' | 'id'>>;

interface Listing {
  id: string; // `kind|id`
  stored: Stored;
  shown: IndexedFields;
}

/** @throws Error for a document of the access log or the ledger, which are only ever added to */
export function mustBeReplaceable({ kind }: Pick<Document, 'kind'>): void {
  if (kind === 'read') throw new Error('a read is never replaced: the access log is only added to');
  if (kind === 'ledger') throw new Error('an entry of the ledger is never replaced: it is only added to');
}

/** What may be removed whole. Of a case only its facts are ever erased, by an event that stays. */
type Removable = 'read' | 'person';

/** @throws Error for any document that is neither of the access log nor of a person */
export function mustBeRemovable(kind: Document['kind']): asserts kind is Removable {
  if (kind !== 'read' && kind !== 'person')
    throw new Error('nothing is removed but reads and people whose time is over');
}

/**
 * Where documents live. Create, which fails if the id exists, and replace, which fails if anybody changed the document
 * meanwhile. The access log and the ledger have no replace; the access log and people who have left can be removed. A
 * store that cannot be reached throws.
 */
export interface Store {
  create(document: Document): Promise<Saved>;
  read(kind: Document['kind'], id: string): Promise<Stored | undefined>;
  replace(document: Document, version: string): Promise<Saved>;
  /**
   * Puts a case off until then, whatever is in it: it may not be readable. One that is not there, or was just changed,
   * is left.
   */
  postpone(id: string, wakeAt: Instant): Promise<void>;
  /** @returns false where it was gone already, or is not the one of that version */
  remove(kind: Removable, id: string, version: string): Promise<boolean>;
  /** Ids of cases whose `wakeAt` is reached: those that are urgent first, then the longest waiting. */
  due(now: Instant, limit: number): Promise<string[]>;
  /**
   * Ids of cases with a message that waits, and that rest until after `than`: no wait is that long, where the clock was
   * right.
   */
  restingLonger(than: Instant, limit: number): Promise<string[]>;
  /** How many cases have an alarm of this name. */
  countAlarms(alarm: string): Promise<number>;
  /** When the next case needs attention; undefined when none ever will. */
  nextWake(): Promise<Instant | undefined>;
  /** The author's cases, the last changed first. */
  casesOf(author: StaffId, limit: number): Promise<Stored[]>;
  /** Ids of the cases whose document of the kind `keys` has this key, the last changed first. */
  casesWith(key: string, limit: number): Promise<string[]>;
  countCases(status: string): Promise<number>;
  /** A page of the cases by `dueAt`, the earliest first. One without `dueAt` is not among them. */
  byDue(listed: ListQuery, page: { offset: number; limit: number }): Promise<Stored[]>;
  /** Ids of cases of a status without `dueAt`: a program before this one wrote them last. */
  undated(status: string, limit: number): Promise<string[]>;
  /** How many cases have a message that waits, and since when the oldest does. */
  unsent(): Promise<{ cases: number; since: Instant | undefined }>;
  /**
   * Every document of the organisation, a page at a time, ordered by kind and id. The id on each is `kind|id`.
   * @param after the id that the page before ended with; undefined for the first page
   */
  all(after: string | undefined, limit: number): Promise<Listing[]>;
  /** How much is sealed with each key. */
  keyCounts(): Promise<KeyCount[]>;
  /** The sealed cases as they lie, the last changed first. */
  newestSealed(limit: number): Promise<{ id: string; stored: Stored }[]>;
  /** Whether it is certain that no other process has this store open. */
  isAlone(): Promise<boolean>;
  /**
   * By how much the store's own clock is ahead of this machine's, in ms; undefined where it has none, or has not told
   * yet.
   */
  aheadMs(): number | undefined;
  /** @throws when the store does not answer */
  ping(): Promise<void>;
  /**
   * What was written over cannot be read from the files any more. A service that keeps its own disks has nothing to do.
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
