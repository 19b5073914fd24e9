import { nothingTold, ToldRecord } from '../settings/notices.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** Who was told what of what is no case's. */
export const toldIn = (store: Store): Kept<ToldRecord> => keptIn(store, ['settings', 'told'], ToldRecord, nothingTold);
