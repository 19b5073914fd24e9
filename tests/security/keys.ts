import { type DataKey, type DataKeys, readKey } from '../../src/store/data-keys.ts';

/** Made-up keys of these tests, each by a letter: its 32 bytes are that letter. */
export type Letter = 'A' | 'B' | 'C';

/** As it stands in the environment. */
export const written = (letter: Letter): string => Buffer.alloc(32, letter).toString('base64');

export function dataKey(letter: Letter): DataKey {
  const key = readKey(written(letter));
  if (!key) throw new Error('no key');
  return key;
}

export const keysFor = (present: Letter, ...old: Letter[]): DataKeys => ({
  present: dataKey(present),
  old: old.map(dataKey),
});
