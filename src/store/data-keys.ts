import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

interface KeyVariables {
  DATA_KEY?: string | undefined;
  DATA_KEY_FILE?: string | undefined;
  DATA_KEYS_OLD?: string[] | undefined;
  UNSEALED_READ?: 'yes' | 'no';
}

const form = '32 bytes as base64 or hex (openssl rand -base64 32 makes them)';

/** The keys that the environment names, and the faults in them. A fault names the variable, never its value. */
export function dataKeysOf({ DATA_KEY, DATA_KEY_FILE, DATA_KEYS_OLD = [], UNSEALED_READ }: KeyVariables) {
  const faults: string[] = [];
  const keyText = DATA_KEY ?? textIn(DATA_KEY_FILE);
  const present = readKey(keyText ?? '');
  const old = DATA_KEYS_OLD.flatMap((text) => readKey(text) ?? []);
  if (DATA_KEY && DATA_KEY_FILE) faults.push('DATA_KEY, DATA_KEY_FILE: set one of them');
  else if (DATA_KEY_FILE && keyText === undefined) faults.push('DATA_KEY_FILE: the file cannot be read');
  else if (keyText !== undefined && !present)
    faults.push(DATA_KEY ? `DATA_KEY: must be ${form}` : `DATA_KEY_FILE: the file must hold ${form}`);
  if (old.length < DATA_KEYS_OLD.length) faults.push(`DATA_KEYS_OLD: each of them must be ${form}`);
  if (old.length > 0 && !DATA_KEY && !DATA_KEY_FILE)
    faults.push('DATA_KEYS_OLD: set DATA_KEY or DATA_KEY_FILE beside it; old keys only open');
  const readsUnsealed = UNSEALED_READ === 'yes';
  if (readsUnsealed && !DATA_KEY && !DATA_KEY_FILE)
    faults.push('UNSEALED_READ: set DATA_KEY or DATA_KEY_FILE beside it, or remove it');
  return { keys: { present, old, readsUnsealed }, faults };
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

function textIn(path: string | undefined) {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // the caller reports the fault
  }
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
