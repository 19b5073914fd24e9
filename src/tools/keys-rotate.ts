import { readStoreSettings } from '../config.ts';
import type { DataKey, DataKeys } from '../store/data-keys.ts';
import { openStore } from '../store/open.ts';
import { type Document, kinds, type Store, type Stored } from '../store/port.ts';
import { hasPersonal, isSealed, keyOf, SealFault, seal, sealedStore, unseal } from '../store/seal.ts';
import { type Stamps, stampedStore, stampKey, stampsOf } from '../store/stamps.ts';
import { command, firstLines, formatNumber, mustBeThere, printLine, printPart, resumable } from './command.ts';
import { inBatches, pages, retryWhileBusy } from './survey.ts';

const usage = `npm run keys:rotate
The store, ORGANISATION, DATA_KEY (or DATA_KEY_FILE) and DATA_KEYS_OLD are those of the program.
While you introduce a key, set UNSEALED_READ=yes. Without it, unsealed documents are neither trusted nor sealed.`;

/** Seals every document of the store with DATA_KEY, and says whether the old keys can be removed. */
await command(usage, {}, async () => {
  const { store, organisation } = readStoreSettings(process.env);
  const { keys, ...bareStore } = store;
  if (!keys?.present) throw new Error(`DATA_KEY: set it, or DATA_KEY_FILE, to the key to seal with\n${usage}`);
  const { present } = keys;
  mustBeThere('SQLITE_PATH', bareStore);
  const bare = await openStore(bareStore, organisation);
  const key = await stampKey(sealedStore(bare, organisation, keys), keys.readsUnsealed);
  const stamps = stampsOf(organisation, key);
  const opened = stampedStore(bare, stamps);
  const rotation = { organisation, keys: { ...keys, present }, stamps };
  try {
    const { sealed, usage: keyUsage } = await resumable(
      () => rotateKeys(opened, rotation),
      'The rotation is not complete, and the old keys are still needed.',
    );
    printLine(`Sealed ${formatNumber(sealed)} documents of ${organisation} with the key ${present.id}.`);
    return printUsage(keyUsage, rotation.keys);
  } finally {
    await opened.close();
  }
});

/** Prints which keys the documents are under. @returns whether all of them are under the present key */
function printUsage(
  { count, underKey, unsealed, nothingToSeal, unreadable }: Awaited<ReturnType<typeof keyUsageOf>>,
  { present, readsUnsealed }: Rotation['keys'],
) {
  printLine(`Of ${formatNumber(count)} documents:`);
  for (const [key, documents] of [...underKey].sort())
    printLine(`  ${formatNumber(documents)} are under the key ${key}${key === present.id ? '' : ', an old one'}`);
  if (unsealed > 0) printLine(`  ${formatNumber(unsealed)} are not sealed`);
  if (nothingToSeal > 0) printLine(`  ${formatNumber(nothingToSeal)} hold nothing to seal`);
  if (unsealed > 0 && !readsUnsealed)
    printLine(
      '  Where the key is new, run this with UNSEALED_READ=yes. Where all was sealed before, somebody wrote them straight into the store.',
    );
  if (unreadable.length > 0)
    process.stderr.write(`\nThese cannot be opened and were left as they are:\n${firstLines(unreadable)}\n`);
  const isDone = unsealed === 0 && unreadable.length === 0 && [...underKey.keys()].every((key) => key === present.id);
  printLine(isDone ? 'The old keys may go: nothing needs them but backups.' : 'The old keys are still needed.');
  if (!isDone && unreadable.length === 0)
    printLine('A program still writes without this key. Restart each instance with it, and run this again.');
  return isDone;
}

interface Rotation {
  organisation: string;
  keys: DataKeys & { present: DataKey };
  stamps: Stamps;
}

