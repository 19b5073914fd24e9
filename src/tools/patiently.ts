import { setTimeout as wait } from 'node:timers/promises';
import { CosmosFault } from '../store/cosmos-fault.ts';
import type { Store } from '../store/port.ts';
import { SqliteFault } from '../store/sqlite-fault.ts';

const tries = 30;

/** Nobody waits for a copy as they do for a card: a store that is busy is asked again for half a minute and more. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || tried === tries) throw error;
      await wait(1000);
    }
  }
}

/** The store as a command uses it: a busy one is asked again. What was refused for that was not written. */
export const patient = (store: Store): Store => ({
  ...store,
  create: (document) => patiently(() => store.create(document)),
  read: (kind, id) => patiently(() => store.read(kind, id)),
  replace: (document, version) => patiently(() => store.replace(document, version)),
  remove: (kind, id, version) => patiently(() => store.remove(kind, id, version)),
  all: (after, limit) => patiently(() => store.all(after, limit)),
  casesWith: (key, limit) => patiently(() => store.casesWith(key, limit)),
});

const isBusy = (error: unknown): boolean =>
  (error instanceof CosmosFault && error.code === 429) || (error instanceof SqliteFault && error.code === 'busy');
