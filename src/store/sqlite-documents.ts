import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Instant } from '../base/time.ts';
import {
  type Document,
  type IndexedFields,
  mustBeRemovable,
  mustBeReplaceable,
  never,
  type Saved,
  type Store,
  type Stored,
} from './port.ts';
import type { patientRunners } from './sqlite-patience.ts';

/** The open file, the organisation, and the runners that wait while another process has the file locked. */
interface Asking extends ReturnType<typeof patientRunners> {
  db: DatabaseSync;
  organisation: string;
}

/** Everything that the store does with the documents of the organisation. */
export const sqliteDocuments = (asking: Asking) => ({
  ...oneDocument(asking),
  ...forTheWorker(asking),
  ...listsOfCases(asking),
  ...everyDocument(asking),
});

const casesIn = (db: DatabaseSync) => (what: string, and: string) =>
  db.prepare(`SELECT ${what} FROM documents WHERE organisation = ? AND kind = 'case' AND ${and}`);

/** Selects the wake time of the next case. */
export const nextWakeIn = (db: DatabaseSync) => casesIn(db)('wake_at', 'wake_at IS NOT NULL ORDER BY wake_at LIMIT 1');

/** Single documents. A document is replaced only in the version that was read. */
function oneDocument({
  db,
  organisation,
  reading,
  writing,
}: Asking): Pick<Store, 'create' | 'read' | 'replace' | 'postpone' | 'remove'> {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO documents (organisation, kind, id, version, author, status, changed_at, wake_at, unsent_since, body) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare(
    'UPDATE documents SET version = version + 1, author = ?, status = ?, changed_at = ?, wake_at = ?, unsent_since = ?, body = ? WHERE organisation = ? AND kind = ? AND id = ? AND version = ?',
  );
  const putOff = db.prepare(
    "UPDATE documents SET version = version + 1, wake_at = ?, body = json_set(body, '$.wakeAt', ?) WHERE organisation = ? AND kind = 'case' AND id = ?",
  );
  const erase = db.prepare('DELETE FROM documents WHERE organisation = ? AND kind = ? AND id = ? AND version = ?');
  const select = db.prepare('SELECT body, version FROM documents WHERE organisation = ? AND kind = ? AND id = ?');
  return {
    async create(document) {
      const { kind, id } = document;
      const body = JSON.stringify(document);
      return saved(1, (await writing(() => insert.run(organisation, kind, id, ...shown(document), body))).changes);
    },
    async read(kind, id) {
      const row = await reading(() => select.get(organisation, kind, id));
      return row && toStored(row);
    },
    async replace(document, version) {
      mustBeReplaceable(document);
      const { kind, id } = document;
      const body = JSON.stringify(document);
      const which = [organisation, kind, id, Number(version)];
      const { changes } = await writing(() => update.run(...shown(document), body, ...which));
      return saved(Number(version) + 1, changes);
    },
    async postpone(id, wakeAt) {
      await writing(() => putOff.run(wakeAt, wakeAt, organisation, id));
    },
    async remove(kind, id, version) {
      mustBeRemovable(kind);
      return Number((await writing(() => erase.run(organisation, kind, id, Number(version)))).changes) === 1;
    },
  };
}

const shown = ({ author, status, changedAt, wakeAt, unsentSince }: Document) =>
  [author, status, changedAt, wakeAt, unsentSince].map((value) => value ?? null);

const saved = (version: number, changes: number | bigint): Saved =>
  Number(changes) === 1 ? { kind: 'saved', version: String(version) } : { kind: 'overtaken' };

