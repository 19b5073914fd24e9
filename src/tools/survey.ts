import { createHash } from 'node:crypto';
import type { Store, Stored } from '../store/port.ts';
import { retryWhileBusy } from './patiently.ts';

const pageOf = 200;
const atOnce = 16; // writes at a time

/**
 * The content of a store: the number of documents, one hash over all of them, and the hash of each by its `kind|id`.
 */
export interface Survey {
  count: number;
  hash: string;
  hashes: Map<string, string>;
}

/** Every document of a store, a page at a time. Waits while the store is busy. */
export async function* pages(store: Store): AsyncGenerator<{ id: string; stored: Stored }[]> {
  let after: string | undefined;
  for (;;) {
    const page = await retryWhileBusy(() => store.all(after, pageOf));
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id;
  }
}

/**
 * Does the work for each item of a page, sixteen at a time.
 * @param done called with the number of items done since the last call
 */
export async function inBatches<T, R>(
  page: T[],
  work: (each: T) => Promise<R>,
  done: (documents: number) => void,
): Promise<R[]> {
  const results: R[] = [];
  for (let first = 0; first < page.length; first += atOnce) {
    const some = await Promise.all(page.slice(first, first + atOnce).map(work));
    done(some.length);
    results.push(...some);
  }
  return results;
}

/** @param read called with the number of documents read since the last call */
export async function survey(store: Store, read: (documents: number) => void): Promise<Survey> {
  const hashes = new Map<string, string>();
  for await (const page of pages(store)) {
    for (const { id, stored } of page) hashes.set(id, hashOf(canonicalDocument(stored.document)));
    read(page.length);
  }
  // Sorted here, because two stores may order letters beyond ASCII differently.
  const all = [...hashes].map(([id, hash]) => `${JSON.stringify(id)} ${hash}\n`).sort();
  return { count: hashes.size, hash: hashOf(all.join('')), hashes };
}

/** A text that is the same for the same content, whatever the order of its fields. */
export function canonicalDocument(document: unknown): string {
  return JSON.stringify(document, (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
