import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { linked, linkField } from '../evidence/chained-log.ts';
import { untilSaved } from './change.ts';
import { everyDocument } from './every-case.ts';
import type { Store } from './port.ts';

/**
 * A record that somebody was shown a case or a list of cases, or searched for a person: who, when and how. Each is one document,
 * which never changes afterwards. `terms`: what was searched for, as hashes. They tell nobody a name, and show who searched for a known one.
 */
export const ReadRecord = z.object({
  kind: z.literal('read'),
  id: z.string(), // the case, the day and the number in the chain
  case: z.union([CaseId, z.enum(['search', 'list'])]),
  cases: z.array(CaseId).optional(), // those that a list showed
  by: StaffId,
  at: Instant,
  how: z.string().max(40), // the kind of file, or what the person pressed or typed; of a search, why
  terms: z.array(z.string()).optional(),
  ...linkField,
});
export type ReadRecord = z.infer<typeof ReadRecord>;

export type Reads = ReturnType<typeof readsIn>;

/**
 * The reads of one case on one day (UTC) form a chain, and so do lists and searches. When two are added at once, one of them goes after
 * the other.
 */
export const readChainOf = ({ case: id, at }: Pick<ReadRecord, 'case' | 'at'>): string => `${id}~${at.slice(0, 10)}`;

export function readsIn(store: Store) {
  return {
    /**
     * Whoever sees the same in the same way again within the hour is on record already.
     * @throws when the read cannot be stored; then the case must not be shown
     */
    async add(read: Pick<ReadRecord, 'case' | 'by' | 'how' | 'terms' | 'cases'>, at: Instant) {
      const chain = readChainOf({ ...read, at });
      await untilSaved(`the list of reads ${chain}`, async () => {
        const all = await chainNow(store, chain);
        if (all.some((each) => isSameRead(each, { ...read, at }))) return { result: undefined };
        const last = all.at(-1);
        const number = String((last?.link.number ?? 0) + 1).padStart(5, '0');
        const record = linked(chain, last, { kind: 'read' as const, id: `${chain}~${number}`, ...read, at });
        return (await store.create(record)).kind === 'saved' ? { result: undefined } : undefined;
      });
    },
    /** The reads of this case and the lists that showed it, or the searches, the oldest first. */
    async of(id: CaseId | 'search') {
      const lists = (await readsFrom(store, 'list')).filter(({ cases = [] }) => cases.some((each) => each === id));
      const reads = [...(await readsFrom(store, id)), ...lists];
      return reads.sort((one, other) => one.at.localeCompare(other.at));
    },
  };
}

async function readsFrom(store: Store, id: ReadRecord['case']) {
  const reads: ReadRecord[] = [];
  for await (const { document } of everyDocument(store, 'read', `${id}~`)) {
    const read = ReadRecord.parse(document);
    if (read.case !== id) break; // they are ordered by case
    reads.push(read);
  }
  return reads;
}

const hourOf = (at: Instant) => at.slice(0, 13);

/** Whether what was shown before holds all that is shown now: to the same person, in the same way and within one hour. */
const isSameRead = (before: ReadRecord, read: Pick<ReadRecord, 'by' | 'how' | 'terms' | 'cases' | 'at'>): boolean =>
  !read.terms &&
  before.by === read.by &&
  before.how === read.how &&
  hourOf(before.at) === hourOf(read.at) &&
  (read.cases ?? []).every((id) => before.cases?.includes(id));

/** The reads of a chain. The next one is linked to the last. */
async function chainNow(store: Store, chain: string) {
  const all: ReadRecord[] = [];
  for await (const { id, document } of everyDocument(store, 'read', `${chain}~`)) {
    if (!id.startsWith(`${chain}~`)) break;
    const read = ReadRecord.safeParse(document).data;
    if (read) all.push(read); // a malformed one, which the sweep names, keeps nobody from the case
  }
  return all;
}