/** The queries of the worker: what is due, and what waits. */
function forTheWorker({
  db,
  organisation,
  reading,
}: Asking): Pick<Store, 'due' | 'unsentWakingAfter' | 'countAlarms' | 'nextWake' | 'unsent'> {
  const cases = casesIn(db);
  const selectDue = cases('id', 'wake_at IS NOT NULL AND wake_at <= ? ORDER BY wake_at LIMIT ?');
  const selectRush = cases(
    'id',
    "wake_at IS NOT NULL AND wake_at <= ? AND body ->> '$.rush' = 1 ORDER BY wake_at LIMIT ?",
  );
  const selectResting = cases('id', 'unsent_since IS NOT NULL AND wake_at > ? ORDER BY wake_at DESC LIMIT ?');
  const countAlarms = cases('COUNT(*) AS n', "body ->> '$.alarm' = ?");
  const selectNext = nextWakeIn(db);
  const selectUnsent = cases('COUNT(*) AS n, MIN(unsent_since) AS since', 'unsent_since IS NOT NULL');
  return {
    async due(now, limit) {
      const both = () => [...selectRush.all(organisation, now, limit), ...selectDue.all(organisation, now, limit)];
      return [...new Set((await reading(both)).map((row) => String(row.id)))].slice(0, limit);
    },
    async unsentWakingAfter(after, limit) {
      return (await reading(() => selectResting.all(organisation, after, limit))).map((row) => String(row.id));
    },
    async countAlarms(alarm) {
      return Number((await reading(() => countAlarms.get(organisation, alarm)))?.n ?? 0);
    },
    async nextWake() {
      const row = await reading(() => selectNext.get(organisation));
      return row && Instant.parse(row.wake_at);
    },
    async unsent() {
      const row = await reading(() => selectUnsent.get(organisation));
      return { cases: Number(row?.n ?? 0), since: row?.since ? Instant.parse(row.since) : undefined };
    },
  };
}

function listsOfCases({
  db,
  organisation,
  reading,
}: Asking): Pick<Store, 'casesOf' | 'casesWith' | 'countCases' | 'byDue'> {
  const cases = casesIn(db);
  const count = cases('COUNT(*) AS n', 'status = ?');
  const selectByDue = cases(
    'body, version',
    "status = ? AND body ->> '$.dueAt' < ? AND (? IS NULL OR body ->> '$.heldBy' = ?) ORDER BY body ->> '$.dueAt', id LIMIT ? OFFSET ?",
  );
  const selectOf = cases('body, version', 'author = ? ORDER BY changed_at DESC LIMIT ?');
  const selectWith = db.prepare(
    'SELECT id FROM case_keys WHERE organisation = ? AND key = ? ORDER BY changed_at DESC, id LIMIT ?',
  );
  return {
    async casesOf(author, limit) {
      return (await reading(() => selectOf.all(organisation, author, limit))).map(toStored);
    },
    async casesWith(key, limit) {
      return (await reading(() => selectWith.all(organisation, key, limit))).map(({ id }) => String(id));
    },
    async countCases(status) {
      return Number((await reading(() => count.get(organisation, status)))?.n ?? 0);
    },
    async byDue({ status, before = never, heldBy }, { offset, limit }) {
      const holder = heldBy ?? null;
      const asked = [organisation, status, before, holder, holder, limit, offset];
      return (await reading(() => selectByDue.all(...asked))).map(toStored);
    },
  };
}

/** The queries over all documents and their keys. */
function everyDocument({ db, organisation, reading }: Asking): Pick<Store, 'all' | 'keyCounts' | 'newestSealed'> {
  const cases = casesIn(db);
  const selectAll = db.prepare(
    `SELECT *, CASE kind WHEN 'keys' THEN (${keysSubquery}) END AS keys FROM documents WHERE organisation = ? AND (kind, id) > (?, ?) AND ${isListed} ORDER BY kind, id LIMIT ?`,
  );
  const countKeys = db.prepare(
    "SELECT body ->> '$.sealed.key' AS key, COUNT(*) AS n, SUM(kind = 'case') AS cases FROM documents WHERE organisation = ? AND body ->> '$.sealed.key' IS NOT NULL GROUP BY body ->> '$.sealed.key'",
  );
  const selectSealed = cases('id, body, version', "body ->> '$.sealed.key' <> '' ORDER BY changed_at DESC LIMIT ?");
  return {
    async all(after = '|', limit) {
      const [kind = '', ...id] = after.split('|');
      const rows = await reading(() => selectAll.all(organisation, kind, id.join('|'), limit));
      return rows.map(toListing);
    },
    async keyCounts() {
      const rows = await reading(() => countKeys.all(organisation));
      return rows.map(({ key, n, cases }) => ({ key: String(key), documents: Number(n), cases: Number(cases) }));
    },
    async newestSealed(limit) {
      const rows = await reading(() => selectSealed.all(organisation, limit));
      return rows.map((row) => ({ id: String(row.id), stored: toStored(row) }));
    },
  };
}

