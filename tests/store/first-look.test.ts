import { describe, expect, it } from '@jest/globals';
import { mustBeOurs } from '../../src/config/faults.ts';
import type { DataKeys } from '../../src/store/data-keys.ts';
import { checkKeys, sealSettings } from '../../src/store/first-look.ts';
import { localMode, rememberOwner, servedBy } from '../../src/store/open.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { keyOf, sealedStore } from '../../src/store/seal.ts';
import { bothStores } from '../fakes/both-stores.ts';
import { dataKey, keysFor, type Letter } from '../security/keys.ts';

const { kinds } = await bothStores();
const ids = { A: dataKey('A').id, B: dataKey('B').id, C: dataKey('C').id };
const noKey: DataKeys = { present: undefined, old: [] };

describe.each(kinds)('the first look at a store on %s', (_, open) => {
  /**
   * A store with that many cases, sealed in turn by programs with these keys. The number of a case is also its minute.
   */
  async function sealedBy(...programs: [Letter | undefined, number][]): Promise<Store> {
    const bare = await open();
    let minute = 10;
    for (const [letter, cases] of programs)
      for (let count = 0; count < cases; count += 1) {
        const store = letter ? sealedStore(bare, 'HT', keysFor(letter)) : bare;
        await store.create({
          ...{ kind: 'case', id: `case-${minute}`, changedAt: `2026-11-24T14:${minute}:00.000Z` },
          ...{ facts: 'Girl Opal' },
        });
        minute += 1;
      }
    return bare;
  }
  const settings = (store: Store, letter: Letter) =>
    sealedStore(store, 'HT', keysFor(letter)).create({ kind: 'settings', id: 'duty', ...{ onDuty: ['mo'] } });
  const looked = (store: Store, keys: DataKeys) => checkKeys(store, 'HT', keys);

  it.each<[string, Parameters<typeof sealedBy>, DataKeys]>([
    ['is new', [], keysFor('A')],
    ['was never sealed', [[undefined, 3]], noKey],
    ['was never sealed, and is to be from now on', [[undefined, 3]], { ...keysFor('A'), readsUnsealed: true }],
    ['was sealed with this key', [['A', 3]], keysFor('A')],
    ['was sealed with the former key', [['A', 3]], keysFor('B', 'A')],
    [
      'was sealed with both keys',
      [
        ['A', 5],
        ['B', 20],
      ],
      keysFor('A', 'B'),
    ],
  ])('The first look accepts a store that %s', async (_, programs, keys) => {
    expect(await looked(await sealedBy(...programs), keys)).toEqual([]);
  });

  const sealer = `DATA_KEY: this store was sealed with the key ${ids.A}, which`;
  const unsealed = 'UNSEALED_READ: some cases or settings are not sealed';
  const newer: Parameters<typeof sealedBy> = [
    ['A', 5],
    ['B', 20],
  ];
  it.each<[string, Parameters<typeof sealedBy>, DataKeys, string]>([
    [
      'another key, and names the right one',
      [
        [undefined, 2],
        ['A', 3],
      ],
      keysFor('B'),
      sealer,
    ],
    [
      'other keys, and names the right one',
      [
        [undefined, 2],
        ['A', 3],
      ],
      keysFor('B', 'C'),
      sealer,
    ],
    [
      'no key, and names the right one',
      [
        [undefined, 2],
        ['A', 3],
      ],
      noKey,
      sealer,
    ],
    [
      'unsealed documents if there is a key',
      [
        [undefined, 1],
        ['A', 3],
      ],
      keysFor('A'),
      unsealed,
    ],
    ['newest cases that cannot be opened', newer, keysFor('A'), `the newest cases were sealed with the key ${ids.B}`],
  ])('The first look refuses %s', async (_, programs, keys, refusal) => {
    await expect(looked(await sealedBy(...programs), keys)).rejects.toThrow(refusal);
  });

  it('The first look refuses an unsealed setting if there is a key, but not the name of the service', async () => {
    const store = await sealedBy(['A', 3]);
    await rememberOwner(store, { tenantId: 'hertfordshire', appId: 'app-one' }); // never sealed, as it should be
    expect(await looked(store, keysFor('A'))).toEqual([]);
    await store.create({ kind: 'settings', id: 'retention', ...{ release: 'forged' } });
    await expect(looked(store, keysFor('A'))).rejects.toThrow(unsealed);
    expect(await looked(store, { ...keysFor('A'), readsUnsealed: true })).toEqual([]);
  });

  it('The first look accepts a few cases that another key has sealed', async () => {
    expect(await looked(await sealedBy(['A', 5], ['B', 2]), keysFor('A'))).toEqual([{ key: ids.B, cases: 2 }]);
  });

  it('The first look counts what missing older keys have sealed, and goes on', async () => {
    const store = await sealedBy(['A', 3], ['C', 1], ['B', 2]);
    await sealedStore(store, 'HT', keysFor('A')).create({ kind: 'person', id: 'jane', ...{ aboutYou: {} } });
    const found = await looked(store, keysFor('B'));
    expect(found.sort((one, other) => other.cases - one.cases)).toEqual([
      { key: ids.A, cases: 3 },
      { key: ids.C, cases: 1 },
    ]);
  });

  it('The first look refuses settings that cannot be opened, because nobody would know whom to tell', async () => {
    const store = await sealedBy(['B', 2]);
    await settings(store, 'A');
    await expect(looked(store, keysFor('B'))).rejects.toThrow(`the settings here were sealed with the key ${ids.A}`);
  });

  it('The first look refuses a store of another organisation, in which even the right key opens nothing', async () => {
    const store = await sealedBy(['A', 2]);
    await expect(checkKeys(store, 'BE', keysFor('A'))).rejects.toThrow(
      `nothing that was sealed with the key ${ids.A} can be opened`,
    );
  });

  it('The first look accepts a store in which one case of several is damaged', async () => {
    const store = await sealedBy(['A', 2]);
    const found = await store.read('case', 'case-11');
    const broken = { ...(found?.document as Document), sealed: { key: ids.A, data: 'AAAA' } };
    await store.replace(broken, found?.version ?? '');
    expect(await looked(store, keysFor('A'))).toEqual([]);
  });

  it('The settings are sealed with the present key at the start, so that the former key can be removed', async () => {
    const bare = await sealedBy(['A', 1]);
    await settings(bare, 'A');
    const store = sealedStore(bare, 'HT', keysFor('B', 'A'));
    await sealSettings(bare, store, ids.B);
    const raw = (await bare.read('settings', 'duty'))?.document as Parameters<typeof keyOf>[0];
    expect(keyOf(raw)).toBe(ids.B);
    expect((await store.read('settings', 'duty'))?.document).toMatchObject({ onDuty: ['mo'] });
    await sealedStore(bare, 'HT', keysFor('B')).create({
      ...{ kind: 'case', id: 'later', changedAt: '2026-11-25T14:00:00.000Z' },
      ...{ facts: 'Girl Agate' },
    });
    expect(await looked(bare, keysFor('B'))).toEqual([{ key: ids.A, cases: 1 }]);
  });

  it('The store says which service it belongs to, even without its key', async () => {
    const bare = await open();
    expect(await servedBy(bare)).toBeUndefined();
    await rememberOwner(sealedStore(bare, 'HT', keysFor('A')), { tenantId: 'hertfordshire', appId: 'app-one' });
    expect(await servedBy(bare)).toEqual({ tenantId: 'hertfordshire', appId: 'app-one' });
  });
});

