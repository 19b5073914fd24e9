import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { realMachine } from '../base/machine.ts';
import type { Store } from './port.ts';
import { countsSchema, recounted } from './sqlite-counts.ts';
import { columnOf, keysSchema, sqliteDocuments } from './sqlite-documents.ts';
import { isBusy, isFileSound, openingFault, recountInThread, SqliteDamage, SqliteFault } from './sqlite-fault.ts';
import { type PatienceClock, patientRunners, together } from './sqlite-patience.ts';

const openingMayTakeMs = 5000;
// bytes: checking that many takes a second or two. A larger file is only checked once a day, in a thread
const checkedWhenOpened = 200 * 1024 * 1024;
const triesToScrub = 40;
const scrubAgainMs = 50;
const notOurTables = 'code-1'; // no such table, or a view in its place
const schemaVersion = 4;
const schema = `
  CREATE TABLE IF NOT EXISTS documents (
    organisation TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    ${Object.values(columnOf).join(' TEXT, ')} TEXT, data_key TEXT, body TEXT NOT NULL,
    PRIMARY KEY (organisation, kind, id)
  );
  CREATE INDEX IF NOT EXISTS due ON documents (organisation, wake_at, kind, id) WHERE wake_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_author ON documents (organisation, author, changed_at, kind, id) WHERE author IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_status ON documents (organisation, status, up_next, due_at, held_by, team, kind, id) WHERE status IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_due ON documents (organisation, due_at, up_next, status, held_by, team, kind, id) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS unsent ON documents (organisation, unsent_since, kind, id) WHERE unsent_since IS NOT NULL;
  CREATE INDEX IF NOT EXISTS rush ON documents (organisation, wake_at, kind, id) WHERE rush = '1';
  CREATE INDEX IF NOT EXISTS troubles ON documents (organisation, trouble, kind, id) WHERE trouble IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_data_key ON documents (organisation, data_key, kind, id) WHERE data_key IS NOT NULL;
  CREATE INDEX IF NOT EXISTS up_next ON documents (organisation, up_next, due_at, status, held_by, team, kind, id) WHERE up_next IS NOT NULL;
  CREATE INDEX IF NOT EXISTS held ON documents (organisation, held_by, up_next, due_at, status, team, kind, id) WHERE held_by IS NOT NULL;
  CREATE INDEX IF NOT EXISTS in_team ON documents (organisation, team, up_next, due_at, status, held_by, kind, id) WHERE team IS NOT NULL;
`;

/**
 * The embedded store: one SQLite file, readable only by its owner. Each write is on disk when it returns. If another
 * process has locked the file, the store waits without blocking the program.
 * @param path the file; a missing folder is created
 * @param machine gives the time, and pauses while another connection is in the way
 * @throws SqliteFault when the file cannot be opened; SqliteDamage when it is damaged
 */
export function sqliteStore(path: string, organisation: string, machine: PatienceClock = realMachine): Store {
  const db = opened(path);
  const anything = db.prepare('SELECT 1 FROM documents LIMIT 1');
  const { reading, writing } = patientRunners(machine, () => anything.get());
  const othersWrote = db.prepare('PRAGMA data_version'); // another one when another connection has written
  const emptyLog = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  const indexes = { areWhole: true };
  const touched = touches(db, path, indexes);

  return {
    ...sqliteDocuments({ db, organisation, indexes, reading, writing: together(writing, inOneTransaction(db)) }),
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
        await reading(() => anything.get()); // releases the exclusive lock
      }
    },
    touched: () => reading(touched),
    async recount() {
      const isLarge = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > checkedWhenOpened;
      try {
        return await (isLarge ? recountInThread(path) : writing(() => recounted(db)));
      } catch (error) {
        if (error instanceof SqliteFault && error.code === notOurTables) return true;
        throw error;
      }
    },
    newestWrite: () => reading(() => othersWrote.get()?.data_version),
    changesOfOthers() {
      try {
        return Number(othersWrote.get()?.data_version);
      } catch {
        return undefined; // somebody holds the lock
      }
    },
    aheadMs: () => undefined,
    async ping() {
      await reading(() => anything.get());
    },
    async close() {
      db.close();
    },
  };
}

