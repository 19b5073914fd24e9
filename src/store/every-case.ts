import { setImmediate } from 'node:timers/promises';
import { CaseRecord } from '../case/record.ts';
import type { Document, IndexedFields, Store, Stored } from './port.ts';

const pageOf = 50;

/**
 * Every document of a kind in the order of their ids, a page at a time, so that a year of them is never in memory at once. Others get
 * their turn between the pages.
 * @param from the id to begin behind
 */
export async function* everyOf(
  store: Store,
  kind: Document['kind'],
  from = '',
): AsyncGenerator<Stored & { id: string; shown: IndexedFields }> {
  const prefix = `${kind}|`;
  let after: string | undefined = `${prefix}${from}`;
  while (after !== undefined) {
    const page: Awaited<ReturnType<Store['all']>> = await store.all(after, pageOf);
    for (const { id, stored, shown } of page) {
      if (!id.startsWith(prefix)) return;
      yield { id: id.slice(prefix.length), ...stored, shown };
    }
    after = page.at(-1)?.id;
    await setImmediate();
  }
}

/**
 * Every case. Texts that were moved beside a case are not with it.
 * @returns undefined for a document that cannot be read, which must not hide the others
 */
export async function* everyCase(store: Store): AsyncGenerator<CaseRecord | undefined> {
  for await (const { document } of everyOf(store, 'case')) yield CaseRecord.safeParse(document).data;
}
