import { type DataKey, type DataKeys, readKey } from '../../src/store/data-keys.ts';

/** The made-up keys of these tests: each is its letter, 32 times. */
export type Letter = 'A' | 'B' | 'C';

/** The key as it is written in the environment. */
export const envValueOf = (letter: Letter): string => Buffer.alloc(32, letter).toString('base64');

export function dataKey(letter: Letter): DataKey {
  const key = readKey(envValueOf(letter));
  if (!key) throw new Error('no key');
  return key;
}

export const keysFor = (present: Letter, ...old: Letter[]): DataKeys => ({
  present: dataKey(present),
  old: old.map(dataKey),
});
