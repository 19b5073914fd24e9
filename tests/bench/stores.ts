import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import { instantOf } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { textOf } from '../../src/history/events.ts';
import { casesIn } from '../../src/store/cases.ts';
import type { Store } from '../../src/store/port.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aCase } from '../board/some-cases.ts';
import { allSent, aReferral, caseContext, jane } from '../case/a-case.ts';
import { folder, manager, measured, stopAll } from './servers.ts';

const hourMs = 3_600_000;
const held = StaffId.parse(manager.aadObjectId);
const ago = (hours: number) => instantOf(Date.now() - hours * hourMs);
const idOf = (number: number) => {
  const digits = String(number).padStart(7, '0');
  return CaseId.parse(`HT-${digits.slice(0, 4)}-${digits.slice(4)}`);
};

/**
 * Every fifth case waits for its decision, a fortieth is overdue, and a hundredth is the manager’s; the others were decided in the last
 * 400 days. Of one in four hundred a message waits.
 */
function kinds(): CaseRecord[] {
  const agencies = ['Health', 'Education', 'Police', 'Housing'];
  const cases = Array.from({ length: 400 }, (_, number) => {
    const agency = agencies[number % agencies.length] ?? '';
    if (number % 5 > 0) return aCase({ sent: ago(60 + number * 24), agency, decided: [2 + (number % 30), 'other'] });
    const sent = ago(number % 40 === 0 ? 25 + number / 40 : (number / 20) % 24);
    const taken = number % 100 === 0;
    return aCase({ sent, agency, ...(taken && { more: (at) => [{ type: 'ReferralTaken', at, by: held }] }) });
  });
  return cases.map((each, number) => (number > 0 ? allSent(each, each.changedAt) : each));
}

/** Sets a new store up by starting the program on it, then writes without waiting for the disk. */
async function made(path: string, work: (store: Store) => Promise<void>) {
  await measured({ env: { SQLITE_PATH: path } });
  await stopAll();
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function noWait(sql) {
    return exec.call(this, sql.replace('synchronous = FULL', 'synchronous = OFF'));
  };
  const store = sqliteStore(path, 'HT');
  DatabaseSync.prototype.exec = exec;
  await work(store);
  await store.close();
  return path;
}

/** A store of so many cases. */
export const storeOf = (cases: number): Promise<string> =>
  made(join(folder, `cases-${cases}.db`), async (store) => {
    const records = kinds();
    for (let number = 0; number < cases; number += records.length)
      await Promise.all(records.map((record, place) => store.create({ ...record, id: idOf(number + place) })));
  });

export const sizesOfHistory = [10, 1000] as const;

/** Cases with a short and with a long history. @returns the file, and the references of each */
export async function storeOfHistories(ofEach: number) {
  const references: Record<number, CaseId[]> = {};
  const path = await made(join(folder, 'histories.db'), async (store) => {
    for (const [place, events] of sizesOfHistory.entries()) {
      const ids = Array.from({ length: ofEach }, (_, number) => idOf(place * 1000 + number));
      references[events] = ids;
      const [first = idOf(0), ...others] = ids;
      await grow(store, first, events);
      const documents = (await store.all(undefined, 10_000)).filter(({ id }) => id.includes(first));
      for (const other of others)
        for (const { stored } of documents)
          await store.create(JSON.parse(JSON.stringify(stored.document).replaceAll(first, other)));
    }
  });
  return { path, references };
}

async function grow(store: Store, id: CaseId, events: number) {
  const cases = casesIn(store, () => {});
  const at = ago(5);
  await cases.create({ ...aReferral(ago(6)), id });
  const have = async () => (await cases.load(id))?.events.length ?? events;
  for (let number = 1, count = await have(); count < events; count = await have()) {
    const more = Array.from({ length: Math.min(500, events - count) }, (_, place) => number + place);
    number += more.length;
    await cases.change(id, (record) => {
      const told = {
        events: more.map((each) => ({ type: 'InformationAdded' as const, at, by: jane.id, number: each })),
        texts: Object.fromEntries(more.map((each) => [textOf.information(each), `He came again, the ${each}th time.`])),
        by: jane,
      };
      return { record: allSent(advance(record, told, caseContext(at)), at), result: undefined };
    });
  }
}

/** The largest document of a store in KB. */
export function largestDocument(path: string): number {
  using db = new DatabaseSync(path, { readOnly: true });
  return Number(db.prepare('SELECT MAX(octet_length(body)) AS most FROM documents').get()?.most) / 1024;
}