type Row = Record<string, unknown>;

/** A malformed column must not stop the other rows from being read. It is read as a value that no document has. */
const text = z.string().nullish().catch('not a text');
const Columns = z.object({
  ...{ author: text, status: text, changed_at: text, wake_at: text, unsent_since: text, keys: text },
});
const field = z.string().optional().catch('not a text');
const InBody = z.object({ dueAt: field, heldBy: field, rush: z.boolean().optional().catch(undefined), alarm: field });

/**
 * Leaves out rows with a malformed kind or id: paging could not continue after them, and the program cannot read them
 * either.
 */
const isListed = "typeof(kind) = 'text' AND typeof(id) = 'text' AND instr(kind, '|') = 0";

/** A body that is not JSON is returned as a string. That fails to parse as a document, but does not hide the others. */
const toStored = ({ body, version }: Row): Stored => ({ document: documentIn(body), version: String(version) });

function toListing(row: Row): Awaited<ReturnType<Store['all']>>[number] {
  const each = toStored(row);
  return { id: `${row.kind}|${row.id}`, stored: each, shown: shownIn(row, each.document) };
}

function documentIn(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return String(body);
  }
}

/**
 * The fields by which SQLite finds a document: its columns, the indexed parts of its body, and its rows in the key
 * table.
 */
function shownIn(found: Row, document: unknown): IndexedFields {
  const { changed_at: changedAt, wake_at: wakeAt, unsent_since: unsentSince, ...row } = Columns.parse(found);
  const keys = z.array(z.string()).safeParse(JSON.parse(row.keys ?? 'null')).data;
  const { author, status } = row;
  const columns = Object.entries({ author, status, changedAt, wakeAt, unsentSince, keys });
  const present = Object.fromEntries(columns.filter(([, value]) => value !== null && value !== undefined));
  return { ...present, ...InBody.safeParse(document).data };
}

/**
 * A table with a row for each search key of a `keys` document, so that SQLite finds a case by its key without reading
 * all documents. Triggers keep the rows in step with the documents, in the same transaction and whatever program
 * writes.
 */
export const keysSchema = `
  CREATE TABLE IF NOT EXISTS case_keys (
    organisation TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, changed_at TEXT,
    PRIMARY KEY (organisation, key, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS keys_of ON case_keys (organisation, id);
  CREATE TRIGGER IF NOT EXISTS keys_created AFTER INSERT ON documents WHEN NEW.kind = 'keys' BEGIN
    INSERT OR IGNORE INTO case_keys SELECT NEW.organisation, value, NEW.id, NEW.changed_at FROM json_each(NEW.body, '$.keys');
  END;
  CREATE TRIGGER IF NOT EXISTS keys_replaced AFTER UPDATE ON documents WHEN NEW.kind = 'keys' BEGIN
    DELETE FROM case_keys WHERE organisation = OLD.organisation AND id = OLD.id;
    INSERT OR IGNORE INTO case_keys SELECT NEW.organisation, value, NEW.id, NEW.changed_at FROM json_each(NEW.body, '$.keys');
  END;
`;

/** The search keys of the outer query's document, as a JSON array. */
const keysSubquery =
  "SELECT json_group_array(iif(typeof(key) = 'text', key, 'not a text')) FROM case_keys WHERE organisation = documents.organisation AND id = documents.id";
