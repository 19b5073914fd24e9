import { ReviewRecord } from '../desk/review.ts';
import type { Store } from './port.ts';

/** Where it stands with telling administrators of the review, in one document for all instances. */
export interface Reviews {
  load(): Promise<ReviewRecord | undefined>;
  /** Changes it, deciding again when somebody was faster. Nothing is written where nothing is decided. @returns whether this was written */
  change(decide: (record: ReviewRecord | undefined) => ReviewRecord | undefined): Promise<boolean>;
}

export function reviewsIn(store: Store): Reviews {
  const read = async () => {
    const found = await store.read('settings', 'review');
    return found && { record: ReviewRecord.parse(found.document), version: found.version };
  };
  return {
    async load() {
      return (await read())?.record;
    },
    async change(decide) {
      for (;;) {
        const found = await read();
        const next = decide(found?.record);
        if (!next) return false;
        const outcome = found ? await store.replace(next, found.version) : await store.create(next);
        if (outcome.kind === 'saved') return true;
      }
    },
  };
}
