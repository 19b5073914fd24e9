import { type Config, readConfig, readStoreSettings } from '../../src/config.ts';

const storeVariables = /^(DATA_KEY|DATA_KEY_FILE|DATA_KEYS_OLD|STORE|COSMOS_\w+)$/;

/**
 * The configuration for a test that is about the store and not about authentication. The real program allows no sealed
 * store and no Cosmos DB in local mode, so no environment variables give it this configuration.
 */
export function configWithAnyStore(env: Record<string, string | undefined>): Config {
  if (env.MicrosoftAppId) return readConfig(env);
  const others = Object.fromEntries(Object.entries(env).filter(([name]) => !storeVariables.test(name)));
  return { ...readConfig(others), store: readStoreSettings(env).store };
}
