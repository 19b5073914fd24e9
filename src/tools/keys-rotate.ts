import { readStoreSettings } from '../config.ts';
import { openStore } from '../store/open.ts';
import { command, firstLines, formatNumber, messageOf, optionsOf, printLine } from './command.ts';
import { mustBeThere } from './place.ts';
import { progressBars } from './progress.ts';
import { type KeyUsage, rotateKeys } from './rotate.ts';

const usage = `npm run keys:rotate
The store, ORGANISATION, DATA_KEY (or DATA_KEY_FILE) and DATA_KEYS_OLD are those of the program.
While you introduce a key, set UNSEALED_READ=yes. Without it, unsealed documents are neither trusted nor sealed.`;

/** Seals every document of the store with DATA_KEY, and says whether the old keys can be removed. */
await command(async () => {
  optionsOf(usage);
  const { store, organisation } = readStoreSettings(process.env);
  const { keys, ...bareStore } = store;
  if (!keys?.present) throw new Error(`DATA_KEY: set it, or DATA_KEY_FILE, to the key to seal with\n${usage}`);
  const { present } = keys;
  mustBeThere('SQLITE_PATH', bareStore);
  const opened = await openStore(bareStore, organisation);
  try {
    const { sealed, usage: keyUsage } = await rotateKeys(
      opened,
      { organisation, keys: { ...keys, present } },
      progressBars,
    );
    printLine(`Sealed ${formatNumber(sealed)} documents of ${organisation} with the key ${present.id}.`);
    return printUsage(keyUsage, { present: present.id, readsUnsealed: keys.readsUnsealed });
  } catch (error) {
    throw new Error(
      `${messageOf(error)}\nThe rotation is not complete, and the old keys are still needed. Run the same command again: it goes on where it stopped.`,
    );
  } finally {
    await opened.close();
  }
});

/** Prints which keys the documents are under. @returns whether all of them are under the present key */
function printUsage(
  { count, underKey, unsealed, nothingToSeal, unreadable }: KeyUsage,
  { present, readsUnsealed }: { present: string; readsUnsealed?: boolean | undefined },
): boolean {
  printLine(`Of ${formatNumber(count)} documents:`);
  for (const [key, documents] of [...underKey].sort())
    printLine(`  ${formatNumber(documents)} are under the key ${key}${key === present ? '' : ', an old one'}`);
  if (unsealed > 0) printLine(`  ${formatNumber(unsealed)} are not sealed`);
  if (nothingToSeal > 0) printLine(`  ${formatNumber(nothingToSeal)} hold nothing to seal`);
  if (unsealed > 0 && !readsUnsealed)
    printLine(
      '  Where the key is new, run this with UNSEALED_READ=yes. Where all was sealed before, somebody wrote them straight into the store.',
    );
  const named = unreadable.map(({ id, why }) => `${id.replace('|', ' ')}: ${why}`);
  if (named.length > 0)
    process.stderr.write(`\nThese cannot be opened and were left as they are:\n${firstLines(named)}\n`);
  const isDone = unsealed === 0 && unreadable.length === 0 && [...underKey.keys()].every((key) => key === present);
  printLine(isDone ? 'The old keys may go: nothing needs them but backups.' : 'The old keys are still needed.');
  if (!isDone && unreadable.length === 0)
    printLine('A program still writes without this key. Restart each instance with it, and run this again.');
  return isDone;
}
