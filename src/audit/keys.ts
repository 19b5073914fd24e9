import { z } from 'zod';
import type { IndexedFields } from '../store/port.ts';
import type { Finding } from './audited.ts';

const Keys = z.object({ keys: z.array(z.string()).default([]) });

/** Checks that the store indexes a case by the search keys that its `keys` document holds. */
export function auditKeys({ id, document, shown }: { id: string; document: unknown; shown: IndexedFields }): Finding[] {
  const keys = Keys.safeParse(document).data?.keys;
  if (!keys) return [{ ref: id, what: 'its search keys cannot be read' }];
  const isSame = new Set([...keys, ...(shown.keys ?? [])]).size === keys.length && keys.length === shown.keys?.length;
  return isSame ? [] : [{ ref: id, what: 'the index of the store has other search keys for it than its document' }];
}
