import { DatabaseSync } from 'node:sqlite';
import { CosmosClient } from '@azure/cosmos';
import { afterAll, describe, expect, it } from '@jest/globals';
import { hashOfClocks } from '../../src/audit/audited.ts';
import { instantOf, msOf } from '../../src/base/time.ts';
import { ledgerIn } from '../../src/store/ledger.ts';
import { evidenceSweep, headsRecorder, sweepsIn } from '../../src/worker/sweep.ts';
import { ada, aReferral, REFERENCE } from '../case/a-case.ts';
import { key, patientCosmosStore, startCosmosStandIn } from '../fakes/cosmos.ts';
import { aWorker, begin } from './a-worker.ts';

const standIn = await startCosmosStandIn();
afterAll(() => standIn.close());

const hourMs = 60 * 60_000;
const minuteMs = 60_000;

/** Hides the case, so that it is in no list and no clock finds it. */
async function hideInSqlite({ path }: ReturnType<typeof aWorker>) {
  const db = new DatabaseSync(path);
  const { changes } = db.prepare("UPDATE documents SET status='withdrawn', wake_at=NULL WHERE kind='case'").run();
  expect(Number(changes)).toBe(1);
  db.close();
}

async function onCosmos() {
  const database = 'sweep';
  const options = { endpoint: standIn.endpoint, key, database, organisation: 'HT', charged: () => {} };
  const store = await patientCosmosStore(options);
  const hide = async () => {
    const client = new CosmosClient({
      endpoint: standIn.endpoint,
      key,
      connectionPolicy: { enableEndpointDiscovery: false },
    });
    const item = client.database(database).container('documents').item(`case|${REFERENCE}`, 'HT');
    const { wakeAt: _, ...row } = (await item.read()).resource;
    await item.replace({ ...row, status: 'withdrawn' });
    client.dispose();
  };
  return { all: aWorker(() => store), hide };
}

const sqlite = async () => {
  const all = aWorker();
  return { all, hide: () => hideInSqlite(all) };
};

describe.each([
  ['SQLite', sqlite],
  ['Cosmos DB', onCosmos],
])('a case that somebody hid in %s', (_, opened) => {
  it('A hidden case is found, repaired, recorded and reported, and its reminders are sent', async () => {
    const { all, hide } = await opened();
    const { cases, deps, store, machine, said, logged, start, stop } = all;
    const firstMark = msOf(aReferral(begin).wakeAt ?? begin) - msOf(begin);
    await cases.create(aReferral(instantOf(msOf(begin) - firstMark + 4 * minuteMs)));
    await hide();
    expect([await store.countCases('awaiting-decision'), await store.nextWake()]).toEqual([0, undefined]);
    const workers = [start(), start()];
    const isFound = () => workers.every((worker) => worker.health().altered === 1);
    for (let minute = 0; minute < 6 && !isFound(); minute += 1) await machine.pass(minuteMs);
    expect(await store.countCases('awaiting-decision')).toBe(1);
    expect(await store.nextWake()).toBeDefined();
    expect(said.filter(({ to }) => to === ada.id).map(({ heading }) => heading)).toEqual([
      `${REFERENCE} was changed outside the program`,
    ]);
    expect(isFound()).toBe(true);
    const mended = (await ledgerIn(store).all()).flatMap((entry) => entry.mended);
    expect(mended).toContainEqual({ ref: REFERENCE, field: 'status', stored: 'withdrawn', is: 'awaiting-decision' });
    expect(mended).toContainEqual(expect.objectContaining({ ref: REFERENCE, field: 'wakeAt', is: expect.any(String) }));
    const isReminded = () => said.some(({ to, heading }) => to === 'mo' && heading.includes(REFERENCE));
    for (let minute = 0; minute < 6 && !isReminded(); minute += 1) await machine.pass(minuteMs);
    expect(isReminded()).toBe(true);
    expect(logged.filter(({ event }) => event === 'evidence.mended')).toHaveLength(1);
    for (const worker of workers) await stop(worker);
    const next = evidenceSweep(deps, () => false);
    const heads = headsRecorder(deps);
    await machine.pass(25 * hourMs);
    await Promise.all([next.look(), heads()]);
    expect(next.altered()).toBe(0); // the next day's sweep finds nothing
    expect(logged).toContainEqual(expect.objectContaining({ event: 'evidence.head', cases: 1 }));
  });
});

describe('a case that wakes later than its clocks say', () => {
  it.each([
    ['A wake time that is too late is repaired and reported', false],
    [
      'A wake time that is too late is repaired without a report if the pack’s clocks have changed since the last sweep',
      true,
    ],
  ])('%s', async (_, isOtherPack) => {
    const all = aWorker();
    const { cases, deps, store, machine, said, logged, start, stop, path } = all;
    await cases.create(aReferral(begin));
    const late = '2030-01-01T00:00:00.000Z';
    const db = new DatabaseSync(path);
    db.exec(`UPDATE documents SET wake_at='${late}', body=json_set(body, '$.wakeAt', '${late}') WHERE kind='case'`);
    db.close();
    const clocks = isOtherPack ? 'of another pack' : hashOfClocks(deps.caseContext().pack);
    const before = { at: instantOf(msOf(begin) - hourMs), cases: 1, heads: {}, found: [], mended: [] };
    await ledgerIn(store).add({ ...before, swept: { clocks } });
    const _worker = start();
    for (let minute = 0; minute < 3; minute += 1) await machine.pass(minuteMs);
    expect((await store.nextWake()) ?? late).not.toBe(late);
    expect(logged.filter(({ event }) => event === 'evidence.mended')).toHaveLength(1);
    expect(said.some(({ heading }) => heading.includes('changed outside the program'))).toBe(!isOtherPack);
  });
});

describe('what a sweep leaves alone', () => {
  it.each([
    ['a case whose history is damaged', "body = json_set(body, '$.events[0].by', 'meg')"],
    ['a case that a later version of the program wrote', "body = json_set(body, '$.later', 1)"],
    ['a case whose author was changed', "body = json_set(body, '$.author', 'meg')"],
    [
      'a case that an instance holds',
      'body = json_set(body, \'$.lease\', json(\'{"by":"other","until":"2026-11-26T00:00:00.000Z"}\'))',
    ],
  ])('The sweep leaves alone, and reports, %s', async (_, change) => {
    const all = aWorker();
    const { cases, store, machine, said, start, stop, path } = all;
    await cases.create(aReferral(begin));
    const db = new DatabaseSync(path);
    db.exec(`UPDATE documents SET status='withdrawn', wake_at=NULL, ${change} WHERE kind='case'`);
    db.close();
    const _worker = start();
    for (let minute = 0; minute < 5; minute += 1) await machine.pass(minuteMs);
    expect(await store.countCases('withdrawn')).toBe(1);
    expect(said.some(({ to, heading }) => to === ada.id && heading.includes(REFERENCE))).toBe(true);
  });

  it('The sweep does nothing while another instance holds it, and takes place once that hold has run out', async () => {
    const all = aWorker();
    const { store, machine, start, stop } = all;
    const sweeps = sweepsIn(store);
    await sweeps.change((record) => ({ ...record, heldUntil: instantOf(msOf(begin) + 4 * minuteMs) }));
    const _worker = start();
    for (let minute = 0; minute < 3; minute += 1) await machine.pass(minuteMs);
    expect(await ledgerIn(store).lastSweep()).toBeUndefined();
    for (let minute = 0; minute < 3; minute += 1) await machine.pass(minuteMs);
    expect(await ledgerIn(store).lastSweep()).toBeDefined();
  });
});
