import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';

export const kinds = ['case', 'person', 'settings', 'history', 'link', 'keys', 'read'] as const;

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
}

/** Which cases of a list: of one status, and where wanted only those due before a moment, or held by one person. */
export interface Listed {
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

export type Saved = { kind: 'saved'; version: string } | { kind: 'overtaken' };

/** @throws Error for a document of the access log, which is only ever added to */
export function mustBeReplaceable({ kind }: Pick<Document, 'kind'>): void {
  if (kind === 'read') throw new Error('a read is never replaced: the access log is only added to');
}

/** @throws Error for any document that is not of the access log */
export function mustBeRemovable(kind: Document['kind']): void {
  if (kind !== 'read') throw new Error('nothing is removed but reads whose time is over');
}

/**
 * Where documents live. Create, which fails if the id exists, and replace, which fails if anybody changed the document meanwhile. The
 * access log has no replace; it alone has remove. A store that cannot be reached throws.
 */
export interface Store {
  create(document: Document): Promise<Saved>;
  read(kind: Document['kind'], id: string): Promise<Stored | undefined>;
  replace(document: Document, version: string): Promise<Saved>;
  /** Puts a case off until then, whatever is in it: it may not be readable. One that is not there, or was just changed, is left. */
  postpone(id: string, wakeAt: Instant): Promise<void>;
  /** @returns false where it was gone already, or is not the one of that version */
  remove(kind: 'read', id: string, version: string): Promise<boolean>;
  /** Ids of cases whose `wakeAt` is reached, the longest waiting first. */
  due(now: Instant, limit: number): Promise<string[]>;
  /** When the next case needs attention; undefined when none ever will. */
  nextWake(): Promise<Instant | undefined>;
  /** The author's cases, the last changed first. */
  casesOf(author: StaffId, limit: number): Promise<Stored[]>;
  /** Ids of the cases whose document of the kind `keys` has this key, the last changed first. */
  casesWith(key: string, limit: number): Promise<string[]>;
  countCases(status: string): Promise<number>;
  /** A page of the cases by `dueAt`, the earliest first. One without `dueAt` is not among them. */
  byDue(listed: Listed, page: { offset: number; limit: number }): Promise<Stored[]>;
  /** Ids of cases of a status without `dueAt`: a program before this one wrote them last. */
  undated(status: string, limit: number): Promise<string[]>;
  /** How many cases have a message that waits, and since when the oldest does. */
  unsent(): Promise<{ cases: number; since: Instant | undefined }>;
  /**
   * Every document of the organisation, a page at a time, ordered by kind and id. The id on each is `kind|id`.
   * @param after the id that the page before ended with; undefined for the first page
   */
  all(after: string | undefined, limit: number): Promise<{ id: string; stored: Stored }[]>;
  /** @throws when the store does not answer */
  ping(): Promise<void>;
  /** What was written over cannot be read from the files any more. A service that keeps its own disks has nothing to do. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
