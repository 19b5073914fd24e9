import type { Config } from '../config.ts';
import type { Store } from './port.ts';
import { sqliteStore } from './sqlite.ts';

/**
 * The store that the configuration names. Cosmos DB's client is loaded only when it is wanted: it costs a fifth of a second.
 * @param charged hears of the request units of each operation; SQLite charges nothing
 */
export async function openStore(
  store: Config['store'],
  organisation: string,
  charged: (operation: string, requestUnits: number) => void = () => {},
): Promise<Store> {
  if (store.kind === 'sqlite') return sqliteStore(store.path, organisation);
  const { cosmosStore } = await import('./cosmos.ts');
  return cosmosStore({ ...store, organisation, charged });
}
