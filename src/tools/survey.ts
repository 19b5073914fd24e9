import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import { throughEachCall } from '../base/each-call.ts';
import { hashOfJson, sha256 } from '../evidence/link.ts';
import { CosmosFault } from '../store/cosmos-call.ts';
import { pages } from '../store/every-case.ts';
import type { Store } from '../store/port.ts';
import { SqliteFault } from '../store/sqlite-fault.ts';

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
