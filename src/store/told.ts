import { nothingTold, ToldRecord } from '../settings/told.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

/** Which notices outside any case have been sent, and to whom. */
export const sentNoticesIn = (store: Store): RecordHandle<ToldRecord> =>
  recordHandle(store, ['settings', 'told'], ToldRecord, nothingTold);
