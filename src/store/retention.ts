import { noRetention, RetentionRecord } from '../settings/retention.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

/** The state of scheduled erasing. */
export type RetentionHandle = RecordHandle<RetentionRecord>;

export const retentionIn = (store: Store): RetentionHandle =>
  recordHandle(store, ['settings', 'retention'], RetentionRecord, noRetention);
