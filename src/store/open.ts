import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { document } from './change.ts';
import type { Charged } from './cosmos-call.ts';
import type { DataKeys } from './data-keys.ts';
import { checkKeys } from './first-look.ts';
import type { Store } from './port.ts';
import { sealedStore } from './seal.ts';
import { sqliteStore } from './sqlite.ts';
import { stampKey, stampsOf } from './stamps.ts';

/** The service that a store belongs to: its tenant and its app. */
const Service = z.object({ tenantId: z.string(), appId: z.string() });

/** What a store of local mode belongs to: its children are made up. */
export const localMode = 'local mode';

const Owner = z.union([Service, z.literal(localMode)]);
export type Owner = z.infer<typeof Owner>;

const Served = z.object({
  served: Owner, // never sealed: a program without the key must read it, too
});

const servedIn = document('served', Served, undefined);

/** Whether the store is a service’s, with children who exist. */
export const isOfService = (owner: Owner | undefined) => owner !== undefined && owner !== localMode;

/** Who began the store. @returns undefined for a new one */
export const servedBy = async (store: Store): Promise<Owner | undefined> => (await servedIn(store).load())?.served;

export async function rememberOwner(store: Store, served: Owner) {
  await servedIn(store).change(() => ({ served }));
}

/** Where the store is. */
export type StorePlace =
  | { kind: 'sqlite'; path: string }
  | { kind: 'cosmos'; endpoint: string; key: string | undefined; clientId?: string | undefined; database: string };

/** How many bytes are free where the SQLite file lies; undefined for Cosmos DB, and where the disk does not say. */
export function freeBytes(place: StorePlace): number | undefined {
  if (place.kind !== 'sqlite') return undefined;
  try {
    const { bavail, bsize } = statfsSync(dirname(place.path));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/**
 * Opens the configured store as it lies, for tools that copy or seal its documents. The Cosmos DB client is loaded only when needed, because loading it
 * takes a fifth of a second.
 * @param charged called with the request units of each operation; SQLite never calls it
 */
export async function openStore(store: StorePlace, organisation: string, charged: Charged = () => {}): Promise<Store> {
  if (store.kind === 'sqlite') return sqliteStore(store.path, organisation);
  return (await import('./cosmos.ts')).cosmosStore({ ...store, organisation, charged });
}

/** Which store to open, the keys that seal the personal data in it, and the check that must pass first. */
interface Wanted {
  place: StorePlace & { keys: DataKeys };
  organisation: string;
  /** Throws where this program must not use the store. */
  checkServed: (served: Owner | undefined) => void;
  charged?: Charged;
}

/**
 * Opens the configured store, but only if it is this service's own store and the keys fit it.
 * @returns the store, the older keys that are missing, and with a key what the look at the stamps needs
 * @throws Error that says what to do
 */
export async function openChecked({ place, organisation, checkServed, charged }: Wanted) {
  const { keys, ...asItLies } = place;
  const bare = await openStore(asItLies, organisation, charged);
  try {
    checkServed(await servedBy(bare));
    const missing = await checkKeys(bare, organisation, keys);
    const unstamped = sealedStore(bare, organisation, keys);
    if (!keys.present) return { store: unstamped, bare, missing };
    const stamps = stampsOf(organisation, await stampKey(unstamped, keys.readsUnsealed), keys.readsUnsealed);
    return { store: sealedStore(bare, organisation, keys, stamps), bare, missing, look: { bare, stamps } };
  } catch (error) {
    await bare.close();
    throw error;
  }
}
