import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Instant } from '../base/time.ts';
import {
  type Document,
  mustBeRemovable,
  mustBeReplaceable,
  never,
  type Saved,
  type Store,
  type Stored,
} from './port.ts';
import { keysSchema } from './sqlite-keys.ts';

const schemaVersion = 1;
const schema = `
  CREATE TABLE IF NOT EXISTS documents (
    organisation TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    author TEXT, status TEXT, changed_at TEXT, wake_at TEXT, unsent_since TEXT, body TEXT NOT NULL,
    PRIMARY KEY (organisation, kind, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS due ON documents (organisation, wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_author ON documents (organisation, author, changed_at) WHERE author IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_status ON documents (organisation, status) WHERE status IS NOT NULL;
  CREATE INDEX IF NOT EXISTS unsent ON documents (organisation, unsent_since) WHERE unsent_since IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_due ON documents (organisation, status, body ->> '$.dueAt') WHERE kind = 'case' AND status IS NOT NULL;
`;

/**
 * The embedded store: one SQLite file, readable by its owner only. Each write is on disk when it returns.
 * @param path the file; its folder is made if it is missing
 * @throws Error when the file cannot be opened
 */
export function sqliteStore(path: string, organisation: string): Store {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600)); // SQLite gives its journal the same permissions
  const db = new DatabaseSync(path, { timeout: 5000 });
  intoWal(db);
  db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  makeTables(db);
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
  const cases = (what: string, and: string) =>
    db.prepare(`SELECT ${what} FROM documents WHERE organisation = ? AND kind = 'case' AND ${and}`);
  const selectDue = cases('id', 'wake_at IS NOT NULL AND wake_at <= ? ORDER BY wake_at LIMIT ?');
  const selectNext = cases('wake_at', 'wake_at IS NOT NULL ORDER BY wake_at LIMIT 1');
  const count = cases('COUNT(*) AS n', 'status = ?');
  const selectByDue = cases(
    'body, version',
    "status = ? AND body ->> '$.dueAt' < ? AND (? IS NULL OR body ->> '$.heldBy' = ?) ORDER BY body ->> '$.dueAt', id LIMIT ? OFFSET ?",
  );
  const selectUndated = cases('id', "status = ? AND body ->> '$.dueAt' IS NULL LIMIT ?");
  const selectUnsent = cases('COUNT(*) AS n, MIN(unsent_since) AS since', 'unsent_since IS NOT NULL');
  const selectOf = cases('body, version', 'author = ? ORDER BY changed_at DESC LIMIT ?');
  const selectWith = db.prepare(
    'SELECT id FROM case_keys WHERE organisation = ? AND key = ? ORDER BY changed_at DESC, id LIMIT ?',
  );
  const selectAll = db.prepare(
    'SELECT kind, id, body, version FROM documents WHERE organisation = ? AND (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?',
  );
  const shown = ({ author, status, changedAt, wakeAt, unsentSince }: Document) =>
    [author, status, changedAt, wakeAt, unsentSince].map((value) => value ?? null);
  const stored = (row: Record<string, unknown>): Stored => ({
    document: JSON.parse(String(row.body)),
    version: String(row.version),
  });
  const saved = (version: number, changes: number | bigint): Saved =>
    Number(changes) === 1 ? { kind: 'saved', version: String(version) } : { kind: 'overtaken' };

  return {
    async create(document) {
      const { kind, id } = document;
      return saved(1, insert.run(organisation, kind, id, ...shown(document), JSON.stringify(document)).changes);
    },
    async read(kind, id) {
      const row = select.get(organisation, kind, id);
      return row && stored(row);
    },
    async replace(document, version) {
      mustBeReplaceable(document);
      const { kind, id } = document;
      const body = JSON.stringify(document);
      const { changes } = update.run(...shown(document), body, organisation, kind, id, Number(version));
      return saved(Number(version) + 1, changes);
    },
    async postpone(id, wakeAt) {
      putOff.run(wakeAt, wakeAt, organisation, id);
    },
    async remove(kind, id, version) {
      mustBeRemovable(kind);
      return Number(erase.run(organisation, kind, id, Number(version)).changes) === 1;
    },
    async due(now, limit) {
      return selectDue.all(organisation, now, limit).map((row) => String(row.id));
    },
    async nextWake() {
      const row = selectNext.get(organisation);
      return row && Instant.parse(row.wake_at);
    },
    async casesOf(author, limit) {
      return selectOf.all(organisation, author, limit).map(stored);
    },
    async casesWith(key, limit) {
      return selectWith.all(organisation, key, limit).map(({ id }) => String(id));
    },
    async countCases(status) {
      return Number(count.get(organisation, status)?.n ?? 0);
    },
    async byDue({ status, before = never, heldBy }, { offset, limit }) {
      const holder = heldBy ?? null;
      return selectByDue.all(organisation, status, before, holder, holder, limit, offset).map(stored);
    },
    async undated(status, limit) {
      return selectUndated.all(organisation, status, limit).map((row) => String(row.id));
    },
    async unsent() {
      const row = selectUnsent.get(organisation);
      return { cases: Number(row?.n ?? 0), since: row?.since ? Instant.parse(row.since) : undefined };
    },
    async all(after = '|', limit) {
      const [kind = '', ...id] = after.split('|');
      const rows = selectAll.all(organisation, kind, id.join('|'), limit);
      return rows.map((row) => ({ id: `${row.kind}|${row.id}`, stored: stored(row) }));
    },
    async scrub() {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)'); // the log still has what the file has no more; another reader may hold it up
    },
    async ping() {
      selectNext.get(organisation);
    },
    async close() {
      db.close();
    },
  };
}

/** Of several instances that begin on a new file at once SQLite refuses some straight away, whatever its timeout: they ask again. */
function intoWal(db: DatabaseSync): void {
  for (let tried = 1; ; tried += 1) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (tried === 50 || !String(error).includes('locked')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** In one transaction: of several instances that start at once, none sees the file half made by another. */
function makeTables(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  const { user_version: version } = db.prepare('PRAGMA user_version').get() ?? {};
  const isNew = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'documents'").get() === undefined;
  if (!isNew && version !== schemaVersion) {
    db.close();
    throw new Error('SQLITE_PATH: the file was written by another version of this program');
  }
  // Looking changes nothing: not a byte of a file that has its tables is written.
  db.exec(`${schema}${keysSchema}${isNew ? `PRAGMA user_version = ${schemaVersion};` : ''} COMMIT`);
}
