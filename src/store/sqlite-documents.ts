import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { once } from '../base/once-per.ts';
import { jsonIn } from '../base/texts.ts';
import {
  columns,
  type Document,
  indexedIn,
  instantIn,
  kindAndId,
  type Listing,
  type ListQuery,
  type Lists,
  mustBeRemovable,
  mustBeReplaceable,
  never,
  postponing,
  type Saved,
  type SingleDocuments,
  type Stored,
  textOfDocument,
  urgentFirst,
  type WorkerQueries,
} from './port.ts';
import { isSealed, keyOf } from './seal.ts';
import { asColumn, countIn, countsIn, someOnly, valuesOf } from './sqlite-counts.ts';
import type { patientRunners } from './sqlite-patience.ts';

/** The open file, the organisation, and the runners that wait while another process has the file locked. */
interface Asking extends ReturnType<typeof patientRunners> {
  db: DatabaseSync;
  organisation: string;
  indexes: { areWhole: boolean }; // false once one of them was seen to leave out a row
}

/** Everything that the store does with the documents of the organisation. */
export function sqliteDocuments(asking: Asking) {
  const queries = queriesOn(asking);
  return {
    ...oneDocument(asking, queries),
    ...forTheWorker(queries),
    ...lists(asking, queries),
  };
}

type Queries = ReturnType<typeof queriesOn>;

/** In which column of a row each field lies by which queries find it: text, and “1” for what is so. */
export const columnOf = {
  author: 'author',
  status: 'status',
  changedAt: 'changed_at',
  wakeAt: 'wake_at',
  unsentSince: 'unsent_since',
  upNext: 'up_next',
  dueAt: 'due_at',
  heldBy: 'held_by',
  team: 'team',
  rush: 'rush',
  trouble: 'trouble',
} satisfies Record<(typeof columns)[number], string>;
const asFields = columns.map((field) => `${columnOf[field]} AS ${field}`).join();
const set = [...Object.values(columnOf), 'data_key', 'body'];

/** As many rows as are asked for. With a `?` alone, SQLite would plan the query again each time, which takes longer than the answer. */
const limited = 'LIMIT 0 + ?';

/** Prepares a query of which the first parameter is the organisation. It returns all its rows. */
function queriesOn({ db, organisation, reading }: Asking) {
  const query = (sql: string) => {
    const statement = db.prepare(sql);
    return (...asked: SQLInputValue[]) => reading(() => statement.all(organisation, ...asked));
  };
  /** @param by the index to use, where SQLite would rather walk all cases */
  const cases = (what: string, and: string, by = '') =>
    query(`SELECT ${what} FROM documents ${by} WHERE organisation = ? AND kind = 'case' AND ${isListed} AND ${and}`);
  return { query, cases };
}

/** Single documents. A document is replaced only in the version that was read. */
function oneDocument({ db, organisation, writing }: Asking, { query }: Queries): SingleDocuments {
  /** Prepares a write. It returns whether it changed a document. */
  const write = (sql: string) => {
    const statement = db.prepare(sql);
    return async (...given: SQLInputValue[]) => Number((await writing(() => statement.run(...given))).changes) === 1;
  };
  const insert = write(
    `INSERT OR IGNORE INTO documents (organisation, kind, id, version, ${set}) VALUES (?, ?, ?, 1${', ?'.repeat(set.length)})`,
  );
  const update = write(
    `UPDATE documents SET version = ${nextVersion}, ${set.join(' = ?, ')} = ? WHERE organisation = ? AND kind = ? AND id = ? AND ${versionText} = ?`,
  );
  const erase = write(`DELETE FROM documents WHERE organisation = ? AND kind = ? AND id = ? AND ${versionText} = ?`);
  const select = query(`SELECT ${whole} FROM documents WHERE organisation = ? AND kind = ? AND id = ?`);
  const one: Omit<SingleDocuments, 'postpone'> = {
    async create(document) {
      return saved(await insert(organisation, document.kind, document.id, ...columnsOf(document)), 1);
    },
    async read(kind, id) {
      const [row] = await select(kind, id);
      return row && toStored(row);
    },
    async replace(document, version) {
      mustBeReplaceable(document);
      const { kind, id } = document;
      const isDone = await update(...columnsOf(document), organisation, kind, id, version);
      return saved(isDone, Number(version) + 1);
    },
    async remove(kind, id, version) {
      mustBeRemovable(kind);
      return erase(organisation, kind, id, version);
    },
  };
  return { ...one, postpone: postponing(one) };
}

