import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { Document, ListQuery, Store } from '../../src/store/port.ts';
import { recountInThread } from '../../src/store/sqlite-fault.ts';
import { at } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { chanceOf } from '../simulation/chance.ts';
import { memoryPlace } from '../simulation/memory-store.ts';

const { newFile, openStore } = aFolder();
const chance = chanceOf(7);
const days = [
  at('2026-11-23T23:59:59.999Z'),
  ...['2026-11-24T00:00:00.000Z', '2026-11-24T14:00:00.000Z', '2026-11-25T01:00:00.000Z'].map(at),
] as const;
const people = [StaffId.parse('mo'), StaffId.parse('ana')] as const;
const shelves = ['1', '2', '3', '4', '5', '6', '7'];

/** Some of these fields. */
const some = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(() => chance.happens(0.4))) as Partial<T>;

const someCase = (id: string): Document => ({
  ...{ kind: 'case', id, status: chance.oneOf(['draft', 'awaiting-decision', 'decided']) },
  ...some({
    upNext: `${chance.oneOf(shelves)} ${chance.oneOf(days)} ${id}`,
    dueAt: chance.oneOf(days),
    heldBy: chance.oneOf(people),
    team: true,
  }),
});

const someQuery = (): ListQuery =>
  some({
    after: chance.oneOf(['7', '4', `3 ${days[1]}`]),
    dueBefore: chance.of(days),
    placeBefore: chance.of(['4', '6', '7', `2 ${days[2]}`]),
    heldBy: chance.of(people),
    status: 'decided' as const,
    team: true as const,
  });

it('Whatever is written, SQLite counts and lists the same cases as a walk through all of them', async () => {
  const path = newFile();
  const [store, other] = [openStore(path), openStore(path)];
  const model = memoryPlace().open();
  const both = [store, model];
  const write = async (to: Store, document: Document) => {
    const { version } = (await to.read('case', document.id)) ?? {};
    await (version ? to.replace(document, version) : to.create(document));
  };
  for (let step = 0; step < 400; step += 1) {
    const document = someCase(`HT-${chance.whole(1, 40)}`);
    await write(chance.happens(0.3) ? other : store, document);
    await write(model, document);
    const query = someQuery();
    const [counted, walked] = await Promise.all(both.map((each) => each.countUpNext(query)));
    expect({ query, counted }).toEqual({ query, counted: walked });
    const [page, walkedPage] = await Promise.all(both.map((each) => each.upNext(query, 5)));
    expect(page?.map(({ document: found }) => found)).toEqual(walkedPage?.map(({ document: found }) => found));
    const [ofStatus, walkedStatus] = await Promise.all(both.map((each) => each.countCases(document.status ?? '')));
    expect(ofStatus).toBe(walkedStatus);
  }
  expect(await store.recount()).toBe(false);
});

it('A wrong count in a large file is put right by a thread', async () => {
  const path = newFile();
  const store = openStore(path);
  await store.create(someCase('HT-1'));
  expect(await recountInThread(path)).toBe(false);
  using db = new DatabaseSync(path);
  db.exec('UPDATE case_counts SET n = 5');
  expect(await recountInThread(path)).toBe(true);
  expect(await store.recount()).toBe(false);
});
