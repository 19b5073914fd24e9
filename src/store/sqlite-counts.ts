import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type ListQuery, type Lists, never } from './port.ts';

/**
 * How many cases there are of each group: of one status, at one place of the board, with one holder, and so on. Whatever program writes,
 * triggers keep the numbers in step in the same transaction, so that nobody has to walk all cases to count them.
 */
const group = ['status', 'shelf', 'team', 'held_by', 'due_day'] as const;
type Group = (typeof group)[number];

const day = 'YYYY-MM-DD'.length;
/** The group of a row. @param row the table, or what the trigger calls the row */
const groupOf = (row: string): Record<Group, string> => ({
  status: `${row}.status`,
  shelf: `ifnull(substr(${row}.up_next, 1, 1), '')`,
  team: `ifnull(${row}.team, '')`,
  held_by: `ifnull(${row}.held_by, '')`,
  due_day: `ifnull(substr(${row}.due_at, 1, ${day}), '')`,
});
const isCounted = (row: string) => `${row}.kind = 'case' AND ${row}.status IS NOT NULL`;
const listOf = (row: string) => Object.values(groupOf(row)).join();
const less = `UPDATE case_counts SET n = n - 1 WHERE ${isCounted('OLD')} AND organisation = OLD.organisation AND (${group}) = (${listOf('OLD')});
    DELETE FROM case_counts WHERE n = 0 AND organisation = OLD.organisation AND (${group}) = (${listOf('OLD')});`;
const more = `INSERT INTO case_counts SELECT NEW.organisation, ${listOf('NEW')}, 1 WHERE ${isCounted('NEW')}
      ON CONFLICT DO UPDATE SET n = n + 1;`;
const moved = ['organisation', 'kind', 'status', 'up_next', 'team', 'held_by', 'due_at'];

export const countsSchema = `
  CREATE TABLE IF NOT EXISTS case_counts (
    organisation TEXT NOT NULL, ${group.join(' NOT NULL, ')} NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (organisation, ${group})
  ) WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS counts_created AFTER INSERT ON documents WHEN ${isCounted('NEW')} BEGIN
    ${more}
  END;
  CREATE TRIGGER IF NOT EXISTS counts_replaced AFTER UPDATE ON documents
  WHEN ${moved.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')} BEGIN
    ${less}
    ${more}
  END;
  CREATE TRIGGER IF NOT EXISTS counts_removed AFTER DELETE ON documents WHEN ${isCounted('OLD')} BEGIN
    ${less}
  END;
`;

const anew = `SELECT organisation, ${listOf('documents')}, COUNT(*) AS n FROM documents INDEXED BY by_status WHERE ${isCounted('documents')} GROUP BY 1, 2, 3, 4, 5, 6`;

/**
 * Compares the counts with the cases, and puts them right. It walks all cases: for a large file, run it in a thread.
 * @returns whether one was wrong
 */
export function recounted(db: DatabaseSync): boolean {
  const differs = `WITH anew AS MATERIALIZED (${anew}), other AS (SELECT * FROM anew EXCEPT SELECT * FROM case_counts)
    SELECT (SELECT COUNT(*) FROM anew) <> (SELECT COUNT(*) FROM case_counts) OR EXISTS (SELECT * FROM other) AS differs`;
  if (db.prepare(differs).get()?.differs === 0) return false;
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(`DELETE FROM case_counts; INSERT INTO case_counts ${anew}; COMMIT`);
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
  }
  return true;
}

type Row = Record<string, unknown>;
type Ask = (...asked: SQLInputValue[]) => Promise<Row[]>;
interface Queries {
  query(sql: string): Ask;
  cases(what: string, and: string, by?: string): Ask;
}

export const countIn = ([row]: Row[]) => Number(row?.n);

/** Only those of one holder, status or team, where one is asked for. */
export const someOnly = ['held_by', 'status', 'team'].map((column) => `(? IS NULL OR ${column} = ?)`).join(' AND ');
export const valuesOf = ({ heldBy, status, team }: Pick<ListQuery, 'heldBy' | 'status' | 'team'>) =>
  [heldBy, status, team].map(asColumn).flatMap((value) => [value, value]);
export const asColumn = (asked: string | true | undefined) => (asked === true ? '1' : (asked ?? null));

const isOfShelves = (place: string) => place.length <= 1;

/** Counts the cases of a status, and those of the board: by whole shelves and days; only within those, case by case. */
export function countsIn({ query, cases }: Queries): Pick<Lists, 'countCases' | 'countUpNext'> {
  const kept = (and: string) => query(`SELECT SUM(n) AS n FROM case_counts WHERE organisation = ? AND ${and}`);
  const ofStatus = kept('status = ?');
  const ofShelves = kept(`shelf > '' AND shelf >= ? AND shelf < ? AND ${someOnly}`);
  const ofDays = kept(`shelf > '' AND shelf >= ? AND due_day > '' AND due_day < ? AND ${someOnly}`);
  const walk = (index: string, and: string) => cases('COUNT(*) AS n', `${and} AND ${someOnly}`, `INDEXED BY ${index}`);
  const within = walk('up_next', 'up_next > ? AND up_next < ? AND (due_at IS NULL OR due_at >= ?)');
  const dueWithin = walk('by_due', 'up_next > ? AND due_at >= ? AND due_at < ?');
  return {
    countCases: async (status) => countIn(await ofStatus(status)),
    async countUpNext({ after = '', dueBefore, placeBefore = dueBefore ? '' : never, ...some }) {
      const only = valuesOf(some);
      const isWhole = dueBefore === undefined && isOfShelves(after) && isOfShelves(placeBefore);
      const placed = isWhole
        ? await ofShelves(after, placeBefore, ...only)
        : await within(after, placeBefore, dueBefore ?? '', ...only);
      if (!dueBefore) return countIn(placed);
      const today = isOfShelves(after) ? dueBefore.slice(0, day) : '';
      const counts = [placed, await ofDays(after, today, ...only), await dueWithin(after, today, dueBefore, ...only)];
      return counts.reduce((sum, each) => sum + countIn(each), 0);
    },
  };
}
