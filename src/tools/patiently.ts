import { setTimeout as wait } from 'node:timers/promises';
import { CosmosFault } from '../store/cosmos-fault.ts';
import type { Store } from '../store/port.ts';
import { SqliteFault } from '../store/sqlite-fault.ts';

const tries = 30;

/** Retries a busy store for half a minute or more: a command can wait longer than a person who pressed a button. */
export async function retryWhileBusy<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || tried === tries) throw error;
      await wait(1000);
    }
  }
}

/** A store for commands, which retries while it is busy. A busy store has written nothing, so a retry is safe. */
export const patientStore = (store: Store): Store => ({
  ...store,
  create: (document) => retryWhileBusy(() => store.create(document)),
  read: (kind, id) => retryWhileBusy(() => store.read(kind, id)),
  replace: (document, version) => retryWhileBusy(() => store.replace(document, version)),
  remove: (kind, id, version) => retryWhileBusy(() => store.remove(kind, id, version)),
  all: (after, limit) => retryWhileBusy(() => store.all(after, limit)),
  casesWith: (key, limit) => retryWhileBusy(() => store.casesWith(key, limit)),
});

const isBusy = (error: unknown): boolean =>
  (error instanceof CosmosFault && error.code === 429) || (error instanceof SqliteFault && error.code === 'busy');
