import type { DataKeys } from './data-keys.ts';
import type { KeyCount, Store } from './port.ts';

/** Older keys that are not here, with what they sealed: it cannot be read until they are given back. */
export interface MissingKeys {
  now(): readonly KeyCount[];
  /** Counts anew: another instance may have the key, and have sealed what was under it with a newer one. */
  look(): Promise<void>;
}

export const noneMissing: MissingKeys = { now: () => [], look: async () => {} };

/** @param found at the start */
export function missingKeysIn(
  store: Pick<Store, 'keyCounts'>,
  keys: DataKeys,
  found: readonly KeyCount[],
): MissingKeys {
  let missing = found;
  return {
    now: () => missing,
    async look() {
      missing = notAmong(keys, await store.keyCounts());
    },
  };
}

export const notAmong = ({ present, old }: DataKeys, counts: KeyCount[]): KeyCount[] =>
  counts.filter(({ key }) => ![present, ...old].some((each) => each?.id === key));
