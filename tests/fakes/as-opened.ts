import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/seal.ts';

/** The store as the program opens it without a key: what was read or written lately is not parsed again. */
export const asOpened = (store: Store, ticks: () => number): Store =>
  sealedStore(store, 'HT', { present: undefined, old: [] }, undefined, ticks);