// The owner of a store

const served = { tenantId: 'hertfordshire', appId: 'app-one' };

it('A new store may be used by any service and in local mode, and the store of either by the same one again', () => {
  for (const own of [localMode, served] as const) expect(() => mustBeOurs(undefined, own)).not.toThrow();
  expect(() => mustBeOurs(localMode, localMode)).not.toThrow();
  expect(() => mustBeOurs(served, { ...served })).not.toThrow();
});

it.each<[string, Parameters<typeof mustBeOurs>[1], string]>([
  ['local mode', localMode, 'SQLITE_PATH: this is the store of a service with a bot registration'],
  ['another tenant', { ...served, tenantId: 'essex' }, 'MicrosoftAppTenantId: this store has served another tenant'],
  ['another app', { ...served, appId: 'app-two' }, 'set FORMER_APP_ID to the former app’s id'],
])('A store of a service refuses %s, says what to do and shows no id', (_, service, message) => {
  const opening = () => mustBeOurs(served, service);
  expect(opening).toThrow(message);
  expect(opening).not.toThrow(/hertfordshire|essex|app-/);
});

it('A store of local mode never becomes a service’s: its children are made up', () =>
  expect(() => mustBeOurs(localMode, served)).toThrow(
    'SQLITE_PATH: this store was made in local mode, for made-up children. Use another path',
  ));

it('A store may be used by a new app of the same tenant if the operator names the former app', () => {
  expect(() => mustBeOurs(served, { ...served, appId: 'app-two' }, 'app-one')).not.toThrow();
  expect(() => mustBeOurs(served, { ...served, appId: 'app-two' }, 'app-three')).toThrow('FORMER_APP_ID');
  expect(() => mustBeOurs(served, { tenantId: 'essex', appId: 'app-two' }, 'app-one')).toThrow('MicrosoftAppTenantId');
});