const columnsOf = (document: Document): (string | null)[] => [
  ...columns.map((field) => (document[field] === true ? '1' : (document[field] as string | undefined)) ?? null),
  dataKeyOf(document),
  textOfDocument(document),
];

const saved = (isDone: boolean, version: number): Saved =>
  isDone ? { kind: 'saved', version: String(version) } : { kind: 'overtaken' };

function forTheWorker({ cases }: Queries): WorkerQueries {
  const selectDue = cases('id, author', `wake_at IS NOT NULL AND wake_at <= ? ORDER BY wake_at ${limited}`);
  const selectRush = cases(
    'id, author',
    `wake_at IS NOT NULL AND wake_at <= ? AND rush = '1' ORDER BY wake_at ${limited}`,
  );
  const selectResting = cases(
    'id',
    `unsent_since IS NOT NULL AND wake_at > ? ORDER BY unsent_since ${limited}`,
    'INDEXED BY unsent',
  );
  const count = cases('COUNT(*) AS n', 'trouble IN (SELECT value FROM json_each(?))');
  const selectNext = cases('wake_at', 'wake_at IS NOT NULL ORDER BY wake_at LIMIT 1');
  const selectUnsent = cases('COUNT(*) AS n, MIN(unsent_since) AS since', 'unsent_since IS NOT NULL');
  return {
    async due(now, limit) {
      const due = (await selectDue(now, limit)).map(dueOf);
      return due.length < Math.min(2, limit)
        ? due
        : urgentFirst((await selectRush(now, limit).catch(() => [])).map(dueOf), due, limit);
    },
    unsentWakingAfter: async (after, limit) => (await selectResting(after, limit)).map(idOf),
    countTroubles: async (texts) => countIn(await count(JSON.stringify(texts))),
    async nextWake() {
      const [row] = await selectNext();
      return row && instantIn(row.wake_at);
    },
    async unsent() {
      const rows = await selectUnsent();
      const since = rows[0]?.since;
      return { cases: countIn(rows), since: since ? instantIn(since) : undefined };
    },
  };
}

const idOf = ({ id }: Row) => String(id);
const dueOf = ({ id, author }: Row) => ({ id: String(id), author: String(author ?? '') });

function lists({ indexes }: Asking, queries: Queries): Lists {
  const { query, cases } = queries;
  /** A page of the board, by an index that holds only these cases, in their order. Only the cases that are on it are looked up. */
  const page = (index: string, whose: string) =>
    query(`SELECT ${whole} FROM (
      SELECT organisation AS ours, id AS found FROM documents INDEXED BY ${index}
      WHERE organisation = ? AND kind = 'case' AND ${isListed} AND ${whose} AND up_next > ? AND up_next < ? AND (up_next < ? OR due_at < ?) AND ${someOnly}
      ORDER BY up_next ${limited}
    ) CROSS JOIN documents ON organisation = ours AND kind = 'case' AND id = found`);
  const pages = {
    heldBy: page('held', 'held_by = ?'),
    team: page('in_team', 'team = ?'),
    status: page('by_status', 'status = ?'),
    all: page('up_next', 'up_next IS NOT NULL'),
  };
  const selectUpNext = async (
    { after = '', until = never, dueBefore, placeBefore = dueBefore ? '' : never, ...some }: ListQuery,
    limit: number,
  ) => {
    const by = (['heldBy', 'team', 'status'] as const).find((field) => some[field]);
    const asked = [after, until, placeBefore, dueBefore ?? '', ...valuesOf(some), limit];
    return by ? pages[by](asColumn(some[by]), ...asked) : pages.all(...asked);
  };
  const selectOf = cases(whole, `author = ? ORDER BY changed_at DESC ${limited}`);
  const selectWith = query(
    `SELECT id FROM case_keys WHERE organisation = ? AND key = ? ORDER BY changed_at DESC, id ${limited}`,
  );
  const selectAll = query(
    `SELECT kind, id, ${whole}, ${isIndexed} AS isIndexed, ${asFields}, data_key AS dataKey, CASE kind WHEN 'keys' THEN (${keysSubquery}) END AS keys FROM documents WHERE organisation = ? AND (kind, id) > (?, ?) AND ${isListed} ORDER BY kind, id ${limited}`,
  );
  const countKeys = query(
    "SELECT data_key AS key, SUM(kind = 'case') AS cases FROM documents WHERE organisation = ? AND data_key IS NOT NULL GROUP BY data_key",
  );
  const selectSealed = cases(`id, ${whole}`, `data_key <> '' ORDER BY changed_at DESC ${limited}`);
  return {
    casesOf: async (author, limit) => (await selectOf(author, limit)).map(toStored),
    casesWith: async (key, limit) => (await selectWith(key, limit)).map(idOf),
    ...countsIn(queries),
    upNext: async (query, limit) => (await selectUpNext(query, limit)).map(toStored),
    async all(after = '|', limit) {
      const rows = await selectAll(...kindAndId(after), limit);
      if (rows.some((row) => !row.isIndexed)) indexes.areWhole = false;
      return rows.map(toListing);
    },
    keyCounts: async () => (await countKeys()).map(({ key, cases }) => ({ key: String(key), cases: Number(cases) })),
    newestSealed: async (limit) => (await selectSealed(limit)).map((row) => ({ id: idOf(row), stored: toStored(row) })),
  };
}

