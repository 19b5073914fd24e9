import { readFileSync } from 'node:fs';
import { readKey } from '../store/data-keys.ts';
import type { Vars } from './environment.ts';

const form = '32 bytes as base64 or hex (openssl rand -base64 32 makes them)';

/** The keys that the environment names, and the faults in them. A fault names the variable, never its value. */
export function dataKeysOf({ DATA_KEY, DATA_KEY_FILE, DATA_KEYS_OLD = [], UNSEALED_READ }: Vars) {
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

function textIn(path: string | undefined) {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // the caller reports the fault
  }
}
