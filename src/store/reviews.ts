import { ReviewRecord } from '../settings/review.ts';
import { changeDocument } from './change.ts';
import type { Store } from './port.ts';

/** Which administrators have been told that the protocol is due for review. One document for all instances. */
interface Reviews {
  load(): Promise<ReviewRecord | undefined>;
  /**
   * Changes the record, deciding again if somebody else wrote first. Nothing is written if `decide` returns undefined.
   * @returns whether anything was written
   */
  change(decide: (record: ReviewRecord | undefined) => ReviewRecord | undefined): Promise<boolean>;
}

export function reviewsIn(store: Store): Reviews {
  return {
    async load() {
      const stored = await store.read('settings', 'review');
      return stored && ReviewRecord.parse(stored.document);
    },
    async change(decide) {
      const written = await changeDocument<ReviewRecord>(store, ['settings', 'review'], ReviewRecord.parse, decide);
      return written !== undefined;
    },
  };
}
