import type { Charged } from './cosmos-call.ts';
import type { DataKeys } from './data-keys.ts';
import { checkKeys } from './first-look.ts';
import type { Store } from './port.ts';
import { sealedStore } from './sealed-store.ts';
import { type Service, servedBy } from './served.ts';
import { sqliteStore } from './sqlite.ts';

/** Where the store is, and the keys that seal the personal data in it. */
export type StorePlace = (
  | { kind: 'sqlite'; path: string }
  | { kind: 'cosmos'; endpoint: string; key: string | undefined; database: string }
) & { keys?: DataKeys };

/**
 * Opens the configured store, with sealing where the place has `keys`. Without `keys` it reads and writes raw
 * documents, for tools that copy or seal them. The Cosmos DB client is loaded only when needed, because loading it
 * takes a fifth of a second.
 * @param charged called with the request units of each operation; SQLite never calls it
 */
export async function openStore(store: StorePlace, organisation: string, charged: Charged = () => {}): Promise<Store> {
  const opened = await openBare(store, organisation, charged);
  return store.keys ? sealedStore(opened, organisation, store.keys) : opened;
}

/** Which store to open, and the check that must pass first. */
interface Wanted {
  place: StorePlace;
  organisation: string;
  /** Throws where this program must not use the store. */
  checkServed: (served: Service | undefined) => void;
  charged?: Charged;
}

/**
 * Opens the configured store, but only if it is this service's own store and the keys fit it.
 * @returns the store, the bare store without sealing, and the older keys that are missing
 * @throws Error that says what to do
 */
export async function openChecked({ place, organisation, checkServed, charged }: Wanted) {
  const { keys = { present: undefined, old: [] }, ...asItLies } = place;
  const bare = await openStore(asItLies, organisation, charged);
  try {
    checkServed(await servedBy(bare));
    const missing = await checkKeys(bare, organisation, keys);
    return { store: sealedStore(bare, organisation, keys), bare, missing };
  } catch (error) {
    await bare.close();
    throw error;
  }
}

async function openBare(store: StorePlace, organisation: string, charged: Charged): Promise<Store> {
  if (store.kind === 'sqlite') return sqliteStore(store.path, organisation);
  const { cosmosStore } = await import('./cosmos.ts');
  return cosmosStore({ ...store, organisation, charged });
}
