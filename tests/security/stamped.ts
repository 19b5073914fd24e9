import type { DataKeys } from '../../src/store/data-keys.ts';
import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { stampKey, stampsOf } from '../../src/store/stamps.ts';

/** A store as a program with these keys uses it: sealed, and stamped with the key that the store holds. */
export async function asTheProgram(bare: Store, keys: DataKeys): Promise<Store> {
  const key = await stampKey(sealedStore(bare, 'HT', keys), true);
  return sealedStore(bare, 'HT', keys, stampsOf('HT', key));
}
