import { type Config, readConfig } from '../config.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { mustBeThere } from './place.ts';

/**
 * The store that the environment names, as the program opens it; it may serve meanwhile. What is set for Teams is not needed here.
 * @throws Error when there is no such store
 */
export async function toolStore(): Promise<{ store: Store; config: Config }> {
  const { MicrosoftAppId: _, NODE_ENV: __, ...env } = process.env;
  const config = readConfig(env);
  mustBeThere('SQLITE_PATH', config.store);
  return { store: await openStore(config.store, config.organisation), config };
}