/**
 * Seals every document with the present key. That includes documents under an old key. Unsealed documents are included
 * only if the keys allow unsealed data: otherwise this would legitimise what somebody wrote without the program. Each
 * document is replaced only if nobody has changed it meanwhile, so programs may go on running. Documents under the
 * present key are skipped, so running it again continues where it stopped.
 * @param store the bare store, without keys
 * @returns how many documents were sealed now, and the key usage after reading the whole store again
 */
async function rotateKeys(store: Store, rotation: Rotation) {
  printPart('Sealing');
  const sealed = await sealAll(store, rotation);
  printPart('Checking');
  const usage = await keyUsageOf(store, rotation);
  await store.scrub(); // removes the unsealed data from the files, too
  return { sealed, usage };
}

async function sealAll(store: Store, rotation: Rotation) {
  let sealed = 0;
  for await (const page of pages(store)) {
    const outcomes = await inBatches(page, ({ id, stored }) => sealOne(store, rotation, id, stored));
    sealed += outcomes.filter(Boolean).length;
  }
  return sealed;
}

/** Seals one document; one that cannot be opened stays as it is. @returns whether this command has sealed it now */
async function sealOne(store: Store, rotation: Rotation, id: string, first: Stored) {
  for (
    let stored: Stored | undefined = first;
    stored;
    stored = await retryWhileBusy(() => store.read(...placeOf(id)))
  ) {
    const document = isAltered(rotation, id) ? undefined : resealed(stored.document, rotation, id);
    if (!document) return false;
    const { version } = stored;
    if ((await retryWhileBusy(() => store.replace(document, version))).kind === 'saved') return true;
  }
  return false;
}

/** Whether the document was changed past the program. While a key is being introduced, nothing has a stamp yet. */
function isAltered({ keys, stamps }: Rotation, id: string) {
  return !keys.readsUnsealed && stamps.isSuspect(id);
}

/** The document sealed with the present key, or undefined if that is needless or impossible. */
function resealed(stored: unknown, { organisation, keys }: Rotation, id: string) {
  const { present } = keys;
  const [kind, name] = placeOf(id);
  if (isSealed(stored) ? keyOf(stored) === present.id : !hasPersonal(stored, kind)) return undefined;
  try {
    return seal(unseal(stored, { organisation, kind, id: name }, keys) as Document, organisation, present);
  } catch (error) {
    if (error instanceof SealFault) return undefined; // listed by name at the end
    throw error;
  }
}

/**
 * Reads every document, and tries to open it.
 * @returns which keys the store uses: how many documents are under each key, by its id, how many are unsealed, and how
 *   many hold nothing to seal. `unreadable`: a line for each document that cannot be opened
 */
async function keyUsageOf(store: Store, rotation: Rotation) {
  const { organisation, keys } = rotation;
  const underKey = new Map<string, number>();
  const unreadable: string[] = [];
  let [count, unsealed, nothingToSeal] = [0, 0, 0];
  for await (const page of pages(store)) {
    for (const { id, stored } of page) {
      const [kind, name] = placeOf(id);
      const { document } = stored;
      count += 1;
      if (isSealed(document)) underKey.set(keyOf(document), (underKey.get(keyOf(document)) ?? 0) + 1);
      else if (hasPersonal(document, kind)) unsealed += 1;
      else nothingToSeal += 1;
      if (isAltered(rotation, id))
        unreadable.push(`${id.replace('|', ' ')}: it was changed past the program, which puts it right when it runs`);
      try {
        unseal(document, { organisation, kind, id: name }, keys);
      } catch (error) {
        if (!(error instanceof SealFault)) throw error;
        unreadable.push(`${id.replace('|', ' ')}: ${error.message}`);
      }
    }
  }
  return { count, underKey, unsealed, nothingToSeal, unreadable };
}

function placeOf(id: string): [Document['kind'], string] {
  const [first, ...rest] = id.split('|');
  const kind = kinds.find((each) => each === first);
  if (!kind)
    throw new Error(`${id} is of a kind that this version of the program does not know. Use the newest version`);
  return [kind, rest.join('|')];
}
