import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { verdictOnLog } from '../../src/evidence/chained-log.ts';
import { LEDGER, ledgerIn } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/port.ts';
import { at } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';

const { openStore } = aFolder();

const entry = { at: at('2026-11-24T14:00:00.000Z'), cases: 0, heads: {}, found: [], mended: [] };
const sweepEntry = { ...entry, swept: { clocks: 'periods' } };

/** A store on which each read and create takes a moment, so that calls overlap as they do on Cosmos DB. */
function slow(store: Store): Store {
  return {
    ...store,
    read: async (...what) => {
      const answer = await store.read(...what);
      await pause(2);
      return answer;
    },
    create: async (...what) => {
      const saved = await store.create(...what);
      await pause(2);
      return saved;
    },
  };
}

it('Entries that two instances add at once, while they also look for the last sweep, form one whole chain', async () => {
  const store = slow(openStore());
  const [here, elsewhere] = [ledgerIn(store), ledgerIn(store)];
  await here.add(sweepEntry);
  await Promise.all(
    [here, elsewhere, here, elsewhere, here].flatMap((ledger) => [
      ledger.add(entry),
      ledger.lastSweep(),
      ledger.add(sweepEntry),
      ledger.lastSweep(),
    ]),
  );
  const entries = await here.all();
  expect(entries.map(({ id }) => Number(id))).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
  expect(verdictOnLog(LEDGER, entries)).toMatchObject({ kind: 'whole' });
  expect((await here.lastSweep())?.number).toBe(entries.findLast(({ swept }) => swept)?.link?.number);
});
