import { type DataKeys, unavailableKeys } from './data-keys.ts';
import { everyDocument } from './every-case.ts';
import type { Document, KeyCount, Store, Stored } from './port.ts';
import { hasPersonal, isSealed, keyOf, undefinedOnSealFault, unseal } from './seal.ts';

const newestLooked = 20;
const casesLooked = 20;

/**
 * Checks that the program's keys fit the store, before it serves anybody. With a wrong key it would accept drafts and
 * remind nobody.
 * @param store the bare store, without sealing
 * @returns the older keys that the program lacks. It cannot read what they sealed, but can read everything else
 * @throws Error that says what to do, when nothing can be opened, or the newest cases or the settings cannot, or when
 *   data is not sealed
 */
export async function checkKeys(store: Store, organisation: string, keys: DataKeys): Promise<KeyCount[]> {
  const counts = await store.keyCounts();
  const missing = unavailableKeys(keys, counts);
  const isMissing = ({ stored }: SettingOrCase) => missing.some(({ key }) => key === keyIn(stored));
  const newest = (await store.newestSealed(newestLooked)).map((each) => ({ ...each, kind: 'case' as const }));
  const { sealed: settings, unsealed } = await settingsIn(store);
  const unknown = settings.find(isMissing);
  const underPresent = [...newest, ...settings].filter(({ stored }) => keyIn(stored) === keys.present?.id);
  const opens = ({ id, kind, stored }: SettingOrCase) => isOpened(stored.document, { organisation, kind, id }, keys);

  if (counts.length > 0 && missing.length === counts.length)
    throw noKey(missing.map(({ key }) => key).join(', '), 'this store was');
  if (unknown) throw noKey(keyIn(unknown.stored), 'the settings here were');
  if (newest.length > 0 && !newest.some(opens)) {
    const other = newest.find(isMissing);
    throw other ? noKey(keyIn(other.stored), 'the newest cases were') : changed(newest);
  }
  if (underPresent.length > 0 && !underPresent.some(opens)) throw changed(underPresent);
  if (keys.present && !keys.readsUnsealed && (unsealed || (await hasUnsealedCase(store)))) throw notSealed();
  return missing;
}

/**
 * Seals the settings with the present key where a former key still seals them. They are seldom written, so otherwise
 * the program could not start once the former key is removed.
 */
export async function sealSettings(bare: Store, sealed: Store, present: string | undefined) {
  if (present === undefined) return;
  for (const { id, stored } of (await settingsIn(bare)).sealed) {
    if (keyIn(stored) === present) continue;
    const opened = await sealed.read('settings', id).catch(undefinedOnSealFault);
    // if others wrote first, that sealed it too
    if (opened) await sealed.replace(opened.document as Document, opened.version);
  }
}

interface SettingOrCase {
  kind: Document['kind'];
  id: string;
  stored: Stored;
}

/** The sealed settings, and whether any settings are unsealed that should be sealed. */
async function settingsIn(store: Store): Promise<{ sealed: SettingOrCase[]; unsealed: boolean }> {
  const sealed: SettingOrCase[] = [];
  let unsealed = false;
  for await (const { id, ...stored } of everyDocument(store, 'settings'))
    if (isSealed(stored.document)) sealed.push({ kind: 'settings', id, stored });
    else unsealed ||= hasPersonal(stored.document, 'settings');
  return { sealed, unsealed };
}

/**
 * Looks at a few cases only: keys:rotate seals the settings last, so unsealed settings show that it stopped halfway.
 */
async function hasUnsealedCase(store: Store) {
  const some = await store.all(undefined, casesLooked); // cases come first
  return some.some(({ id, stored }) => id.startsWith('case|') && !isSealed(stored.document));
}

function isOpened(document: unknown, where: Parameters<typeof unseal>[1], keys: DataKeys) {
  try {
    unseal(document, where, keys);
    return true;
  } catch (error) {
    undefinedOnSealFault(error);
    return false;
  }
}

const keyIn = ({ document }: Stored) => (isSealed(document) ? keyOf(document) : 'none');

const noKey = (id: string, what: string) =>
  new Error(
    `DATA_KEY: ${what} sealed with the key ${id}, which is neither DATA_KEY nor among DATA_KEYS_OLD. Set the right key, from the vault. After a change of keys, the former key belongs in DATA_KEYS_OLD. If the key is lost, start with a new store and keep this one`,
  );

const notSealed = () =>
  new Error(
    'UNSEALED_READ: some cases or settings are not sealed, but with DATA_KEY set only sealed data is accepted. If the key is new: set UNSEALED_READ=yes, run npm run keys:rotate once, and remove UNSEALED_READ again. If everything was sealed before, somebody wrote to the store without this program: find out who, and restore the last backup',
  );

const changed = ([first]: SettingOrCase[]) =>
  new Error(
    `DATA_KEY: nothing that was sealed with the key ${first ? keyIn(first.stored) : 'unknown'} can be opened: it was changed, or moved here from another place. Check ORGANISATION and where the store is, or restore the last backup`,
  );
