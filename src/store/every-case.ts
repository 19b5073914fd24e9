import { setImmediate } from 'node:timers/promises';
import { CaseRecord } from '../case/record.ts';
import type { Store } from './port.ts';

const pageOf = 50;

/**
 * Every case, a page at a time, so that a year of them is never in memory at once. Others get their turn between the pages.
 * Texts that were moved beside a case are not with it.
 * @returns undefined for a document that cannot be read, which must not hide the others
 */
export async function* everyCase(store: Store): AsyncGenerator<CaseRecord | undefined> {
  let after: string | undefined;
  for (;;) {
    const page = await store.all(after, pageOf);
    for (const { id, stored } of page) {
      const [kind = ''] = id.split('|');
      if (kind > 'case') return; // they come ordered by kind
      if (kind === 'case') yield CaseRecord.safeParse(stored.document).data;
    }
    after = page.at(-1)?.id;
    if (after === undefined) return;
    await setImmediate();
  }
}
