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
export type Service = z.infer<typeof Service>;

const Served = z.object({
  served: Service, // never sealed: a program without the key must read it, too
});

const servedIn = document('served', Served, undefined);

/** @returns undefined if no service with a bot registration has ever used the store */
export const servedBy = async (store: Store): Promise<Service | undefined> => (await servedIn(store).load())?.served;

export async function rememberService(store: Store, served: Service) {
  await servedIn(store).change(() => ({ served }));
}

/**
 * Checks that this program may use the store.
 * @param served the service that the store belongs to
 * @param service this program's own service; undefined in local mode
 * @param formerAppId the app id before the council replaced its registration, as set by the operator
 * @throws Error that says what to do, without naming tenant or app
 */
export function mustBeOurs(served: Service | undefined, service: Service | undefined, formerAppId?: string): void {
  if (served === undefined) return;
  if (service === undefined)
    throw new Error(
      'SQLITE_PATH: this is the store of a service with a bot registration, but MicrosoftAppId is not set. In local mode nobody is authenticated. Set the registration, or name another file',
    );
  if (served.tenantId !== service.tenantId)
    throw new Error(
      'MicrosoftAppTenantId: this store has served another tenant, which has other people. Check MicrosoftAppTenantId and where the store is (SQLITE_PATH, COSMOS_ENDPOINT, COSMOS_DATABASE). For a new tenant, start with a new store and keep this one',
    );
  if (served.appId !== service.appId && served.appId !== formerAppId)
    throw new Error(
      'MicrosoftAppId: this store has served another app. Check MicrosoftAppId and where the store is (SQLITE_PATH, COSMOS_ENDPOINT, COSMOS_DATABASE). If the registration was replaced, set FORMER_APP_ID to the former app’s id for one start',
    );
}

/** Where the store is. */
export type StorePlace =
  | { kind: 'sqlite'; path: string }
  | { kind: 'cosmos'; endpoint: string; key: string | undefined; database: string };

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
  checkServed: (served: Service | undefined) => void;
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
