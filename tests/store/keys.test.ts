import { expect, it } from '@jest/globals';
import { CaseId, newCaseId } from '../../src/base/reference.ts';
import { mostCandidates, searchKeysIn } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { aReferral, at, OTHER_REFERENCE, REFERENCE } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { newFile, openStore } = aFolder();
const NOW = at('2026-11-24T14:00:00.000Z');
const LATER = at('2026-11-24T15:00:00.000Z');
const kept = async (store: Store, id: CaseId) => store.create({ ...aReferral(NOW), id });
function anIndex() {
  const store = openStore();
  return { store, keys: searchKeysIn(store) };
}
const ids = (found: { id: CaseId }[]) => found.map(({ id }) => id);

it('A search key finds the other cases that share it, and never the case itself', async () => {
  const { store, keys } = anIndex();
  for (const id of [REFERENCE, OTHER_REFERENCE]) {
    await kept(store, id);
    await keys.keep(id, ['home WD180AA 14', `phone of ${id}`], NOW);
  }
  expect(ids(await keys.sharing(['home WD180AA 14'], REFERENCE))).toEqual([OTHER_REFERENCE]);
  expect(ids(await keys.sharing([`phone of ${OTHER_REFERENCE}`], REFERENCE))).toEqual([OTHER_REFERENCE]);
  expect(await keys.sharing(['phone of nobody'], REFERENCE)).toEqual([]);
});

it('The search keys are written once, and again only when they change', async () => {
  const { store, keys } = anIndex();
  await keys.keep(REFERENCE, ['a', 'b'], NOW);
  const first = await store.read('keys', REFERENCE);
  await keys.keep(REFERENCE, ['b', 'a'], LATER);
  expect(await store.read('keys', REFERENCE)).toEqual(first);
  await keys.keep(REFERENCE, ['b', 'c'], LATER);
  expect(await store.read('keys', REFERENCE)).toMatchObject({ document: { changedAt: LATER } });
});

it('The search keys are hashed with one salt for each store, even if two programs start at once', async () => {
  const path = newFile();
  const stores = [openStore(path), openStore(path)];
  const [one, other] = stores.map(searchKeysIn);
  await kept(stores[0] as Store, REFERENCE);
  await Promise.all([one?.keep(REFERENCE, ['a'], NOW), other?.keep(OTHER_REFERENCE, ['z'], NOW)]);
  expect(ids((await other?.sharing(['a'], OTHER_REFERENCE)) ?? [])).toEqual([REFERENCE]);
  expect(JSON.stringify(await stores[0]?.read('keys', REFERENCE))).not.toContain('"a"');
});

it('The search keys find at most fifty cases, and a rare key counts for more than a common one', async () => {
  const { store, keys } = anIndex();
  await kept(store, OTHER_REFERENCE);
  await keys.keep(OTHER_REFERENCE, ['phone', 'surname'], NOW);
  for (let index = 0; index < 60; index += 1) {
    const id = newCaseId('HT');
    await kept(store, id);
    await keys.keep(id, ['surname', 'year'], LATER);
  }
  const found = ids(await keys.sharing(['phone', 'surname', 'year'], REFERENCE));
  expect([found.length, found[0]]).toEqual([mostCandidates, OTHER_REFERENCE]);
});

it('The search keys of an unreadable case hide no other case', async () => {
  const { store, keys } = anIndex();
  await kept(store, OTHER_REFERENCE);
  const broken = CaseId.parse('HT-9X2K-4BB');
  await store.create({ kind: 'case', id: broken });
  const gone = CaseId.parse('HT-9X2K-4BC');
  for (const id of [OTHER_REFERENCE, broken, gone]) await keys.keep(id, ['a'], NOW);
  expect(ids(await keys.sharing(['a'], REFERENCE))).toEqual([OTHER_REFERENCE]);
});
