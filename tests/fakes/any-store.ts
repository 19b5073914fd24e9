import { type Config, readConfig, readPlace } from '../../src/config.ts';

const ofTheStore = /^(DATA_KEY|DATA_KEY_FILE|DATA_KEYS_OLD|STORE|COSMOS_\w+)$/;

/**
 * The configuration of a program, where a test is about the store and not about who is let in: local mode by itself has no sealed store
 * and no Cosmos DB. No environment of the program leads here.
 */
export function configWithAnyStore(env: Record<string, string | undefined>): Config {
  if (env.MicrosoftAppId) return readConfig(env);
  const others = Object.fromEntries(Object.entries(env).filter(([name]) => !ofTheStore.test(name)));
  return { ...readConfig(others), store: readPlace(env).store };
}
