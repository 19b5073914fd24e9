import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Container } from '@azure/cosmos';
import { expect, it } from '@jest/globals';
import { indexingPolicy } from '../../src/store/cosmos-container.ts';
import { cosmosQueries } from '../../src/store/cosmos-queries.ts';
import type { Store } from '../../src/store/port.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { sqliteDocuments } from '../../src/store/sqlite-documents.ts';
import { at, jane } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { newFile } = aFolder();
const NOW = at('2026-11-24T14:00:00.000Z');

/** What the clock asks each second, and the lists that people wait for. */
const questions: [string, (store: Queried) => Promise<unknown>][] = [
  ['what is due', (store) => store.due(NOW, 10)],
  ['when the next case is due', (store) => store.nextWake()],
  ['which messages rest too long', (store) => store.unsentWakingAfter(NOW, 10)],
  ['how many messages wait', (store) => store.unsent()],
  ['how many cases have a trouble', (store) => store.countTroubles(['not-drawn'])],
  ['what is next', (store) => store.upNext({}, 10)],
  ['what is due soon', (store) => store.upNext({ dueBefore: NOW, placeBefore: '2' }, 10)],
  ['what somebody has', (store) => store.upNext({ heldBy: jane.id }, 10)],
  ['what stands after a place', (store) => store.upNext({ after: '4', status: 'decided' }, 10)],
  ['what the Assessment team has', (store) => store.upNext({ team: true }, 10)],
  ['what is overdue', (store) => store.upNext({ dueBefore: NOW, until: '3 2' }, 10)],
  ['how many wait', (store) => store.countUpNext({ placeBefore: '4' })],
  ['how many are overdue', (store) => store.countUpNext({ dueBefore: NOW })],
  ['how many are due soon', (store) => store.countUpNext({ dueBefore: NOW, placeBefore: '2 2' })],
  ['how many somebody has', (store) => store.countUpNext({ placeBefore: '4', heldBy: jane.id })],
  ['how many are decided', (store) => store.countUpNext({ placeBefore: '7', status: 'decided' })],
  ['how many the Assessment team has', (store) => store.countUpNext({ team: true })],
  ['how many cases have a status', (store) => store.countCases('draft')],
  ['which cases somebody has sent', (store) => store.casesOf(jane.id, 10)],
];
type Queried = Pick<
  Store,
  | 'due'
  | 'nextWake'
  | 'unsentWakingAfter'
  | 'unsent'
  | 'countTroubles'
  | 'upNext'
  | 'countUpNext'
  | 'countCases'
  | 'casesOf'
>;

/** SQLite, which notes each statement that it runs. */
async function noting() {
  const path = newFile();
  await sqliteStore(path, 'HT').close();
  const db = new DatabaseSync(path);
  const due = { kind: 'case', id: 'HT-1', wakeAt: at('2026-11-24T13:00:00.000Z') } as const;
  const ran = new Set<string>();
  const prepare = (sql: string) => {
    const statement = db.prepare(sql);
    const all = (...given: SQLInputValue[]) => {
      ran.add(sql);
      return statement.all(...given);
    };
    return { all, run: (...given: SQLInputValue[]) => statement.run(...given) };
  };
  const run = async <T>(work: () => T) => work();
  const noted = { prepare } as unknown as DatabaseSync;
  const store = sqliteDocuments({
    db: noted,
    organisation: 'HT',
    indexes: { areWhole: true },
    reading: run,
    writing: run,
  });
  await store.create(due); // else only the first question is asked
  return { store, ran, db };
}

/** The steps of a plan, without those that look at one row: whether its id is well formed. */
function stepsOf(plan: { id?: unknown; parent?: unknown; detail?: unknown }[], of: unknown = 0): string[] {
  return plan
    .filter(({ parent, detail }) => parent === of && !/^(CORRELATED|LIST)/.test(String(detail)))
    .flatMap(({ id, detail }) => [String(detail), ...stepsOf(plan, id)]);
}

/** Never all rows, and never sorted. The page that an index found is then looked up. */
const byAnIndex =
  /^(SEARCH documents USING (COVERING )?INDEX \w+ \(organisation=\?|SEARCH case_counts USING PRIMARY KEY \(organisation=\?|(CO-ROUTINE|SCAN) \(subquery-\d+\)$)/;

it.each(questions)('SQLite finds %s by an index, in its order, however many cases there are', async (_, ask) => {
  const { store, ran, db } = await noting();
  await ask(store);
  expect(ran.size).toBeGreaterThan(0);
  for (const sql of ran) {
    expect(sql).not.toContain('LIMIT ?'); // SQLite would plan it again each time that it is asked
    const steps = stepsOf(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).toMatch(byAnIndex);
  }
  db.close();
});

it('SQLite finds each row of a page in each of its indexes at once, however many cases are alike', async () => {
  const { store, ran, db } = await noting();
  await store.all(undefined, 10);
  const own = [...ran]
    .flatMap((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
    .map(({ detail }) => String(detail))
    .filter((detail) => detail.includes(' own '));
  expect(own).toHaveLength(8);
  for (const step of own) expect(step).toMatch(/INDEX \w+ \(organisation=\? .*kind=\? AND id=\?\)$/);
  db.close();
});

it('Cosmos DB indexes each field that a query uses', async () => {
  const asked: string[] = [];
  const query = ({ query }: { query: string }) => ({
    async fetchAll() {
      asked.push(query);
      return { resources: [], requestCharge: 1 };
    },
  });
  const container = { items: { query } } as unknown as Container;
  const inTime = () => new AbortController().signal;
  const store = cosmosQueries({ container, organisation: 'HT', charged: () => {}, inTime });
  for (const [, ask] of questions) await ask(store);
  for (const ask of [store.touched, store.touched, store.keyCounts]) await ask();
  await store.casesWith('a', 10);
  await store.countCases('draft');
  await store.newestSealed(10);
  await store.all(undefined, 10);
  const conditions = asked.map((text) => text.replace(/^SELECT .*? FROM/, ''));
  const used = new Set(
    conditions.flatMap((text) => [...text.matchAll(/\bc\.([\w.]+)/g)].map(([, field = '']) => field)),
  );
  const paths = indexingPolicy.includedPaths?.map(({ path }) => path) ?? [];
  const isIndexed = (field: string) =>
    ['', '/[]'].some((many) => paths.includes(`/${field.replaceAll('.', '/')}${many}/?`));
  expect(used).toContain('upNext');
  expect([...used].filter((field) => field !== 'id' && !isIndexed(field))).toEqual([]);
});
