import type { DataKeys } from './data-keys.ts';
import type { KeyCount, Store } from './port.ts';

/**
 * Older keys that this program lacks, and how much each of them sealed. That cannot be read until the keys are
 * restored.
 */
export interface MissingKeys {
  now(): readonly KeyCount[];
  /** Counts again: another instance may have the key, and may have sealed those documents with a newer one. */
  look(): Promise<void>;
}

export const noneMissing: MissingKeys = { now: () => [], look: async () => {} };

/** @param found the keys that were missing at the start */
export function missingKeysIn(
  store: Pick<Store, 'keyCounts'>,
  keys: DataKeys,
  found: readonly KeyCount[],
): MissingKeys {
  let missing = found;
  return {
    now: () => missing,
    async look() {
      missing = unavailableKeys(keys, await store.keyCounts());
    },
  };
}

export const unavailableKeys = ({ present, old }: DataKeys, counts: KeyCount[]): KeyCount[] =>
  counts.filter(({ key }) => ![present, ...old].some((each) => each?.id === key));
