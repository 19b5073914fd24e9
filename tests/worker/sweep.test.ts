import { describe, expect, it } from '@jest/globals';
import { hashOfClocks } from '../../src/audit/audited.ts';
import { instantOf, msOf } from '../../src/base/time.ts';
import { evidenceSweep, sweepsIn } from '../../src/worker/sweep.ts';
import { ada, aReferral, REFERENCE } from '../case/a-case.ts';
import { aWorker, begin } from './a-worker.ts';
import { alterSqlite, cosmosWorkers, hideCases, hourMs, minuteMs } from './altered-store.ts';

const onCosmos = cosmosWorkers();
const onSqlite = async () => {
  const all = aWorker();
  return { all, hide: async () => alterSqlite(all, hideCases) };
};

/** Lets minutes pass, one by one, until something is so. */
async function minutes(machine: ReturnType<typeof aWorker>['machine'], count: number, isSo = () => false) {
  for (let minute = 0; minute < count && !isSo(); minute += 1) await machine.pass(minuteMs);
}

describe.each([
  ['SQLite', onSqlite],
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
    await minutes(machine, 6, isFound);
    expect(await store.countCases('awaiting-decision')).toBe(1);
    expect(await store.nextWake()).toBeDefined();
    expect(said.filter(({ to }) => to === ada.id).map(({ heading }) => heading)).toEqual([
      `${REFERENCE} was changed outside the program`,
    ]);
    expect(isFound()).toBe(true);
    for (const kind of ['status', 'wakeAt'])
      expect(logged).toContainEqual(expect.objectContaining({ event: 'evidence.mends', ref: REFERENCE, kind }));
    const isReminded = () => said.some(({ to, heading }) => to === 'mo' && heading.includes(REFERENCE));
    await minutes(machine, 6, isReminded);
    expect(isReminded()).toBe(true);
    expect(logged.filter(({ event }) => event === 'evidence.mended')).toHaveLength(1);
    for (const worker of workers) await stop(worker);
    const next = evidenceSweep(deps, () => false);
    await machine.pass(25 * hourMs);
    await next.look();
    expect(next.altered()).toBe(0); // the next day's sweep finds nothing
  });
});

// A case that wakes later than its clocks say

it.each([
  ['A wake time that is too late is repaired and reported', false],
  [
    'A wake time that is too late is repaired without a report if the pack’s clocks have changed since the last sweep',
    true,
  ],
])('%s', async (_, isOtherPack) => {
  const all = aWorker();
  const { cases, deps, store, machine, said, logged, start } = all;
  await cases.create(aReferral(begin));
  const late = '2030-01-01T00:00:00.000Z';
  alterSqlite(
    all,
    `UPDATE documents SET wake_at='${late}', body=json_set(body, '$.wakeAt', '${late}') WHERE kind='case'`,
  );
  const clocks = isOtherPack ? 'of another pack' : hashOfClocks(deps.caseContext().pack);
  await sweepsIn(store).change(() => ({ last: { at: instantOf(msOf(begin) - hourMs), cases: 1, found: [], clocks } }));
  start();
  await minutes(machine, 3);
  expect((await store.nextWake()) ?? late).not.toBe(late);
  expect(logged.filter(({ event }) => event === 'evidence.mended')).toHaveLength(1);
  expect(said.some(({ heading }) => heading.includes('changed outside the program'))).toBe(!isOtherPack);
});

// What a sweep leaves alone

it.each([
  ['a case whose history is damaged', "body = json_set(body, '$.events[0].by', 'meg')"],
  ['a case that a later version of the program wrote', "body = json_set(body, '$.later', 1)"],
  ['a case whose author was changed', "body = json_set(body, '$.author', 'meg')"],
])('The sweep leaves alone, and reports, %s', async (_, change) => {
  const all = aWorker();
  const { cases, store, machine, said, start } = all;
  await cases.create(aReferral(begin));
  alterSqlite(all, hideCases, `UPDATE documents SET ${change} WHERE kind='case'`);
  start();
  await minutes(machine, 5);
  expect(await store.countCases('withdrawn')).toBe(1);
  expect(said.some(({ to, heading }) => to === ada.id && heading.includes(REFERENCE))).toBe(true);
});

it('A hidden case is repaired also where a lease says that an instance holds it', async () => {
  const all = aWorker();
  const { cases, store, machine, start } = all;
  await cases.create(aReferral(begin));
  const held = `body = json_set(body, '$.lease', json('{"by":"other","until":"2026-11-26T00:00:00.000Z"}'))`;
  alterSqlite(all, hideCases, `UPDATE documents SET ${held} WHERE kind='case'`);
  start();
  await minutes(machine, 3);
  expect(await store.countCases('awaiting-decision')).toBe(1);
});

it('A wrong count is noticed without a key, too', async () => {
  const all = aWorker();
  await all.cases.create(aReferral(begin));
  alterSqlite(all, 'UPDATE case_counts SET n = 0');
  all.start();
  await minutes(all.machine, 3);
  expect(await all.store.countCases('awaiting-decision')).toBe(1);
  expect(all.said.some(({ to, heading }) => to === ada.id && heading.includes('The store was changed'))).toBe(true);
});

it('The sweep does nothing while another instance holds it, and takes place once that hold has run out', async () => {
  const all = aWorker();
  const { store, machine, start } = all;
  const sweeps = sweepsIn(store);
  await sweeps.change((record) => ({ ...record, heldUntil: instantOf(msOf(begin) + 4 * minuteMs) }));
  start();
  await minutes(machine, 3);
  expect((await sweeps.load()).last).toBeUndefined();
  await minutes(machine, 3);
  expect((await sweeps.load()).last).toBeDefined();
});

it('A sweep that finds fewer cases than the last one says so', async () => {
  const all = aWorker();
  const { cases, store, machine, said, start } = all;
  await cases.create(aReferral(begin));
  const last = { at: instantOf(msOf(begin) - hourMs), cases: 2, found: [], clocks: '' };
  await sweepsIn(store).change(() => ({ last }));
  start();
  await minutes(machine, 3);
  expect(said.map(({ heading }) => heading)).toContain('The store was changed outside the program');
});
