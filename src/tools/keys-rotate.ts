import { readStoreSettings } from '../config.ts';
import type { DataKey, DataKeys } from '../store/data-keys.ts';
import { pages } from '../store/every-case.ts';
import { openStore } from '../store/open.ts';
import { type Document, kinds, type Store } from '../store/port.ts';
import { hasPersonal, isSealed, keyOf, SealFault, sealedStore, undefinedOnSealFault, unseal } from '../store/seal.ts';
import { lookAtStamps, type Stamps, stampKey, stampsOf } from '../store/stamps.ts';
import { command, firstLines, formatNumber, mustBeThere, printLine, printPart, resumable } from './command.ts';
import { inBatches, patientStore } from './tool-store.ts';

const usage = `npm run keys:rotate
The store, ORGANISATION, DATA_KEY (or DATA_KEY_FILE) and DATA_KEYS_OLD are those of the program.
While you introduce a key, set UNSEALED_READ=yes. Without it, unsealed documents are neither trusted nor sealed.`;

/** Seals every document of the store with DATA_KEY, and says whether the old keys can be removed. */
await command(usage, {}, async () => {
  const { store, organisation } = readStoreSettings(process.env);
  const { keys, ...bareStore } = store;
  if (!keys.present) throw new Error(`DATA_KEY: set it, or DATA_KEY_FILE, to the key to seal with\n${usage}`);
  const { present } = keys;
  mustBeThere('SQLITE_PATH', bareStore);
  const bare = await openStore(bareStore, organisation);
  const key = await stampKey(sealedStore(bare, organisation, keys), keys.readsUnsealed);
  const stamps = stampsOf(organisation, key);
  const opened = sealedStore(bare, organisation, keys, stamps);
  const rotation = {
    bare: patientStore(bare),
    store: patientStore(opened),
    organisation,
    keys: { ...keys, present },
    stamps,
  };
  try {
    const { sealed, usage: keyUsage } = await resumable(
      () => rotateKeys(rotation),
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
  bare: Store; // as the store lies, without keys
  store: Store;
  organisation: string;
  keys: DataKeys & { present: DataKey };
  stamps: Stamps;
}

/**
 * Seals every document with the present key. That includes documents under an old key. Unsealed documents are included
 * only if the keys allow unsealed data: otherwise this would legitimise what somebody wrote without the program. Each
 * document is replaced only if nobody has changed it meanwhile, so programs may go on running. Documents under the
 * present key are skipped, so running it again continues where it stopped.
 * @returns how many documents were sealed now, and the key usage after reading the whole store again
 */
async function rotateKeys(rotation: Rotation) {
  printPart('Sealing');
  const sealed = await sealAll(rotation);
  printPart('Checking');
  const usage = await keyUsageOf(rotation);
  await rotation.bare.scrub(); // removes the unsealed data from the files, too
  return { sealed, usage };
}

async function sealAll(rotation: Rotation) {
  let sealed = 0;
  for await (const page of pages(rotation.bare)) {
    lookAtStamps(page, rotation.stamps);
    const outcomes = await inBatches(page, ({ id, stored }) => sealOne(rotation, id, stored.document));
    sealed += outcomes.filter(Boolean).length;
  }
  return sealed;
}

/** Seals one document; one that cannot be opened stays as it is. @returns whether this command has sealed it now */
async function sealOne(rotation: Rotation, id: string, first: unknown) {
  const { bare, store } = rotation;
  const place = placeOf(id);
  let there = first;
  while (!isAltered(rotation, id) && isToSeal(there, rotation, place)) {
    const opened = await store.read(...place).catch(undefinedOnSealFault); // listed by name at the end
    if (!opened) return false;
    if ((await store.replace(opened.document as Document, opened.version)).kind === 'saved') return true;
    there = (await bare.read(...place))?.document;
  }
  return false;
}

/** Whether the document was changed past the program. While a key is being introduced, nothing has a stamp yet. */
function isAltered({ keys, stamps }: Rotation, id: string) {
  return !keys.readsUnsealed && stamps.suspects.has(id);
}

function isToSeal(stored: unknown, { keys }: Rotation, [kind]: ReturnType<typeof placeOf>) {
  return isSealed(stored) ? keyOf(stored) !== keys.present.id : hasPersonal(stored, kind);
}

/**
 * Reads every document, and tries to open it.
 * @returns which keys the store uses: how many documents are under each key, by its id, how many are unsealed, and how
 *   many hold nothing to seal. `unreadable`: a line for each document that cannot be opened
 */
async function keyUsageOf(rotation: Rotation) {
  const { bare, organisation, keys } = rotation;
  const underKey = new Map<string, number>();
  const unreadable: string[] = [];
  let [count, unsealed, nothingToSeal] = [0, 0, 0];
  for await (const page of pages(bare)) {
    lookAtStamps(page, rotation.stamps);
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
