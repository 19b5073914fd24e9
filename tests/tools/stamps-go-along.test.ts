import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { auditStamps } from '../../src/audit/audit.ts';
import { nothingAudited } from '../../src/audit/audited.ts';
import { setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { casesIn } from '../../src/store/cases.ts';
import { openChecked, openStore, type StorePlace } from '../../src/store/open.ts';
import type { Document } from '../../src/store/port.ts';
import { aReferral, at, mo, REFERENCE } from '../case/a-case.ts';
import { bothStores } from '../fakes/both-stores.ts';
import { key } from '../fakes/cosmos.ts';
import { chooses, setUp } from '../features/set-up/a-council.ts';
import { envValueOf, keysFor, type Letter } from '../security/keys.ts';
import { run } from './tool.ts';

const { newFile, standIn } = await bothStores();
const { endpoint } = standIn;
const NOW = at('2026-11-24T14:00:00.000Z');

const aFile = (): StorePlace => ({ kind: 'sqlite', path: newFile() });
const aDatabase = (): StorePlace => ({ kind: 'cosmos', endpoint, key, database: `mash-${randomUUID()}` });
const nameOf = (place: StorePlace) =>
  place.kind === 'sqlite' ? `sqlite:${place.path}` : `cosmos:${place.endpoint}/${place.database}`;
const variables = (place: StorePlace): Record<string, string> =>
  place.kind === 'sqlite'
    ? { SQLITE_PATH: place.path }
    : { STORE: 'cosmos', COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key, COSMOS_DATABASE: place.database };

const opened = (place: StorePlace, ...[present, ...old]: [Letter, ...Letter[]]) =>
  openChecked({ place: { ...place, keys: keysFor(present, ...old) }, organisation: 'HT', checkServed: () => {} });

/** A store in use: a case that was written twice, a person and a set-up. */
async function inUse(place: StorePlace): Promise<StorePlace> {
  const { store } = await opened(place, 'A');
  await casesIn(store, () => {}).create(aReferral(NOW));
  await store.postpone(REFERENCE, NOW);
  await store.create({ kind: 'person', id: mo.id, ...{ aboutYou: {} } });
  await setupsIn(store).change(() => chooses(setUp(), 1, { managers: [mo.id] }));
  await store.close();
  return place;
}

/** What a look at all stamps finds. */
async function found(place: StorePlace, letter: Letter): Promise<string[]> {
  const { store, look } = await opened(place, letter);
  const audited = nothingAudited();
  if (look) await auditStamps(look, audited);
  await store.close();
  return audited.found.map(({ ref }) => ref);
}

/** The stamps are right, and still show who silences the case past the program. */
async function areAlive(place: StorePlace, letter: Letter): Promise<void> {
  expect(await found(place, letter)).toEqual([]);
  const bare = await openStore(place, 'HT');
  const { document, version = '' } = (await bare.read('case', REFERENCE)) ?? {};
  const { wakeAt: _, ...silent } = document as Document;
  await bare.replace(silent, version);
  await bare.close();
  expect(await found(place, letter)).toEqual([REFERENCE]);
}

const copied = async (from: StorePlace, to: StorePlace): Promise<StorePlace> => {
  const { code, errors } = await run('store-copy', ['--from', nameOf(from), '--to', nameOf(to)], { COSMOS_KEY: key });
  expect([code, code === 0 ? '' : errors]).toEqual([0, '']);
  return to;
};

const places: [string, () => StorePlace, () => StorePlace][] = [
  ['SQLite', aFile, aDatabase],
  ['Cosmos DB (stand-in)', aDatabase, aFile],
];

it.each(places)('On %s the stamps hold after keys:rotate, when the former key is gone', async (_, place) => {
  const here = await inUse(place());
  const keys = { DATA_KEY: envValueOf('B'), DATA_KEYS_OLD: envValueOf('A') };
  expect(await run('keys-rotate', [], { ...variables(here), ...keys })).toMatchObject({ code: 0 });
  await areAlive(here, 'B');
});

it.each(places)(
  'The stamps of %s go along into the other kind of store, and back into an empty one',
  async (_, place, other) => {
    const there = await copied(await inUse(place()), other());
    const back = await copied(there, place());
    await areAlive(there, 'A');
    await areAlive(back, 'A');
  },
);

it('The stamps of SQLite hold after a backup and its restoring, with all that was written since gone', async () => {
  const here = await inUse(aFile());
  const [backup, restored] = [newFile(), aFile()];
  expect((await run('store-backup', ['--to', backup], variables(here))).code).toBe(0);
  const { store } = await opened(here, 'A');
  await store.postpone(REFERENCE, at('2026-11-25T14:00:00.000Z'));
  await store.close();
  expect((await run('store-backup', ['--restore', backup], variables(restored))).code).toBe(0);
  await areAlive(restored, 'A');
});
