import { DatabaseSync } from 'node:sqlite';
import { CosmosClient } from '@azure/cosmos';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { openChecked, type StorePlace } from '../../src/store/open.ts';
import { ada, aReferral, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import { aWorker, begin } from '../worker/a-worker.ts';
import { keysFor } from './keys.ts';

const { newFile } = aFolder();
const minuteMs = 60_000;

let path = '';
let all: ReturnType<typeof aWorker>;

const opened = (place: StorePlace = { kind: 'sqlite', path }) =>
  openChecked({ place: { ...place, keys: keysFor('A') }, organisation: 'HT', checkServed: () => {} });

/** A running worker on a sealed store with one referral, which has been looked at once. */
async function running(place?: StorePlace) {
  const { store, look } = await opened(place);
  all = aWorker(() => store, { stampLook: look });
  await all.cases.create(aReferral(begin));
  await all.store.create({ kind: 'person', id: 'mo', ...{ aboutYou: {} } });
  all.start();
  await all.machine.pass(2 * minuteMs);
  expect(altered()).toEqual([]);
}
beforeEach(async () => {
  path = newFile();
  await running();
});
afterEach(() => all.end());

const altered = () => all.logged.filter(({ event }) => event === 'evidence.altered').map(({ ref }) => ref);
function change(...statements: string[]) {
  using db = new DatabaseSync(path);
  for (const statement of statements) db.exec(statement);
}
const ofCase = `kind = 'case' AND id = '${REFERENCE}'`;
const wakeAt = () => {
  using db = new DatabaseSync(path, { readOnly: true });
  return db.prepare(`SELECT wake_at, status, body FROM documents WHERE ${ofCase}`).get() ?? {};
};

it.each<[string, ...string[]]>([
  ['its wake time is removed', `UPDATE documents SET wake_at = NULL WHERE ${ofCase}`],
  ['its wake time is far away', `UPDATE documents SET wake_at = '2030-01-01T00:00:00.000Z' WHERE ${ofCase}`],
  [
    'its wake time is far away in the column and in the document',
    `UPDATE documents SET wake_at = '2030-01-01T00:00:00.000Z', body = json_set(body, '$.wakeAt', '2030-01-01T00:00:00.000Z') WHERE ${ofCase}`,
  ],
  ['it is withdrawn in the index', `UPDATE documents SET status = 'withdrawn', wake_at = NULL WHERE ${ofCase}`],
  ...['up_next', 'due_at', 'held_by', 'team', 'rush', 'trouble', 'data_key'].map((column): [string, string] => [
    `its column ${column} is another`,
    `UPDATE documents SET ${column} = iif(${column} = '1', NULL, '1') WHERE ${ofCase}`,
  ]),
  ['it has another place in the lists', `UPDATE documents SET body = json_set(body, '$.upNext', '~') WHERE ${ofCase}`],
  [
    'a field stands in its document twice',
    `UPDATE documents SET body = '{"upNext":"~",' || substr(body, 2) WHERE ${ofCase}`,
  ],
  ['its stamp is removed', `UPDATE documents SET body = json_remove(body, '$.stamp') WHERE ${ofCase}`],
  [
    'a trigger takes its wake time at each write',
    `CREATE TRIGGER silence AFTER UPDATE ON documents WHEN NEW.wake_at IS NOT NULL BEGIN UPDATE documents SET wake_at = NULL WHERE kind = 'case'; END; UPDATE documents SET changed_at = changed_at WHERE ${ofCase}`,
  ],
])('A case is on the clock again within a minute, and people hear of it, when %s', async (_, ...statements) => {
  const before = wakeAt();
  change(...statements);
  await all.machine.pass(minuteMs);
  expect(wakeAt()).toMatchObject({ wake_at: before.wake_at, status: before.status });
  expect(Object(JSON.parse(String(wakeAt().body))).upNext).toBe(Object(JSON.parse(String(before.body))).upNext);
  expect(altered()).toContain(_.startsWith('a trigger') ? 'store' : REFERENCE);
  expect(all.said.filter(({ to }) => to === ada.id)).toHaveLength(altered().length);
  await all.machine.pass(10 * minuteMs);
  expect(altered().length).toBeLessThan(3); // it is found once, not each minute
});

it.each<[string, ...string[]]>([
  ['a count is another', 'UPDATE case_counts SET n = 0'],
  ['a count is no number', "UPDATE case_counts SET n = 'none'"],
  ['there are counts of nothing', "INSERT INTO case_counts VALUES ('HT', 'awaiting-decision', '3', '', '', '', 9)"],
  ['the counts are gone', 'DELETE FROM case_counts'],
  ['their table is gone', 'DROP TABLE case_counts'],
  [
    'what counts is gone',
    'DROP TRIGGER counts_created',
    "INSERT INTO documents (organisation, kind, id, version, status, up_next, body) VALUES ('HT', 'case', 'HT-1', 1, 'draft', '1', '{}')",
  ],
])('It is counted right again within a minute, and people hear of it, when %s', async (_, ...statements) => {
  const own = async () => [
    await all.store.countCases('awaiting-decision'),
    await all.store.countUpNext({ heldBy: ada.id }),
  ];
  expect(await own()).toEqual([1, 0]);
  change(...statements);
  await all.machine.pass(minuteMs);
  expect(await own()).toEqual([1, 0]);
  expect(altered()).toContain('store');
  expect(all.said.filter(({ to }) => to === ada.id).length).toBeGreaterThan(0);
});

it('An older version of a case, with its own right stamp, is noticed', async () => {
  using db = new DatabaseSync(path);
  const older = db.prepare(`SELECT body FROM documents WHERE ${ofCase}`).get()?.body ?? '';
  await all.alter(REFERENCE, (record) => ({ ...record, revision: record.revision + 1 }));
  await all.machine.pass(2 * minuteMs);
  expect(altered()).toEqual([]);
  db.prepare(`UPDATE documents SET body = ? WHERE ${ofCase}`).run(older);
  await all.machine.pass(minuteMs);
  expect(altered()).toEqual([REFERENCE]);
});

it.each([
  ['case', REFERENCE],
  ['person', 'person'],
])('A %s that is deleted is noticed', async (kind, ref) => {
  change(`DELETE FROM documents WHERE kind = '${kind}'`);
  await all.machine.pass(minuteMs);
  expect(altered()).toContain(ref);
});

it('What the program itself writes, postpones and removes, and another instance of it, raises nothing', async () => {
  const other = await opened();
  for (let minute = 1; minute < 6; minute += 1) {
    await all.alter(REFERENCE, (record) => ({ ...record, revision: record.revision + 1 }));
    await other.store.postpone(REFERENCE, instantOf(msOf(all.now()) + minuteMs));
    const person = await other.store.read('person', 'mo');
    await other.store.replace(
      { kind: 'person', id: 'mo', ...{ aboutYou: { name: `${minute}` } } },
      person?.version ?? '',
    );
    await all.machine.pass(minuteMs);
  }
  await other.store.close();
  expect(altered()).toEqual([]);
});

it('The program does not start when the key of the stamps is gone beside cases', async () => {
  await all.end();
  change("DELETE FROM documents WHERE id = 'stamp-key'");
  await expect(opened()).rejects.toThrow('the key of the stamps is gone');
});

it('On Cosmos DB, too, a case whose wake time is removed is on the clock again within a minute', async () => {
  await all.end();
  const { endpoint, close } = await startCosmosStandIn();
  await running({ kind: 'cosmos', endpoint, key, database: 'stamps' });
  const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
  const item = client.database('stamps').container('documents').item(`case|${REFERENCE}`, 'HT');
  const { wakeAt: was, ...row } = (await item.read()).resource;
  await item.replace(row);
  await all.machine.pass(minuteMs);
  expect((await item.read()).resource.wakeAt).toBe(was);
  expect(new Set(altered())).toEqual(new Set([REFERENCE])); // the sweep after the start may see it, too
  client.dispose();
  await all.end();
  await close();
});
