import { resolve } from 'node:path';
import { Duration, type Instant, instantOf, londonDay, longDay } from '../base/time.ts';
import { readStoreSettings } from '../config.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { backUp, restore } from './backup.ts';
import { manifestOf, prune } from './backup-manifest.ts';
import { argumentsOf, command, formatNumber, printLine } from './command.ts';
import { progressBars } from './progress.ts';

const usage = `npm run store:backup -- --to FILE [--keep DAYS]     a backup, with the day on which it expires beside it
npm run store:backup -- --prune FOLDER              removes the backups there that have expired
npm run store:backup -- --restore FILE              puts a backup where the store belongs; no store may be there
npm run store:backup -- --restore FILE --even-expired
The store is SQLITE_PATH in the environment. Without --keep, a backup is kept as long as the protocol pack says (PROTOCOL_PACK).`;

await command(async () => {
  const { values } = argumentsOf(usage, {
    options: {
      ...{ to: { type: 'string' }, keep: { type: 'string' }, prune: { type: 'string' } },
      ...{ restore: { type: 'string' }, 'even-expired': { type: 'boolean' } },
    },
  });
  const { to, keep, prune: folder, restore: from, 'even-expired': evenExpired = false } = values;
  const { SQLITE_PATH, STORE, PROTOCOL_PACK } = process.env;
  const { store } = readStoreSettings({ SQLITE_PATH });
  if ([to, folder, from].filter((each) => each !== undefined).length > 1) throw new Error(usage);
  if (store.kind !== 'sqlite' || (STORE === 'cosmos' && folder === undefined)) {
    throw new Error(
      'STORE is cosmos: Azure keeps backups of it. For a file: npm run store:copy -- --from cosmos:ENDPOINT/DATABASE --to sqlite:FILE',
    );
  }
  const path = resolve(store.path);
  const now = instantOf(Date.now());
  if (folder) return pruneIn(folder, { now, inUse: path });
  if (from) return putBack(from, { to: path, now, evenExpired });
  if (!to) throw new Error(`--to: name the file to write\n${usage}`);
  const expiry = { keep: daysOf(keep) ?? loadPack(PROTOCOL_PACK).retention.backups, now };
  const { documents, bytes, expires } = await backUp({ from: path, to: resolve(to), ...expiry }, progressBars);
  printLine(
    `${formatNumber(documents)} documents of ${store.path} are in ${to} (${formatNumber(bytes)} bytes). It was opened and checked.`,
  );
  printLine(`It expires on ${dayOf(expires)}. After that --prune removes it.`);
  return true;
});

function dayOf(at: Instant): string {
  return longDay(londonDay(at));
}

function daysOf(keep: string | undefined): Duration | undefined {
  if (keep === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(keep)) throw new Error(`--keep: write a number of days, such as 35\n${usage}`);
  return Duration.parse(`P${keep}D`);
}

/** @returns false if an expired backup could not be removed */
function pruneIn(folder: string, options: Parameters<typeof prune>[1]): boolean {
  const { removed, left, kept } = prune(folder, options);
  for (const path of removed) printLine(`${path}  REMOVED`);
  for (const { path, why } of left) printLine(`${path}  left as it is: ${why}`);
  const [next] = kept.map(({ expires }) => expires).sort();
  if (next) printLine(`${formatNumber(kept.length)} not expired yet. The next expires on ${dayOf(next)}.`);
  else if (removed.length === 0 && left.length === 0)
    printLine(`There is no backup of ours in ${folder}. Nothing was removed.`);
  return left.length === 0;
}

interface Restoring {
  to: string;
  now: Instant;
  evenExpired: boolean;
}

function putBack(from: string, { to, now, evenExpired }: Restoring): boolean {
  const manifest = manifestOf(resolve(from));
  if (manifest && manifest.expires <= now && !evenExpired)
    throw new Error(
      `${from} expired on ${dayOf(manifest.expires)}: what it holds should be gone. Take a later one. If there is none, add --even-expired.`,
    );
  restore({ from: resolve(from), to });
  const made = manifest ? `made on ${dayOf(manifest.madeAt)}` : 'without a manifest, so nobody knows when it was made';
  printLine(`${to} is as in ${from}, ${made}. It was opened and checked.`);
  printLine('What was erased since is in it again. Before you start the program, erase it once more:');
  printLine(
    '  npm run retention -- --case HT-… --case HT-…   with the references of “retention.erased” in the log since then',
  );
  return true;
}
