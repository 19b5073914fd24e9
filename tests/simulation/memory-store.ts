import type { Instant } from '../../src/base/time.ts';
import {
  type Document,
  type ListQuery,
  mustBeRemovable,
  mustBeReplaceable,
  never,
  type Saved,
  type Store,
  type Stored,
  textOfDocument,
} from '../../src/store/port.ts';

/** One stored document with its version. */
interface Row {
  shown: Document;
  version: number;
  order: number; // the order of creation, which decides between cases due at one moment
}

/** All documents of a store, by kind and id. */
export type Contents = readonly (readonly [key: string, row: Readonly<Row>])[];

/** The store of one organisation, which any number of programs may have open. */
export interface Place {
  open(): Store;
  /** All cases, as they were last written. */
  cases(): Document[];
  /** The time at which the next case is due. */
  nextWake(): Instant | undefined;
  document(kind: Document['kind'], id: string): Document | undefined;
  /** Changes a document straight in the store. */
  alter(kind: Document['kind'], id: string, change: (document: Document) => Document): void;
  /** Remembers all documents. */
  asNow(): Contents;
  /** Holds these documents and no others. */
  putBack(contents: Contents): void;
  row(kind: Document['kind'], id: string): { document: Document; text: string; version: number } | undefined;
}

/** @param wrote hears of each write, with the document before it */
export function memoryPlace(wrote: (after: Document, before: Document | undefined) => void = () => {}): Place {
  const rows = new Map<string, Row>();
  const caseRows = new Map<string, Row>(); // the rows of the kind `case`
  // the cases that have a wake time, the earliest first; computed again after a case changes
  let byWakeTime: { id: string; author: string; at: Instant; rush: boolean; order: number }[] | undefined;
  let made = 0;
  let writes = 0;
  const keyOf = (kind: string, id: string) => `${kind}|${id}`;
  const cases = () => [...caseRows.values()];
  // Every reader parses a document into an object of its own, so no copy is needed here.
  const stored = ({ shown, version }: Row): Stored => ({
    document: shown,
    version: String(version),
    get text() {
      return textOfDocument(shown);
    },
  });
  const onBoard = ({
    after = '',
    until = never,
    dueBefore,
    placeBefore = dueBefore ? '' : never,
    ...some
  }: ListQuery) =>
    cases().filter(
      ({ shown: { upNext = '', dueAt = never, ...shown } }) =>
        upNext > after &&
        upNext < until &&
        (upNext < placeBefore || dueAt < (dueBefore ?? '')) &&
        (['heldBy', 'status', 'team'] as const).every((field) => !some[field] || some[field] === shown[field]),
    );
  const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

  function write(document: Document, version: number, order: number): Saved {
    const key = keyOf(document.kind, document.id);
    if (key !== 'settings|heartbeat') writes += 1;
    const before = rows.get(key)?.shown;
    const row: Row = { shown: document, version, order };
    rows.set(key, row);
    if (document.kind === 'case') {
      caseRows.set(document.id, row);
      byWakeTime = undefined;
    }
    wrote(document, before);
    return { kind: 'saved', version: String(version) };
  }

  const store: Store = {
    async create(document) {
      if (rows.has(keyOf(document.kind, document.id))) return { kind: 'overtaken' };
      made += 1;
      return write(document, 1, made);
    },
    async read(kind, id) {
      const row = rows.get(keyOf(kind, id));
      return row && stored(row);
    },
    async replace(document, version) {
      mustBeReplaceable(document);
      const row = rows.get(keyOf(document.kind, document.id));
      if (!row || String(row.version) !== version) return { kind: 'overtaken' };
      return write(document, row.version + 1, row.order);
    },
    async postpone(id, wakeAt) {
      const row = rows.get(keyOf('case', id));
      if (row) write({ ...row.shown, wakeAt }, row.version + 1, row.order);
    },
    async remove(kind, id, version) {
      mustBeRemovable(kind);
      const row = rows.get(keyOf(kind, id));
      if (!row || String(row.version) !== version) return false;
      return rows.delete(keyOf(kind, id));
    },
    async due(now, limit) {
      const all = waking().filter(({ at }) => at <= now);
      const [rush, rest] = [all.filter((each) => each.rush), all.filter((each) => !each.rush)];
      return [...rush, ...rest].slice(0, limit).map(({ id, author }) => ({ id, author }));
    },
    async unsentWakingAfter(after, limit) {
      const resting = waking().filter(({ id, at }) => at > after && rows.get(keyOf('case', id))?.shown.unsentSince);
      const since = ({ id }: { id: string }) => rows.get(keyOf('case', id))?.shown.unsentSince ?? '';
      return resting
        .sort((one, other) => byText(since(one), since(other)))
        .slice(0, limit)
        .map(({ id }) => id);
    },
    countTroubles: async (texts) => cases().filter(({ shown }) => texts.includes(shown.trouble ?? '')).length,
    nextWake: async () => waking()[0]?.at,
    async casesOf(author, limit) {
      const own = cases().filter(({ shown }) => shown.author === author);
      return own.sort(lastChangedFirst).slice(0, limit).map(stored);
    },
    async casesWith(key, limit) {
      const rowsFound = [...rows.values()].filter(({ shown }) => shown.kind === 'keys' && shown.keys?.includes(key));
      return rowsFound
        .sort(lastChangedFirst)
        .slice(0, limit)
        .map(({ shown }) => shown.id);
    },
    countCases: async (status) => cases().filter(({ shown }) => shown.status === status).length,
    async upNext(query, limit) {
      const first = (one: Row, other: Row) =>
        byText(one.shown.upNext ?? '', other.shown.upNext ?? '') || byText(one.shown.id, other.shown.id);
      return onBoard(query).sort(first).slice(0, limit).map(stored);
    },
    countUpNext: async (query) => onBoard(query).length,
    async unsent() {
      const since = cases().flatMap(({ shown: { unsentSince } }) => unsentSince ?? []);
      return { cases: since.length, since: since.sort()[0] as Instant | undefined };
    },
    async all(after = '', limit) {
      const all = [...rows]
        .map(([id, row]) => ({ id, stored: stored(row), shown: row.shown }))
        .sort((a, b) => byText(a.id, b.id));
      return all.filter(({ id }) => id > after).slice(0, limit);
    },
    keyCounts: async () => [], // this store holds nothing sealed
    newestSealed: async () => [],
    recount: async () => false,
    newestWrite: async () => writes,
    touched: async () => ({ what: [], alien: false }),
    isAlone: async () => false,
    aheadMs: () => undefined,
    ping: async () => {},
    scrub: async () => {},
    close: async () => {},
  };

  const lastChangedFirst = (one: Row, other: Row) =>
    byText(other.shown.changedAt ?? '', one.shown.changedAt ?? '') || byText(one.shown.id, other.shown.id);

  function waking(): { id: string; author: string; at: Instant; rush: boolean; order: number }[] {
    byWakeTime ??= cases()
      .flatMap(({ shown: { id, author = '', wakeAt, rush = false }, order }) =>
        wakeAt ? [{ id, author, at: wakeAt as Instant, rush, order }] : [],
      )
      .sort((one, other) => byText(one.at, other.at) || one.order - other.order);
    return byWakeTime;
  }

  return {
    open: () => store,
    nextWake: () => waking()[0]?.at,
    cases: () => cases().map(({ shown }) => shown),
    document: (kind, id) => rows.get(keyOf(kind, id))?.shown,
    alter(kind, id, change) {
      const row = rows.get(keyOf(kind, id));
      writes += 1;
      if (row) row.shown = change(row.shown);
    },
    asNow: () => [...rows].map(([key, row]) => [key, { ...row }]),
    putBack(contents) {
      rows.clear();
      caseRows.clear();
      for (const [key, row] of contents) {
        const own = { ...row };
        rows.set(key, own);
        if (own.shown.kind === 'case') caseRows.set(own.shown.id, own);
      }
      byWakeTime = undefined;
      made = Math.max(0, ...contents.map(([, { order }]) => order));
      writes += 1;
    },
    row(kind, id) {
      const row = rows.get(keyOf(kind, id));
      return row && { document: row.shown, text: textOfDocument(row.shown), version: row.version };
    },
  };
}
