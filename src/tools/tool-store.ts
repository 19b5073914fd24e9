import { readPlace, type StoreSettings } from '../config.ts';
import { openLooked } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { mustBeThere } from './place.ts';

/**
 * Works with the store that the environment names, as the program opens it; it may serve meanwhile. What is set for Teams is not
 * needed here. Older keys that are missing are named, and the work goes on with what opens.
 * @throws Error when there is no such store, when its keys do not open it, or when what is written to it would lie there in the clear
 */
export async function withStore<T>(work: (store: Store, place: StoreSettings) => Promise<T>): Promise<T> {
  const place = readPlace(process.env);
  mustBeThere('SQLITE_PATH', place.store);
  const { store, missing } = await openLooked({
    place: place.store,
    organisation: place.organisation,
    checkServed(served) {
      if (served && !place.store.keys?.present && !place.inClear)
        throw new Error(
          'DATA_KEY: must be set as the program has it: this is the store of a service, and what a command writes would lie there unsealed. Where nothing is to be sealed: STORE_IN_CLEAR=yes',
        );
    },
  });
  for (const { key, cases } of missing)
    process.stderr.write(
      `The key ${key} is missing. Cases that cannot be read: ${cases}. It belongs in DATA_KEYS_OLD.\n`,
    );
  try {
    return await work(store, place);
  } finally {
    await store.close();
  }
}
