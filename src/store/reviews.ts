import { ReviewRecord } from '../settings/review.ts';
import { changeDocument } from './change.ts';
import type { Store } from './port.ts';

/** Where it stands with telling administrators of the review, in one document for all instances. */
interface Reviews {
  load(): Promise<ReviewRecord | undefined>;
  /**
   * Changes it, deciding again when somebody was faster. Nothing is written where nothing is decided.
   * @returns whether this was written
   */
  change(decide: (record: ReviewRecord | undefined) => ReviewRecord | undefined): Promise<boolean>;
}

export function reviewsIn(store: Store): Reviews {
  return {
    async load() {
      const found = await store.read('settings', 'review');
      return found && ReviewRecord.parse(found.document);
    },
    async change(decide) {
      const written = await changeDocument<ReviewRecord>(store, ['settings', 'review'], ReviewRecord.parse, decide);
      return written !== undefined;
    },
  };
}
