import { nobodySweeps, SweepRecord } from '../settings/sweep.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import { everyDocument } from './every-case.ts';
import type { Store } from './port.ts';
import { SealFault } from './seal.ts';

/**
 * Which instance sweeps the whole store. An unreadable record counts as none and is overwritten, so that it cannot stop
 * the sweep.
 */
export const sweepsIn = (store: Store): RecordHandle<SweepRecord> =>
  recordHandle(
    { ...store, read: (kind, id) => readOrClearFields(store, kind, id) },
    ['settings', 'sweep'],
    SweepRecord.catch(nobodySweeps),
    nobodySweeps,
  );

async function readOrClearFields(store: Store, ...[kind, id]: Parameters<Store['read']>): ReturnType<Store['read']> {
  try {
    return await store.read(kind, id);
  } catch (error) {
    if (!(error instanceof SealFault)) throw error;
    for await (const each of everyDocument(store, kind)) if (each.id === id) return each; // listing it does not throw
    return undefined;
  }
}
