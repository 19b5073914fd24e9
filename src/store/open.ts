import type { Charged } from './cosmos-call.ts';
import type { DataKeys } from './data-keys.ts';
import { missingKeys } from './first-look.ts';
import type { Store } from './port.ts';
import { sealedStore } from './sealed-store.ts';
import { type Service, servedBy } from './served.ts';
import { sqliteStore } from './sqlite.ts';

/** Where cases are kept, and the keys that seal what is personal there. */
export type StorePlace = (
  | { kind: 'sqlite'; path: string }
  | { kind: 'cosmos'; endpoint: string; key: string | undefined; database: string }
) & { keys?: DataKeys };

/**
 * The store that the configuration names, behind the keys that it names; a place without `keys` gives and takes documents as they
 * lie, for tools that copy or seal them. Cosmos DB's client is loaded only when it is wanted: it costs a fifth of a second.
 * @param charged hears of the request units of each operation; SQLite charges nothing
 */
export async function openStore(store: StorePlace, organisation: string, charged: Charged = () => {}): Promise<Store> {
  const opened = await openBare(store, organisation, charged);
  return store.keys ? sealedStore(opened, organisation, store.keys) : opened;
}

/** Who wants the store, for whom it is looked at first. */
interface Wanted {
  place: StorePlace;
  organisation: string;
  /** Throws where it may not have the store. */
  checkServed: (served: Service | undefined) => void;
  charged?: Charged;
}

/**
 * The same, where nobody is to begin with a store that is another's, or with keys that do not open it.
 * @returns the store, as it lies too, and the older keys that are missing
 * @throws Error that says what to do
 */
export async function openLooked({ place, organisation, checkServed, charged }: Wanted) {
  const { keys = { present: undefined, old: [] }, ...asItLies } = place;
  const bare = await openStore(asItLies, organisation, charged);
  try {
    checkServed(await servedBy(bare));
    const missing = await missingKeys(bare, organisation, keys);
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
