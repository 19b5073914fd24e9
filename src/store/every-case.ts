import { setImmediate } from 'node:timers/promises';
import type { CaseRecord } from '../case/record.ts';
import { wholeCases } from './cases.ts';
import type { Document, IndexedFields, Store, Stored } from './port.ts';
import { SealFault } from './seal.ts';

const pageOf = 50;
const readAtOnce = 5; // cases, before other work gets a turn

/** Every document of the store, a page at a time. @param after the `kind|id` after which to begin */
export async function* pages(store: Pick<Store, 'all'>, after?: string) {
  for (let page = await store.all(after, pageOf); page.length > 0; page = await store.all(page.at(-1)?.id, pageOf)) {
    yield page;
    if (page.length < pageOf) return;
  }
}

/**
 * Every document of a kind, ordered by id. It reads a page at a time, so that a year of documents is never in memory at
 * once, and lets other work run between pages.
 * @param from the id after which to begin
 * @param pace runs after each page
 */
export async function* everyDocument(
  store: Store,
  kind: Document['kind'],
  from = '',
  pace: () => Promise<unknown> = setImmediate,
): AsyncGenerator<Stored & { id: string; shown: IndexedFields }> {
  const prefix = `${kind}|`;
  for await (const page of pages(store, `${prefix}${from}`)) {
    for (const { id, stored, shown } of page) {
      if (!id.startsWith(prefix)) return;
      yield { id: id.slice(prefix.length), ...stored, shown };
    }
    if (page.length === pageOf) await pace();
  }
}

/**
 * Every case.
 * @param pace runs after each page
 * @returns undefined for a document that cannot be read, so that it does not hide the others
 */
export async function* everyCase(store: Store, pace?: () => Promise<unknown>): AsyncGenerator<CaseRecord | undefined> {
  let read = 0;
  for await (const each of everyDocument(store, 'case', '', pace)) {
    read += 1;
    if (read % readAtOnce === 0) await setImmediate();
    yield (await wholeCases(store, [each]))[0];
  }
}

/** Reads a document. When its seal does not open, only the fields outside the seal are read. */
export async function clearFieldsAtLeast(
  store: Store,
  ...[kind, id]: Parameters<Store['read']>
): ReturnType<Store['read']> {
  try {
    return await store.read(kind, id);
  } catch (error) {
    if (!(error instanceof SealFault)) throw error;
    for await (const each of everyDocument(store, kind)) if (each.id === id) return each; // listing it does not throw
    return undefined;
  }
}
