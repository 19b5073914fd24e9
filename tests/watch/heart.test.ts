import { beforeEach, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { heartOf } from '../../src/watch/heart.ts';
import { at } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';
import { keysFor } from '../security/keys.ts';

const { openStore } = aFolder();

let store: Store;
let machine: ReturnType<typeof virtualMachine>;
beforeEach(() => {
  machine = virtualMachine(at('2026-11-25T09:00:00.000Z'));
  store = openStore();
});

it('Each instance writes a heartbeat every ten seconds, also beside one with another key', async () => {
  const [one, other] = (['A', 'B'] as const).map((key) => heartOf(sealedStore(store, 'HT', keysFor(key)), machine));
  await Promise.all([one?.start(), other?.start()]);
  await machine.pass(59_000);
  for (const heart of [one, other])
    expect(heart?.last()).toEqual({ at: '2026-11-25T09:00:50.000Z', agoMs: 9000, isWell: true });
});

it('An instance reports that a heartbeat could not be written, and within two seconds that it can be again', async () => {
  let fails = false;
  const one = heartOf(
    {
      ...store,
      async replace(...change) {
        if (fails) throw new Error('the disk is full');
        return store.replace(...change);
      },
    },
    machine,
  );
  await one.start();
  fails = true;
  await machine.pass(15_000);
  expect(one.last()).toEqual({ at: '2026-11-25T09:00:00.000Z', agoMs: 15_000, isWell: false });
  fails = false;
  await machine.pass(2000);
  expect(one.last().isWell).toBe(true);
});
