import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { KeyCount, Store } from './port.ts';

/**
 * A key that encrypts personal data. The id is derived from the key without revealing it, and is stored beside all that
 * the key sealed.
 */
export interface DataKey {
  id: string;
  key: KeyObject; // prints without its secret
}

/** `present` seals and opens; without it nothing is sealed. The old keys only open. */
export interface DataKeys {
  present: DataKey | undefined;
  old: DataKey[];
  // true only while a key is being introduced: unsealed data is still read. Otherwise a key means that it is refused
  readsUnsealed?: boolean;
}

/** @returns undefined when the text is not a key */
export function readKey(text: string): DataKey | undefined {
  const bytes = bytesIn(text.trim());
  if (bytes?.length !== 32) return undefined;
  const id = createHmac('sha256', bytes).update('the id of a data key').digest('hex').slice(0, 12);
  return { id, key: createSecretKey(bytes) };
}

function bytesIn(text: string) {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

export type MissingKeys = ReturnType<typeof missingKeysIn>;

export const noneMissing: MissingKeys = { now: () => [], look: async () => {} };

/**
 * Older keys that this program lacks, and how many cases each of them sealed. Those cannot be read until the keys are
 * restored.
 * @param found the keys that were missing at the start
 */
export function missingKeysIn(store: Pick<Store, 'keyCounts'>, keys: DataKeys, found: readonly KeyCount[]) {
  let missing = found;
  return {
    now: () => missing,
    /** Counts again: another instance may have the key, and may have sealed those documents with a newer one. */
    async look() {
      missing = unavailableKeys(keys, await store.keyCounts());
    },
  };
}

export const unavailableKeys = ({ present, old }: DataKeys, counts: KeyCount[]): KeyCount[] =>
  counts.filter(({ key }) => ![present, ...old].some((each) => each?.id === key));
