import { z } from 'zod';
import { oncePer } from '../base/once-per.ts';
import type { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';

export const kinds = ['case', 'person', 'settings', 'history', 'link', 'keys', 'read'] as const;

const text = z.string().optional();

/**
 * The fields by which the store finds a document. They are stored beside it, and equal the document's own unless
 * somebody tampered.
 */
export const Indexed = z.object({
  author: text,
  status: text,
  changedAt: text,
  wakeAt: text,
  unsentSince: text, // when the oldest message that is still waiting was added
  keys: z.array(z.string()).optional(), // only in documents of kind `keys`: the search keys of the case with the same id
  upNext: text, // the place of a case on the board, which stands in the order of this text
  dueAt: text, // when a case that awaits its decision must be decided
  heldBy: text, // the person at the MASH who has taken the case
  team: z.boolean().optional(), // the case is with the Assessment team
  rush: z.boolean().optional(), // urgent and unanswered: it goes before all other due cases
  trouble: text, // a problem that a person must solve outside this program
});
export type IndexedFields = z.infer<typeof Indexed>;

/** Those that hold one value each. */
export const columns = Indexed.keyof().exclude(['keys']).options;

/** The fields of a document that the store itself uses. Everything else matters only to the document's readers. */
export interface Document extends IndexedFields {
  kind: (typeof kinds)[number];
  id: string;
}

/**
 * The indexed fields of a row. A malformed one must not stop other rows from being read, so it is read as a value that
 * no document has.
 */
export const indexedIn = (row: object): IndexedFields =>
  Object.fromEntries(
    Object.entries(Indexed.shape).map(([name, type]) => {
      const value = Object(row)[name] ?? undefined;
      return [name, type.safeParse(value).success ? value : 'not a text'];
    }),
  );

/** Selects cases that have a place on the board: all, or only some of them. */
export interface ListQuery {
  after?: string | undefined; // only those that stand after this place
  until?: string; // of those, none that stands after this place
  placeBefore?: string; // only those that stand before this place
  dueBefore?: Instant; // only those whose decision is due before this moment; with `placeBefore`, those that fulfil either
  heldBy?: StaffId; // only those that this person has taken
  status?: 'decided';
  team?: true; // only those that are with the Assessment team
}

/** The time in a row. A malformed one counts as long past, so that somebody hears of it. */
export const instantIn = (found: unknown): Instant => Instant.catch(longPast).parse(found);
const longPast = Instant.parse('1970-01-01T00:00:00.000Z');

/** Sorts after every instant, because instants are compared as strings. */
export const never = '~';

/**
 * A document as read, not parsed yet, with the version that a replacement must name. `text`: its JSON, from a store that
 * holds that. Asking for the document then reads the text. `isKnown`: it is in the version that the reader has, and so was not sent again.
 */
export interface Stored {
  readonly document: unknown;
  version: string;
  text?: string;
  isKnown?: true;
}

/** How many cases one key has sealed. */
export interface KeyCount {
  key: string; // the id of the key
  cases: number;
}

export type Saved = { kind: 'saved'; version: string } | { kind: 'overtaken' };

/** A case that is due. `author`: empty if the row has none. */
interface Due {
  id: string;
  author: string;
}

/** Urgent cases first, each once. */
export const urgentFirst = (rush: Due[], due: Due[], limit: number): Due[] =>
  [...new Map([...rush, ...due].map((each) => [each.id, each])).values()].slice(0, limit);

export interface Listing {
  id: string; // `kind|id`
  stored: Stored;
  shown: IndexedFields; // as the store holds them beside the document
}

/** What a document is called among all of the organisation: `kind|id`. */
export const nameOf = ({ kind, id }: Pick<Document, 'kind' | 'id'>): string => `${kind}|${id}`;

/** The kind and the id in such a name. The kind of a row that somebody forged may be any word. */
export function kindAndId(name: string): [Document['kind'], string] {
  const [kind, ...id] = name.split('|');
  return [kind as Document['kind'], id.join('|')];
}

/** Postpones a case as it lies, which may be sealed. One that is no document any more stays as it is: it may be mended. */
export const postponing =
  ({ read, replace }: Pick<SingleDocuments, 'read' | 'replace'>): SingleDocuments['postpone'] =>
  async (id, wakeAt) => {
    const { document, version = '' } = (await read('case', id)) ?? {};
    if (typeof document === 'object') await replace({ ...document, kind: 'case', id, wakeAt }, version);
  };

/** Whether a document of the kind `history` is called by what it holds. Then it never changes. */
export const isFixed = (id: string): boolean => /~[0-9a-f]{32}$/.test(id);

/** A document as it is stored. It is written out once, for the store and for what is kept of it. */
export const textOfDocument = oncePer((document: Document) => JSON.stringify(document));

/** @throws Error for a document of the access log, which is only ever added to */
export function mustBeReplaceable({ kind }: Pick<Document, 'kind'>): void {
  if (kind === 'read') throw new Error('a read is never replaced: the access log is only added to');
}

/** The kinds that may be removed whole. A case is never removed: an event erases its facts, and that event stays. */
type Removable = 'read' | 'person';

/** @throws Error unless the document is a person or part of the access log */
export function mustBeRemovable(kind: Document['kind']): asserts kind is Removable {
  if (kind !== 'read' && kind !== 'person')
    throw new Error('only reads and people may be removed, and only when their retention period is over');
}

/**
 * The documents one by one. `create` fails if the id exists. `replace` fails if anybody has changed the document
 * meanwhile. The access log cannot be replaced. Only the access log and people who have left can be removed.
 */
export interface SingleDocuments {
  create(document: Document): Promise<Saved>;
  /** @param known the version that the reader has: a store over the network need not send it again */
  read(kind: Document['kind'], id: string, known?: string): Promise<Stored | undefined>;
  replace(document: Document, version: string): Promise<Saved>;
  /**
   * Postpones a case without unsealing or parsing it, because that may fail. Does nothing if the case is missing, and
   * perhaps nothing if somebody else writes it at the same moment.
   */
  postpone(id: string, wakeAt: Instant): Promise<void>;
  /** @returns false if the document is gone already or has another version */
  remove(kind: Removable, id: string, version: string): Promise<boolean>;
}

/** The queries of the worker: what is due, and what waits. None of them returns a document. */
export interface WorkerQueries {
  /** The cases whose `wakeAt` has come: urgent ones first, then those that have waited longest. */
  due(now: Instant, limit: number): Promise<Due[]>;
  /**
   * Ids of cases whose `wakeAt` is later than `after` although a message waits: the longest first. With a correct clock no message waits
   * that long.
   */
  unsentWakingAfter(after: Instant, limit: number): Promise<string[]>;
  /** How many cases have one of these as their trouble. */
  countTroubles(texts: string[]): Promise<number>;
  /** When the next case needs attention; undefined if no case does. */
  nextWake(): Promise<Instant | undefined>;
  /** How many cases have a waiting message, and how long the oldest has waited. */
  unsent(): Promise<{ cases: number; since: Instant | undefined }>;
}

/** Lists of cases, and the queries over all documents and their keys. */
export interface Lists {
  /** The author's cases, the last changed first. */
  casesOf(author: StaffId, limit: number): Promise<Stored[]>;
  /** Ids of the cases whose document of the kind `keys` has this key, the last changed first. */
  casesWith(key: string, limit: number): Promise<string[]>;
  countCases(status: string): Promise<number>;
  /** The first of these cases, in the order of `upNext`. */
  upNext(listed: ListQuery, limit: number): Promise<Stored[]>;
  countUpNext(listed: ListQuery): Promise<number>;
  /**
   * Every document of the organisation, a page at a time, ordered by kind and id. The id on each is `kind|id`.
   * @param after the id that the page before ended with; undefined for the first page
   */
  all(after: string | undefined, limit: number): Promise<Listing[]>;
  /** Each key that has sealed a document of any kind, and how many cases it has sealed. */
  keyCounts(): Promise<KeyCount[]>;
  /** The sealed cases, still sealed, the last changed first. */
  newestSealed(limit: number): Promise<{ id: string; stored: Stored }[]>;
}

/** Where documents live. Every method throws when the store cannot be reached. */
export interface Store extends SingleDocuments, WorkerQueries, Lists {
  /**
   * What may have been written past this program since the last call: `anything` at the first; else documents, or nothing.
   * Triggers that are not ours are removed; `alien` says so.
   */
  touched(): Promise<{ what: Listing[] | 'anything'; alien: boolean }>;
  /** Names the newest write of other programs, save heartbeats: while nobody writes, it stays the same. */
  newestWrite(): Promise<unknown>;
  /** Compares what the store keeps as counts with its cases, and puts it right. @returns whether a count was wrong */
  recount(): Promise<boolean>;
  /** A number, which is another one once anybody else has written; undefined while it is not known. Only of a store that knows it at once. */
  changesOfOthers?(): number | undefined;
  /** Whether it is certain that no other process has this store open. */
  isAlone(): Promise<boolean>;
  /**
   * How far the store's own clock is ahead of this machine's, in ms; undefined if it has no clock or has not answered
   * yet.
   */
  aheadMs(): number | undefined;
  /** @throws when the store does not answer */
  ping(): Promise<void>;
  /** Makes overwritten data unreadable in the files, too. Does nothing where a service manages the disks. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The store failed: it is busy, unreachable, full or broken. The message reveals nothing of the document. A problem
 * with one document alone (it cannot be parsed or unsealed) is not a store fault.
 */
export class StoreFault extends Error {}
