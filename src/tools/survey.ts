import { createHash } from 'node:crypto';
import type { Store, Stored } from '../store/port.ts';
import { patiently } from './patiently.ts';

const pageOf = 200;
const atOnce = 16; // writes on their way at a time

/** What is in a store: how many documents, one hash over all of them, and the hash of each by its `kind|id`. */
export interface Survey {
  count: number;
  hash: string;
  hashes: Map<string, string>;
}

/** Every document of a store, a page at a time. A store that is busy is given time. */
export async function* pages(store: Store): AsyncGenerator<{ id: string; stored: Stored }[]> {
  let after: string | undefined;
  for (;;) {
    const page = await patiently(() => store.all(after, pageOf));
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id;
  }
}

/** Does the work for each of a page, sixteen at a time. @param done hears how many were done since it last heard */
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

/** @param read hears how many documents were read since it last heard */
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

/** The same text for the same content, whatever order the fields were written in. */
export function canonicalDocument(document: unknown): string {
  return JSON.stringify(document, (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
