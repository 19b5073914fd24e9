import { nanoid } from 'nanoid';
import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { everyOf } from './every-case.ts';
import type { Store } from './port.ts';

/** That somebody was told of a case: who, when and how. One document each, which nobody changes afterwards. */
export const ReadRecord = z.object({
  kind: z.literal('read'),
  id: z.string(), // the case, the time, and what tells two of one moment apart
  case: CaseId,
  by: StaffId,
  at: Instant,
  how: z.string().max(40), // the kind of file, or what was pressed or written
});
export type ReadRecord = z.infer<typeof ReadRecord>;

export interface Reads {
  /** @throws when it cannot be stored; then the case must not be shown */
  add(read: Pick<ReadRecord, 'case' | 'by' | 'how'>, at: Instant): Promise<void>;
  /** Who was given this case, the first first. */
  of(id: CaseId): Promise<ReadRecord[]>;
}

export function readsIn(store: Store): Reads {
  return {
    async add(read, at) {
      const record: ReadRecord = { kind: 'read', id: `${read.case}~${at}~${nanoid(10)}`, ...read, at };
      if ((await store.create(record)).kind !== 'saved') throw new Error('a read was recorded twice');
    },
    async of(id) {
      const reads: ReadRecord[] = [];
      for await (const { document } of readsFrom(store, `${id}~`)) {
        const read = ReadRecord.parse(document);
        if (read.case !== id) break; // they come ordered by the case
        reads.push(read);
      }
      return reads;
    },
  };
}

/** Every document of the access log from this id on, with the version that removing it must name. */
export const readsFrom = (store: Store, id: string) => everyOf(store, 'read', id);
