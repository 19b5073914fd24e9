import { noRetention, RetentionRecord } from '../settings/retention.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** The state of scheduled erasing. */
export type RetentionKept = Kept<RetentionRecord>;

export const retentionIn = (store: Store): RetentionKept =>
  keptIn(store, ['settings', 'retention'], RetentionRecord, noRetention);
