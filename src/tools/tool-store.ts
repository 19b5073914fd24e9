import { type Config, readConfig } from '../config.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { mustBeThere } from './place.ts';

/**
 * Works with the store that the environment names, as the program opens it; it may serve meanwhile. What is set for Teams is not
 * needed here.
 * @throws Error when there is no such store
 */
export async function withStore<T>(work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const { MicrosoftAppId: _, NODE_ENV: __, ...env } = process.env;
  const config = readConfig(env);
  mustBeThere('SQLITE_PATH', config.store);
  const store = await openStore(config.store, config.organisation);
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}
