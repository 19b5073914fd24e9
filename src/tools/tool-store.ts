import { userInfo } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import pino from 'pino';
import { throughEachCall } from '../base/each-call.ts';
import { logTo } from '../base/log.ts';
import { StaffId } from '../base/people.ts';
import { readStoreSettings, type StoreSettings } from '../config.ts';
import { hashOfJson, sha256 } from '../evidence/link.ts';
import { CosmosFault } from '../store/cosmos-call.ts';
import { pages } from '../store/every-case.ts';
import { headsLogged } from '../store/heads.ts';
import { isOfService, openChecked } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { SqliteFault } from '../store/sqlite-fault.ts';
import type { StampLook } from '../store/stamps.ts';
import { mustBeThere } from './command.ts';

/**
 * Opens the store that the environment names, as the program does, which may be running meanwhile. The settings for
 * Teams are not needed. If older keys are missing, it names them and works with the documents that it can open.
 * @throws Error when there is no such store, when the keys do not fit it, or when the command would write unsealed data
 *   to it
 */
export async function withStore<T>(
  work: (store: Store, place: StoreSettings, look: StampLook | undefined) => Promise<T>,
): Promise<T> {
  const place = readStoreSettings(process.env);
  for (const warning of place.misspelt) process.stderr.write(`${warning}.\n`);
  mustBeThere('SQLITE_PATH', place.store);
  const { store, missing, look } = await openChecked({
    place: place.store,
    organisation: place.organisation,
    checkServed(served) {
      if (isOfService(served) && !place.store.keys?.present && !place.inClear)
        throw new Error(
          'DATA_KEY: must be set as for the program. This store was used with a bot registration, and the command would write unsealed data to it. If the store is meant to be unsealed, set STORE_IN_CLEAR=yes',
        );
    },
  });
  for (const { key, cases } of missing)
    process.stderr.write(
      `The key ${key} is missing. Cases that cannot be read: ${cases}. It belongs in DATA_KEYS_OLD.\n`,
    );
  const log = logTo(pino.destination({ dest: 2, sync: true }), 'fatal'); // what it writes belongs into the log, too
  try {
    return await work(headsLogged(store, log), place, look);
  } finally {
    await store.close();
  }
}

/**
 * The id of the person who runs a command: their user name on this machine. Teams gives nobody an id like this, so it
 * names nobody in Teams.
 */
export const administrator = (): StaffId => StaffId.parse(`admin:${userInfo().username}`.slice(0, 100));

const tries = 30;

/** Retries a busy store for half a minute or more: a command can wait longer than a person who pressed a button. */
async function retryWhileBusy<T>(work: () => Promise<T>): Promise<T> {
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
export function patientStore({ aheadMs, ...store }: Store): Store {
  return { ...throughEachCall(store, (_, call) => retryWhileBusy(call)), aheadMs };
}

const isBusy = (error: unknown) =>
  (error instanceof CosmosFault && error.code === 429) || (error instanceof SqliteFault && error.code === 'busy');

const atOnce = 16; // writes at a time

export type Survey = Awaited<ReturnType<typeof survey>>;

/** Does the work for each item of a page, sixteen at a time. */
export const inBatches = <T, R>(page: T[], work: (each: T) => Promise<R>): Promise<R[]> =>
  new PQueue({ concurrency: atOnce }).addAll(page.map((each) => () => work(each)));

/**
 * The content of a store: the number of documents, one hash over all of them, and the hash of each by its `kind|id`.
 */
export async function survey(store: Store) {
  const hashes = new Map<string, string>();
  for await (const page of pages(store)) for (const { id, stored } of page) hashes.set(id, hashOfJson(stored.document));
  // Sorted here, because two stores may order letters beyond ASCII differently.
  const all = [...hashes].map(([id, hash]) => `${JSON.stringify(id)} ${hash}\n`).sort();
  return { count: hashes.size, hash: sha256(all.join('')), hashes };
}
