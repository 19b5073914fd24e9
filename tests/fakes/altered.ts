import { existsSync } from 'node:fs';
import { audit } from '../../src/audit/audit.ts';
import { nothingKept } from '../../src/audit/audited.ts';
import { instantOf } from '../../src/base/time.ts';
import { readStoreSettings } from '../../src/config.ts';
import { features as parts } from '../../src/features/list.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { openStore } from '../../src/store/open.ts';
import { sealedStore } from '../../src/store/seal.ts';

const brokenByTest = /cannot be read|its history comes to/; // cases that the test itself put into its store

/**
 * Checks at the end of every conversation that no case in the store was altered. A store that the test brought may be
 * encrypted with another key, and may have cases that the test put into it.
 * @param env how the program of the conversation ran
 * @param madeByWorld the world made the store, not the test
 * @returns the breaks found, as JSON; empty if there are none
 */
export async function alteredCases(
  env: Record<string, string>,
  { madeByWorld, now }: { madeByWorld: boolean; now: number },
): Promise<string> {
  if (!existsSync(env.SQLITE_PATH ?? '')) return '';
  const storeEnv = ['SQLITE_PATH', 'DATA_KEY', 'DATA_KEY_FILE', 'DATA_KEYS_OLD'].map((name) => [name, env[name]]);
  const { keys, ...place } = readStoreSettings(Object.fromEntries(storeEnv)).store;
  const store = sealedStore(await openStore(place, 'HT'), 'HT', keys);
  const pack = loadPack(readStoreSettings({ PROTOCOL_PACK: env.PROTOCOL_PACK }).packPath);
  const caseContext = () => ({ now: instantOf(now), pack, parts });
  const { found } = await audit(store, nothingKept, { caseContext });
  await store.close();
  const breaks = found.filter(({ what }) => madeByWorld || !brokenByTest.test(what));
  return breaks.length > 0 ? JSON.stringify(breaks) : '';
}