type Row = Record<string, unknown>;

/**
 * Leaves out rows with a malformed kind or id: paging could not continue after them, and the program cannot read them
 * either. An id is malformed, too, where its bytes are not those of its characters.
 */
const isListed = `typeof(kind) = 'text' AND typeof(id) = 'text' AND instr(kind, '|') = 0 AND instr(id, char(0)) = 0 AND (id NOT GLOB '*[^ -~]*' OR id = (
  WITH RECURSIVE spelt(at, text) AS (SELECT 1, '' UNION ALL SELECT at + 1, text || char(unicode(substr(id, at, 1))) FROM spelt WHERE at <= length(id))
  SELECT text FROM spelt ORDER BY at DESC LIMIT 1))`;

/**
 * Whether an index finds the row. One that leaves out a case would silence it. By its first column alone, SQLite would walk all cases of a status.
 */
const isIndexed = Object.entries({
  due: ['wake_at'],
  by_author: ['author', 'changed_at'],
  by_status: ['status', 'up_next', 'due_at', 'held_by', 'team'],
  unsent: ['unsent_since'],
  up_next: ['up_next', 'due_at', 'status', 'held_by', 'team'],
  held: ['held_by', 'up_next', 'due_at', 'status', 'team'],
  in_team: ['team', 'up_next', 'due_at', 'status', 'held_by'],
  by_due: ['due_at', 'up_next', 'status', 'held_by', 'team'],
})
  .map(([index, columns]) => {
    const same = columns.map((column) => `own.${column} IS documents.${column}`).join(' AND ');
    return `(${columns[0]} IS NULL OR EXISTS (SELECT 1 FROM documents AS own INDEXED BY ${index} WHERE own.organisation = documents.organisation AND own.${columns[0]} IS NOT NULL AND ${same} AND own.kind = documents.kind AND own.id = documents.id))`;
  })
  .join(' AND ');

const mostBytes = 4_000_000; // a document of the program is far smaller, and one row must not keep the others from being read
// any value of the column is read, and replaced: SQLite holds numbers that JavaScript does not
const versionText = 'CAST(version AS TEXT)';
const nextVersion = "iif(typeof(version) = 'integer' AND version BETWEEN 0 AND 1e15, version + 1, 1)";
const whole = `iif(octet_length(body) > ${mostBytes}, '', body) AS body, ${versionText} AS version`;

/** A body that is not JSON, or is nested too deep, is returned as a string. That fails to parse as a document, but does not hide the others. */
const toStored = ({ body, version }: Row): Stored => {
  const document = once(() => documentIn(body)); // its stamp and its seal are checked, one after the other
  return Object.defineProperty({ text: String(body), version: String(version) }, 'document', {
    get: document,
  }) as Stored;
};

/** SQLite finds a document by its columns and by its rows in the key table. */
function toListing(row: Row): Listing {
  const stored = { document: documentIn(row.body), version: String(row.version), text: String(row.body) };
  const keys: unknown = JSON.parse(String(row.keys ?? null));
  const isFound = row.isIndexed && row.dataKey === dataKeyOf(stored.document);
  const [team, rush] = [row.team, row.rush].map((flag) => (flag === '1' ? true : flag));
  return {
    id: `${row.kind}|${row.id}`,
    stored,
    shown: indexedIn({ ...row, team, rush, keys, ...(!isFound && { status: 'in no index' }) }),
  };
}

const dataKeyOf = (document: unknown) => (isSealed(document) ? keyOf(document) : null);

function documentIn(body: unknown): unknown {
  try {
    return jsonIn(String(body));
  } catch {
    return String(body);
  }
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
