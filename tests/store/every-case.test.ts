import { expect, it } from '@jest/globals';
import { everyCase } from '../../src/store/every-case.ts';
import type { Store } from '../../src/store/port.ts';
import { many } from '../board/some-cases.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { openStore } = aFolder();

async function read(store: Store): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for await (const record of everyCase(store)) ids.push(record?.id);
  return ids;
}

it('Reading every case covers all pages, reports an unreadable case, and never asks for more than a page', async () => {
  const store = openStore();
  const cases = many(120, { sent: '2026-10-01T10:00:00.000Z' });
  for (const record of cases) await store.create(record);
  await store.create({ kind: 'case', id: 'HT-0050-ZZZ' });
  await store.create({ kind: 'history', id: 'HT-0001-AAA~0' });
  await store.create({ kind: 'settings', id: 'mash' });
  const limits: number[] = [];
  const watched: Store = {
    ...store,
    all: (after, limit) => {
      limits.push(limit);
      return store.all(after, limit);
    },
  };
  const ids = await read(watched);
  expect(ids.filter((id) => id !== undefined)).toEqual(cases.map(({ id }) => id));
  expect(ids.filter((id) => id === undefined)).toHaveLength(1);
  expect(Math.max(...limits)).toBeLessThanOrEqual(50);
  expect(limits).toHaveLength(3);
});

it('Reading every case returns nothing if there are no cases', async () => {
  const store = openStore();
  expect(await read(store)).toEqual([]);
  await store.create({ kind: 'person', id: 'jane' });
  expect(await read(store)).toEqual([]);
});
