import { randomInt } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import pino from 'pino';
import { logTo } from '../base/log.ts';
import { Duration, type Instant, instantOf, londonDay, longDay, plus } from '../base/time.ts';
import { readStoreSettings } from '../config.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { filesOf, type Manifest, manifestBeside, manifestOf, prune } from './backup-manifest.ts';
import { command, formatNumber, printLine, printPart, textOption } from './command.ts';

const usage = `npm run store:backup -- --to FILE [--keep DAYS]     a backup, with the day on which it expires beside it
npm run store:backup -- --prune FOLDER              removes the backups there that have expired
npm run store:backup -- --restore FILE              puts a backup where the store belongs; no store may be there
npm run store:backup -- --restore FILE --even-expired
The store is SQLITE_PATH in the environment. Without --keep, a backup is kept as long as the protocol pack says (PROTOCOL_PACK).`;

const pagesAtATime = 1000;

const options = {
  to: textOption,
  keep: textOption,
  prune: textOption,
  restore: textOption,
  'even-expired': { type: 'boolean' },
} as const;
await command(usage, { options }, async ({ values }) => {
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
  const { documents, bytes, expires } = await backUp({ from: path, to: resolve(to), ...expiry });
  const size = `${formatNumber(bytes)} bytes`;
  printLine(`${formatNumber(documents)} documents of ${store.path} are in ${to} (${size}). It was opened and checked.`);
  printLine(`It expires on ${dayOf(expires)}. After that --prune removes it.`);
  return true;
});

function dayOf(at: Instant) {
  return longDay(londonDay(at));
}

function daysOf(keep: string | undefined) {
  if (keep === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(keep)) throw new Error(`--keep: write a number of days, such as 35\n${usage}`);
  return Duration.parse(`P${keep}D`);
}

/** @returns false if an expired backup could not be removed */
function pruneIn(folder: string, options: Parameters<typeof prune>[1]) {
  const { removed, left, kept } = prune(folder, options);
  for (const path of removed) printLine(`${path}  REMOVED`);
  for (const { path, why } of left) printLine(`${path}  left as it is: ${why}`);
  const [next] = kept.map(({ expires }) => expires).sort();
  if (next) printLine(`${formatNumber(kept.length)} not expired yet. The next expires on ${dayOf(next)}.`);
  else if (removed.length === 0 && left.length === 0)
    printLine(`There is no backup of ours in ${folder}. Nothing was removed.`);
  return left.length === 0;
}

function putBack(from: string, { to, now, evenExpired }: { to: string; now: Instant; evenExpired: boolean }) {
  const manifest = manifestOf(resolve(from));
  if (manifest && manifest.expires <= now && !evenExpired)
    throw new Error(
      `${from} expired on ${dayOf(manifest.expires)}: what it holds should be gone. Take a later one. If there is none, add --even-expired.`,
    );
  restore({ from: resolve(from), to });
  const log = logTo(pino.destination({ dest: 1, sync: true }), 'warn');
  log.warn({ event: 'store.restored', ...(manifest && { madeAt: manifest.madeAt }) });
  const made = manifest ? `made on ${dayOf(manifest.madeAt)}` : 'without a manifest, so nobody knows when it was made';
  printLine(`${to} is as in ${from}, ${made}. It was opened and checked.`);
  printLine(
    'The line above belongs into the program’s log: npm run audit:verify -- --known LOG then asks for nothing newer.',
  );
  printLine('What was erased since is in it again. Before you start the program, erase it once more:');
  printLine(
    '  npm run retention -- --case HT-… --case HT-…   with the references of “retention.erased” in the log since then',
  );
  return true;
}

/**
 * Backs an SQLite store up into a new file, while programs go on writing to the store. The file is opened and checked
 * before it gets its final name. It never exists without a manifest beside it that says when it expires.
 * @returns the number of documents in the file, its size, and when it expires
 * @throws Error when there is no such store, the file exists already, or the backup fails the check
 */
