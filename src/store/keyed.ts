import { createHmac } from 'node:crypto';

/** Makes the stored form of a key. */
export type Keyed = (key: string) => string;

/**
 * The one place where a key becomes what is stored: nothing of a name, an address or a number can be read from it, and without the
 * store's own salt nobody can try names against it.
 * @param salt of this store and organisation
 */
export function keyedWith(salt: string): Keyed {
  return (key) => createHmac('sha256', salt).update(key).digest('base64url').slice(0, 22); // 132 bits
}
