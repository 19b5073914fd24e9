import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { linked, linkField } from '../evidence/chained-log.ts';
import { untilSaved } from './change.ts';
import { everyDocument } from './every-case.ts';
import type { Store } from './port.ts';

/**
 * A record that somebody was shown a case, or searched for a person: who, when and how. Each is one document, which never changes
 * afterwards. `terms`: what was searched for, as hashes. They tell nobody a name, and show who searched for a known one.
 */
export const ReadRecord = z.object({
  kind: z.literal('read'),
  id: z.string(), // the case, the day and the number in the chain
  case: z.union([CaseId, z.literal('search')]),
  by: StaffId,
  at: Instant,
  how: z.string().max(40), // the kind of file, or what the person pressed or typed; of a search, why
  terms: z.array(z.string()).optional(),
  ...linkField,
});
export type ReadRecord = z.infer<typeof ReadRecord>;

export type Reads = ReturnType<typeof readsIn>;

/**
 * The reads of one case on one day (UTC) form a chain. When two are added at once, one of them goes after the other.
 */
export const readChainOf = ({ case: id, at }: Pick<ReadRecord, 'case' | 'at'>): string => `${id}~${at.slice(0, 10)}`;

export function readsIn(store: Store) {
  return {
    /** @throws when the read cannot be stored; then the case must not be shown */
    async add(read: Pick<ReadRecord, 'case' | 'by' | 'how' | 'terms'>, at: Instant) {
      const chain = readChainOf({ ...read, at });
      await untilSaved(`the list of reads ${chain}`, async () => {
        const last = await lastOf(store, chain);
        const number = String((last?.link.number ?? 0) + 1).padStart(5, '0');
        const record = linked(chain, last, { kind: 'read' as const, id: `${chain}~${number}`, ...read, at });
        return (await store.create(record)).kind === 'saved' ? { result: undefined } : undefined;
      });
    },
    /** The reads of this case, or the searches, the oldest first. */
    async of(id: ReadRecord['case']) {
      const reads: ReadRecord[] = [];
      for await (const { document } of everyDocument(store, 'read', `${id}~`)) {
        const read = ReadRecord.parse(document);
        if (read.case !== id) break; // they are ordered by case
        reads.push(read);
      }
      return reads.sort((one, other) => one.at.localeCompare(other.at));
    },
  };
}

/** The last read of a chain, to which the next one is linked. */
async function lastOf(store: Store, chain: string) {
  let last: ReadRecord | undefined;
  for await (const { id, document } of everyDocument(store, 'read', `${chain}~`)) {
    if (!id.startsWith(`${chain}~`)) break;
    last = ReadRecord.safeParse(document).data ?? last; // a malformed one, which the sweep names, keeps nobody from the case
  }
  return last;
}
