import { userInfo } from 'node:os';
import pino from 'pino';
import { logTo } from '../base/log.ts';
import { StaffId } from '../base/people.ts';
import { readStoreSettings, type StoreSettings } from '../config.ts';
import { headsLogged } from '../store/heads.ts';
import { openChecked } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import type { StampLook } from '../store/stamps.ts';
import { mustBeThere } from './command.ts';

/**
 * Opens the store that the environment names, as the program does, which may be running meanwhile. The settings for
 * Teams are not needed. If older keys are missing, it names them and works with the documents that it can open.
 * @throws Error when there is no such store, when the keys do not fit it, or when the command would write unsealed data
 *   to it
 */
export async function withStore<T>(
  work: (store: Store, place: StoreSettings, look: StampLook | undefined) => Promise<T>,
): Promise<T> {
  const place = readStoreSettings(process.env);
  mustBeThere('SQLITE_PATH', place.store);
  const { store, missing, look } = await openChecked({
    place: place.store,
    organisation: place.organisation,
    checkServed(served) {
      if (served && !place.store.keys?.present && !place.inClear)
        throw new Error(
          'DATA_KEY: must be set as for the program. This store was used with a bot registration, and the command would write unsealed data to it. If the store is meant to be unsealed, set STORE_IN_CLEAR=yes',
        );
    },
  });
  for (const { key, cases } of missing)
    process.stderr.write(
      `The key ${key} is missing. Cases that cannot be read: ${cases}. It belongs in DATA_KEYS_OLD.\n`,
    );
  const log = logTo(pino.destination({ dest: 2, sync: true }), 'fatal'); // what it writes belongs into the log, too
  try {
    return await work(headsLogged(store, log), place, look);
  } finally {
    await store.close();
  }
}

/**
 * The id of the person who runs a command: their user name on this machine. Teams gives nobody an id like this, so it
 * names nobody in Teams.
 */
export const administrator = (): StaffId => StaffId.parse(`admin:${userInfo().username}`.slice(0, 100));