/** @throws where not all are on disk; then none is */
const inOneTransaction = (db: DatabaseSync) => (all: (() => void)[]) => {
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const write of all) if (db.isTransaction) write(); // a fault of the disk may end it
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

/**
 * Notices what other connections write. What they leave in the schema could undo each write of ours, or hide a case: it is removed,
 * and what is ours is made again.
 */
function touches(db: DatabaseSync, path: string, indexes: { areWhole: boolean }) {
  const version = db.prepare('PRAGMA data_version');
  const { ino } = statSync(path);
  let seen: unknown;
  let alien = false;
  return () => {
    const now = version.get()?.data_version;
    if (statSync(path, { throwIfNoEntry: false })?.ino !== ino) return { what: 'anything' as const, alien: true };
    if (now === seen && indexes.areWhole) return { what: [], alien: false };
    if (!indexes.areWhole) {
      db.exec('REINDEX');
      indexes.areWhole = alien = true;
    }
    if (putSchemaRight(db)) alien = true;
    const found = alien;
    [seen, alien] = [now, false]; // only now: while somebody holds the lock, all this fails, and is tried again
    return { what: 'anything' as const, alien: found };
  };
}

/** What the schema of a file holds, each as its kind, name and text. */
const schemaOf = (db: DatabaseSync) =>
  new Map(
    db
      .prepare('SELECT type, name, sql FROM sqlite_schema')
      .all()
      .map((each) => [JSON.stringify(each), each]),
  );

/** @returns whether the schema was another than ours */
function putSchemaRight(db: DatabaseSync) {
  using own = new DatabaseSync(':memory:');
  own.exec(schema + keysSchema + countsSchema);
  const ours = schemaOf(own);
  const theirs = schemaOf(db);
  const alien = [...theirs].filter(([text]) => !ours.has(text));
  if (alien.length === 0 && theirs.size === ours.size) return false;
  // an index without text goes with its table
  for (const [, { type, name, sql }] of alien)
    if (sql && (type === 'trigger' || type === 'index'))
      db.exec(`DROP ${type} IF EXISTS "${String(name).replaceAll('"', '""')}"`);
  // a table in the place of one that was renamed would hold nothing: a person must look
  if (![...theirs.values()].some(({ type, name }) => type === 'table' && name === 'documents')) return true;
  for (const [text, { sql }] of ours)
    try {
      if (sql && !theirs.has(text)) db.exec(String(sql));
    } catch (error) {
      if (isBusy(error)) throw error; // any other: of a table that was changed not all is made, and its rows are looked at all the same
    }
  return true;
}

/** While the file is being opened nobody is served yet, so SQLite itself may block and wait. */
function opened(path: string) {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600)); // SQLite gives its journal the same permissions
    return madeReady(new DatabaseSync(path, { timeout: openingMayTakeMs }), statSync(path).size);
  } catch (error) {
    throw openingFault(path, error);
  }
}

function madeReady(db: DatabaseSync, bytes: number) {
  try {
    intoWal(db);
    if (bytes <= checkedWhenOpened && !isFileSound(db)) throw new SqliteDamage();
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
function intoWal(db: DatabaseSync) {
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
function makeTables(db: DatabaseSync) {
  db.exec('BEGIN IMMEDIATE');
  const { user_version: version } = db.prepare('PRAGMA user_version').get() ?? {};
  const isNew = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'documents'").get() === undefined;
  if (!isNew && version !== schemaVersion)
    throw new Error('SQLITE_PATH: the file was written by another version of this program');
  // If the tables exist already, this does not change a single byte of the file.
  db.exec(`${schema}${keysSchema}${countsSchema}${isNew ? `PRAGMA user_version = ${schemaVersion};` : ''} COMMIT`);
}
