import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { realMachine } from '../base/machine.ts';
import { Instant } from '../base/time.ts';
import { type Document, mustBeRemovable, mustBeReplaceable, never, type Saved, type Store } from './port.ts';
import { damageFault, isFileSound, sqliteFaultOf } from './sqlite-fault.ts';
import { keysSchema, keysSubquery } from './sqlite-keys.ts';
import { type PatienceClock, patientRunners } from './sqlite-patience.ts';
import { isListed, toListing, toStored } from './sqlite-shown.ts';

const openingMayTakeMs = 5000;
// bytes: takes a second or two. A larger file is only checked once a day, in a thread of its own
const checkedWhenOpened = 200 * 1024 * 1024;
const triesToScrub = 40;
const scrubAgainMs = 50;
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
  CREATE INDEX IF NOT EXISTS rush ON documents (organisation, wake_at) WHERE wake_at IS NOT NULL AND body ->> '$.rush' = 1;
  CREATE INDEX IF NOT EXISTS alarms ON documents (organisation, body ->> '$.alarm') WHERE body ->> '$.alarm' IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_data_key ON documents (organisation, body ->> '$.sealed.key') WHERE body ->> '$.sealed.key' IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_due ON documents (organisation, status, body ->> '$.dueAt') WHERE kind = 'case' AND status IS NOT NULL;
`;

/**
 * The embedded store: one SQLite file, readable only by its owner. Each write is on disk when it returns. If another
 * process has locked the file, the store waits without blocking the program.
 * @param path the file; a missing folder is created
 * @param machine used for waiting, and only while the file is locked
 * @throws SqliteFault or the system's own error when the file cannot be opened; SqliteDamage when it is damaged
 */
export function sqliteStore(path: string, organisation: string, machine: PatienceClock = realMachine): Store {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = opened(path);
  const anything = db.prepare('SELECT 1 FROM documents LIMIT 1');
  const { reading, writing } = patientRunners(machine, () => anything.get());
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
  const selectRush = cases(
    'id',
    "wake_at IS NOT NULL AND wake_at <= ? AND body ->> '$.rush' = 1 ORDER BY wake_at LIMIT ?",
  );
  const selectResting = cases('id', 'unsent_since IS NOT NULL AND wake_at > ? ORDER BY wake_at DESC LIMIT ?');
  const countAlarms = cases('COUNT(*) AS n', "body ->> '$.alarm' = ?");
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
  const emptyLog = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  const selectAll = db.prepare(
    `SELECT *, CASE kind WHEN 'keys' THEN (${keysSubquery}) END AS keys FROM documents WHERE organisation = ? AND (kind, id) > (?, ?) AND ${isListed} ORDER BY kind, id LIMIT ?`,
  );
  const countKeys = db.prepare(
    "SELECT body ->> '$.sealed.key' AS key, COUNT(*) AS n, SUM(kind = 'case') AS cases FROM documents WHERE organisation = ? AND body ->> '$.sealed.key' IS NOT NULL GROUP BY body ->> '$.sealed.key'",
  );
  const selectSealed = cases('id, body, version', "body ->> '$.sealed.key' <> '' ORDER BY changed_at DESC LIMIT ?");
  const shown = ({ author, status, changedAt, wakeAt, unsentSince }: Document) =>
    [author, status, changedAt, wakeAt, unsentSince].map((value) => value ?? null);
  const saved = (version: number, changes: number | bigint): Saved =>
    Number(changes) === 1 ? { kind: 'saved', version: String(version) } : { kind: 'overtaken' };

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
      const target = [organisation, kind, id, Number(version)];
      const { changes } = await writing(() => update.run(...shown(document), body, ...target));
      return saved(Number(version) + 1, changes);
    },
    async postpone(id, wakeAt) {
      await writing(() => putOff.run(wakeAt, wakeAt, organisation, id));
    },
    async remove(kind, id, version) {
      mustBeRemovable(kind);
      return Number((await writing(() => erase.run(organisation, kind, id, Number(version)))).changes) === 1;
    },
    async due(now, limit) {
      const both = () => [...selectRush.all(organisation, now, limit), ...selectDue.all(organisation, now, limit)];
      return [...new Set((await reading(both)).map((row) => String(row.id)))].slice(0, limit);
    },
    async restingLonger(than, limit) {
      return (await reading(() => selectResting.all(organisation, than, limit))).map((row) => String(row.id));
    },
    async countAlarms(alarm) {
      return Number((await reading(() => countAlarms.get(organisation, alarm)))?.n ?? 0);
    },
    async nextWake() {
      const row = await reading(() => selectNext.get(organisation));
      return row && Instant.parse(row.wake_at);
    },
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
      const values = [organisation, status, before, holder, holder, limit, offset];
      return (await reading(() => selectByDue.all(...values))).map(toStored);
    },
    async undated(status, limit) {
      return (await reading(() => selectUndated.all(organisation, status, limit))).map((row) => String(row.id));
    },
    async unsent() {
      const row = await reading(() => selectUnsent.get(organisation));
      return { cases: Number(row?.n ?? 0), since: row?.since ? Instant.parse(row.since) : undefined };
    },
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
    async scrub() {
      // The write-ahead log still holds the erased data. A reader may delay emptying it; a long one is not waited for.
      for (let tried = 0; tried < triesToScrub; tried += 1) {
        if ((await writing(() => emptyLog.get()))?.busy === 0) return;
        await machine.pause(scrubAgainMs);
      }
    },
    /**
     * Every open connection holds a lock, so an exclusive lock is refused while there is another one. This check writes
     * nothing.
     */
    async isAlone() {
      try {
        db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK');
        return true;
      } catch {
        return false;
      } finally {
        db.exec('PRAGMA locking_mode = NORMAL');
        await reading(() => selectNext.get(organisation)); // releases the exclusive lock
      }
    },
    aheadMs: () => undefined,
    async ping() {
      await reading(() => selectNext.get(organisation));
    },
    async close() {
      db.close();
    },
  };
}

/** While the file is being opened nobody is served yet, so SQLite itself may block and wait. */
function opened(path: string): DatabaseSync {
  try {
    closeSync(openSync(path, 'a', 0o600)); // SQLite gives its journal the same permissions
    return madeReady(new DatabaseSync(path, { timeout: openingMayTakeMs }), statSync(path).size);
  } catch (error) {
    throw sqliteFaultOf(error);
  }
}

function madeReady(db: DatabaseSync, bytes: number): DatabaseSync {
  try {
    intoWal(db);
    if (bytes <= checkedWhenOpened && !isFileSound(db)) throw damageFault();
    db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    makeTables(db);
    db.exec('PRAGMA busy_timeout = 0');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** When several instances open a new file at once, SQLite refuses some of them despite the timeout. Those retry. */
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

/** Creates the tables in one transaction, so that no other instance sees a half-made file. */
function makeTables(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  const { user_version: version } = db.prepare('PRAGMA user_version').get() ?? {};
  const isNew = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'documents'").get() === undefined;
  if (!isNew && version !== schemaVersion)
    throw new Error('SQLITE_PATH: the file was written by another version of this program');
  // If the tables exist already, this does not change a single byte of the file.
  db.exec(`${schema}${keysSchema}${isNew ? `PRAGMA user_version = ${schemaVersion};` : ''} COMMIT`);
}