async function backUp({ from, to, keep, now }: { from: string; to: string; keep: Duration; now: Instant }) {
  if (!existsSync(from)) throw new Error(`There is no file ${from}. Check SQLITE_PATH.`);
  const manifestPath = manifestBeside(to);
  for (const path of [to, manifestPath])
    if (existsSync(path)) throw new Error(`${path} is there already and is left as it is. Name another file.`);
  const mark = randomInt(1, 2 ** 31);
  const expires = plus(now, keep);
  const manifest: Manifest = {
    format: 'MASH Referrals backup 1',
    file: basename(to),
    mark,
    madeAt: now,
    expires,
  };
  const unfinished = `${to}.unfinished`;
  remove(unfinished);
  closeSync(openSync(unfinished, 'wx', 0o600));
  chmodSync(unfinished, 0o600); // whatever the umask is
  try {
    printPart('Writing the backup');
    const documents = await write(from, unfinished);
    check(unfinished, documents, mark);
    flushToDisk(unfinished);
    writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    renameSync(unfinished, to);
    return { documents, bytes: statSync(to).size, expires };
  } finally {
    remove(unfinished);
    if (!existsSync(to)) remove(manifestPath);
  }
}

/**
 * Restores a backup where no store exists. The copy is checked before it gets its final name.
 * @throws Error when a store exists there, or the backup is damaged
 */
function restore({ from, to }: { from: string; to: string }) {
  if (!existsSync(from)) throw new Error(`There is no file ${from}.`);
  if (existsSync(`${from}-wal`)) throw new Error(`${from} is open in another program. Close it first.`);
  const existing = filesOf(to).find((path) => existsSync(path));
  if (existing)
    throw new Error(
      `${existing} is there. Stop every instance and move ${filesOf(to).slice(0, 3).join(', ')} away together.`,
    );
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const unfinished = `${to}.unfinished`;
  remove(unfinished);
  try {
    copyFileSync(from, unfinished);
    chmodSync(unfinished, 0o600);
    check(unfinished);
    flushToDisk(unfinished);
    renameSync(unfinished, to);
  } finally {
    remove(unfinished);
  }
}

/**
 * Copies the database within a read transaction. Without one, SQLite would start again at each write of another
 * process, and might never finish. No writer has to wait for it.
 */
async function write(from: string, to: string) {
  // Not opened read-only, because that could leave a journal behind that a program of another user could not open.
  const source = new DatabaseSync(from, { timeout: 5000 });
  try {
    source.exec('PRAGMA query_only = ON; BEGIN');
    const documents = count(source);
    await backup(source, to, { rate: pagesAtATime });
    return documents;
  } finally {
    source.close();
  }
}

/**
 * @param expected the number of documents that a new backup must hold; undefined when restoring
 * @param mark the number to write into a new backup; its manifest holds the same number
 */
function check(path: string, expected?: number, mark?: number) {
  const copy = new DatabaseSync(path);
  try {
    copy.exec('PRAGMA journal_mode = DELETE'); // makes it a single file that can be moved
    if (mark !== undefined) copy.exec(`PRAGMA application_id = ${mark}`);
    const { integrity_check: integrity } = copy.prepare('PRAGMA integrity_check').get() ?? {};
    if (integrity !== 'ok')
      throw new Error('The backup does not pass the integrity check and was removed. Check the disk.');
    const documents = count(copy);
    if (expected !== undefined && documents !== expected)
      throw new Error(
        `The backup holds ${documents} documents instead of ${expected} and was removed. Check the disk.`,
      );
  } finally {
    copy.close();
  }
}

function count(db: DatabaseSync) {
  const { n } = db.prepare('SELECT COUNT(*) AS n FROM documents').get() ?? {};
  return Number(n);
}

function flushToDisk(path: string) {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

function remove(path: string) {
  for (const each of filesOf(path)) rmSync(each, { force: true });
}
