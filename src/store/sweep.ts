import { nobodySweeps, SweepRecord } from '../settings/sweep.ts';
import { type Kept, keptIn } from './change.ts';
import { everyOf } from './every-case.ts';
import type { Store } from './port.ts';
import { SealFault } from './seal.ts';

/**
 * Which instance looks at the whole store. What cannot be read there says nothing, and is written over: it must not
 * keep anybody from looking.
 */
export const sweepsIn = (store: Store): Kept<SweepRecord> =>
  keptIn(
    { ...store, read: (kind, id) => asItLies(store, kind, id) },
    ['settings', 'sweep'],
    SweepRecord.catch(nobodySweeps),
    nobodySweeps,
  );

async function asItLies(store: Store, ...[kind, id]: Parameters<Store['read']>): ReturnType<Store['read']> {
  try {
    return await store.read(kind, id);
  } catch (error) {
    if (!(error instanceof SealFault)) throw error;
    for await (const each of everyOf(store, kind)) if (each.id === id) return each;
    return undefined;
  }
}
