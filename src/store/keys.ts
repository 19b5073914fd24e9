import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { isSame } from '../base/once-per.ts';
import { CaseId, newSecret } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import { wholeCases } from './cases.ts';
import { document, recordHandle } from './change.ts';
import type { Store } from './port.ts';
import { undefinedOnSealFault } from './seal.ts';

const Salt = z.object({ salt: z.string().min(40) });

const KeysRecord = z.object({
  changedAt: z.string(),
  keys: z.array(z.string()),
});

/** How many cases at most are compared with a new one: those that share the rarest keys with it. */
export const mostCandidates = 50;

/** Search keys, which find cases that may resemble each other. They are stored beside the case, hashed. */
export type Keys = ReturnType<typeof searchKeysIn>;

export function searchKeysIn(store: Store) {
  const saltHandle = document('salt-of-keys', Salt, undefined)(store);
  let known: ReturnType<typeof hashWithSalt> | undefined;
  /** Each store has one salt, drawn by the first instance that needs it. All others use that one. */
  async function hasher() {
    known ??= hashWithSalt((await saltHandle.change((there) => there ?? { salt: newSecret() })).salt);
    return known;
  }

  /** Replaces the keys of a case. Nothing is written when nothing changes. */
  async function keep(id: CaseId, keys: string[], now: Instant) {
    const hashed = keys.map(await hasher()).sort();
    await recordHandle(store, ['keys', id], KeysRecord, undefined).change((before) =>
      before && isSame(before.keys, hashed) ? before : { changedAt: now, keys: hashed },
    );
  }

  return {
    keep,
    /** Removes all keys of the case, so that no search finds it. */
    async forget(id: CaseId, now: Instant) {
      if (await store.read('keys', id)) await keep(id, [], now);
    },
    /** The keys as they are stored. */
    hashed: async (keys: string[]) => keys.map(await hasher()),
    /** The ids of the cases with this key, the last changed first. */
    async found(key: string, limit: number) {
      const hash = await hasher();
      return (await store.casesWith(hash(key), limit)).flatMap((id) => CaseId.safeParse(id).data ?? []);
    },
    /** The other cases that share any of these keys, at most fifty. A case that cannot be read is left out. */
    async sharing(keys: string[], except: CaseId) {
      const shared = new Map<string, number>();
      for (const key of keys.map(await hasher())) {
        const ids = (await store.casesWith(key, mostCandidates + 1)).filter((id) => id !== except);
        // A rare key says more than a common one.
        for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + 1 / ids.length);
      }
      const most = [...shared].sort(([, one], [, other]) => other - one).slice(0, mostCandidates);
      const stored = await Promise.all(most.map(([id]) => store.read('case', id).catch(undefinedOnSealFault)));
      return wholeCases(store, stored);
    },
  };
}

/**
 * Makes the stored form of a key, a hash: the one place where a key is turned into its stored form. That reveals no name, address or number, and without the
 * store's own salt nobody can test names against it.
 * @param salt the salt of this store and organisation
 */
export const hashWithSalt = (salt: string) => (key: string) =>
  createHmac('sha256', salt).update(key).digest('base64url').slice(0, 22); // 132 bits
