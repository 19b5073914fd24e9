import { expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { eraseReads, oldReads } from '../../src/features/retention/erasing.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { evidenceSweep, sweepsIn } from '../../src/worker/sweep.ts';
import { ada, aReferral, at, OTHER_REFERENCE, pat, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { keysFor } from '../security/keys.ts';
import { aWorker, begin } from './a-worker.ts';
import { alterSqlite, cosmosWorkers, hideCases, hourMs, minuteMs } from './altered-store.ts';

const { newFile } = aFolder();
const onCosmos = cosmosWorkers();

const sealed = '"sealed":{"key":"000000000000","data":"AAAA"}';

const row = (kind: string, id: string, body: string, author = 'NULL') =>
  `INSERT OR REPLACE INTO documents (organisation, kind, id, version, author, body) VALUES ('HT', ${kind}, ${id}, 1, ${author}, ${body})`;

/** Sixty rows, which is more than a page. */
const sixty = (kind: string, id: string) =>
  `INSERT INTO documents (organisation, kind, id, version, body) WITH RECURSIVE many(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM many WHERE i < 60) SELECT 'HT', ${kind}, ${id}, 1, '{}' FROM many`;

async function sweepsOnce(all: ReturnType<typeof aWorker>) {
  all.start();
  for (let minute = 0; minute < 2; minute += 1) await all.machine.pass(minuteMs);
  return [await all.store.countCases('awaiting-decision'), (await sweepsIn(all.store).load()).last?.cases];
}

// One malformed row in SQLite

it.each([
  ['an author that is not a text', row("'person'", "'x'", "'{}'", "x'01'")],
  ['a body that is not JSON', row("'person'", "'x'", "x'7b7d'")],
  ['a body that is null', row("'keys'", "'x'", "'null'")],
  ['many ids that are not texts', sixty("'case'", 'CAST(i AS BLOB)')],
  ['many rows whose kind looks like a kind and an id', sixty("'case|x'", 'i')],
  [
    'a search key that is not a text',
    row("'keys'", "'x'", `'{"kind":"keys","id":"x"}'`),
    "INSERT INTO case_keys VALUES ('HT', x'01', 'x', NULL)",
  ],
  ['a malformed sweep record', row("'settings'", "'sweep'", "'{}'")],
  ['a sealed sweep record', row("'settings'", "'sweep'", `'{${sealed}}'`)],
  ['a sealed duty', row("'settings'", "'duty'", `'{${sealed}}'`)],
  ['a sealed set-up', row("'settings'", "'setup'", `'{${sealed}}'`)],
])('The sweep takes place in spite of %s', async (_, ...statements) => {
  const path = newFile();
  const all = aWorker((machine) => sealedStore(sqliteStore(path, 'HT', machine), 'HT', keysFor('A')));
  await all.cases.create(aReferral(begin));
  alterSqlite({ path }, hideCases, ...statements);
  expect(await sweepsOnce(all)).toEqual([1, expect.any(Number)]);
});

// One malformed item in Cosmos DB

it.each([
  ['an author that is not a text', { id: 'person|x', kind: 'person', author: 5, body: {} }],
  ['an item without a body', { id: 'keys|x', kind: 'keys', keys: 5 }],
  ['a malformed sweep record', { id: 'settings|sweep', kind: 'settings', body: {} }],
])('The sweep takes place in spite of %s', async (_, item) => {
  const { all, hide } = await onCosmos();
  await all.cases.create(aReferral(begin));
  await hide(item);
  expect(await sweepsOnce(all)).toEqual([1, expect.any(Number)]);
});

// Two cases that a changed status hides, one of which cannot be repaired

it.each([
  ['its old texts are in a document that does not exist', '1'],
  ['more documents hold its old texts than anybody could read', '1000000000'],
])('One hidden case is repaired even though the other says that %s', async (_, texts) => {
  const all = aWorker();
  const { cases, said } = all;
  await cases.create({ ...aReferral(begin), id: OTHER_REFERENCE });
  await cases.create(aReferral(begin));
  const change = `body = json_set(body, '$.textsRolled', ${texts})`;
  alterSqlite(all, hideCases, `UPDATE documents SET ${change} WHERE id = '${OTHER_REFERENCE}'`);
  expect(await sweepsOnce(all)).toEqual([1, expect.any(Number)]);
  expect(said.some(({ heading }) => heading.includes(OTHER_REFERENCE))).toBe(true);
});

// A forged sweep record

it('A forged record, which says that a sweep has just ended, does not stop the sweep', async () => {
  const path = newFile();
  const all = aWorker((machine) => sealedStore(sqliteStore(path, 'HT', machine), 'HT', keysFor('A')));
  await all.cases.create(aReferral(begin));
  const last = { at: instantOf(msOf(begin) + minuteMs / 2), cases: 1, found: [], clocks: '' };
  alterSqlite({ path }, hideCases, row("'settings'", "'sweep'", `'${JSON.stringify({ last })}'`));
  expect(await sweepsOnce(all)).toEqual([1, 1]);
});

it('A forged record, which says that another instance is sweeping, raises an alarm after 26 hours, until a sweep takes place', async () => {
  const all = aWorker();
  const { store, machine, deps } = all;
  const sweep = evidenceSweep(deps, () => false);
  for (let hour = 0; hour < 27; hour += 1) {
    await machine.pass(hourMs);
    await sweepsIn(store).change((record) => ({ ...record, heldUntil: instantOf(msOf(deps.now()) + 3 * minuteMs) }));
    await sweep.look();
  }
  expect(sweep.comparedAgoMs()).toBe(27 * hourMs);
  const last = { at: deps.now(), cases: 0, found: [REFERENCE], clocks: '' };
  await sweepsIn(store).change(() => ({ last }));
  await machine.pass(minuteMs);
  await sweep.look();
  expect([sweep.comparedAgoMs(), sweep.altered()]).toEqual([0, 1]);
});

// Findings caused by changes made during the sweep

it('A finding that a second audit does not confirm is not reported, as when records of reads are erased meanwhile', async () => {
  const all = aWorker();
  const { store, cases, machine, deps } = all;
  await cases.create(aReferral(begin));
  await readsIn(store).add({ case: REFERENCE, by: pat.id, how: 'case-file' }, at('1980-11-24T09:00:00.000Z'));
  let erased = 0;
  const erasing: Store = {
    ...store,
    async all(after, limit) {
      if (after === 'read|' && erased === 0)
        for await (const old of oldReads(store, cases, deps.caseContext()))
          erased += await eraseReads(old, { ...deps, people: peopleIn(store), by: ada.id });
      return store.all(after, limit);
    },
  };
  const sweep = evidenceSweep({ ...deps, store: erasing }, () => false);
  await machine.pass(minuteMs);
  await sweep.look();
  expect([erased, sweep.comparedAgoMs(), sweep.altered()]).toEqual([1, 0, 0]);
});
