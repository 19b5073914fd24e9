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
import { basename, dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { type Duration, type Instant, plus } from '../base/time.ts';
import { filesOf, type Manifest, manifestBeside } from './backup-manifest.ts';
import type { ShowProgress } from './progress.ts';

const pagesAtATime = 1000;

/**
 * Backs an SQLite store up into a new file, while programs go on writing to the store. The file is opened and checked
 * before it gets its final name. It never exists without a manifest beside it that says when it expires.
 * @returns the number of documents in the file, its size, and when it expires
 * @throws Error when there is no such store, the file exists already, or the backup fails the check
 */
export async function backUp(
  { from, to, keep, now }: { from: string; to: string; keep: Duration; now: Instant },
  progress: ShowProgress,
): Promise<{ documents: number; bytes: number; expires: Instant }> {
  if (!existsSync(from)) throw new Error(`There is no file ${from}. Check SQLITE_PATH.`);
  const manifestPath = manifestBeside(to);
  for (const path of [to, manifestPath])
    if (existsSync(path)) throw new Error(`${path} is there already and is left as it is. Name another file.`);
  const mark = randomInt(1, 2 ** 31);
  const expires = plus(now, keep);
  const manifest: Manifest = {
    ...{ format: 'MASH Referrals backup 1', file: basename(to), mark },
    ...{ madeAt: now, expires },
  };
  const unfinished = `${to}.unfinished`;
  remove(unfinished);
  closeSync(openSync(unfinished, 'wx', 0o600));
  chmodSync(unfinished, 0o600); // whatever the umask is
  try {
    const documents = await write(from, unfinished, progress);
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
export function restore({ from, to }: { from: string; to: string }): void {
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
async function write(from: string, to: string, progress: ShowProgress): Promise<number> {
  // Not opened read-only, because that could leave a journal behind that a program of another user could not open.
  const source = new DatabaseSync(from, { timeout: 5000 });
  try {
    source.exec('PRAGMA query_only = ON; BEGIN');
    const documents = count(source);
    const { page_count: pages } = source.prepare('PRAGMA page_count').get() ?? {};
    await progress('Writing pages', Number(pages), async (done) => {
      let reported = 0;
      const report = (written: number) => {
        done(written - reported);
        reported = written;
      };
      const rate = pagesAtATime;
      report(await backup(source, to, { rate, progress: (now) => report(now.totalPages - now.remainingPages) }));
    });
    return documents;
  } finally {
    source.close();
  }
}

/**
 * @param expected the number of documents that a new backup must hold; undefined when restoring
 * @param mark the number to write into a new backup; its manifest holds the same number
 */
function check(path: string, expected?: number, mark?: number): void {
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

function count(db: DatabaseSync): number {
  const { n } = db.prepare('SELECT COUNT(*) AS n FROM documents').get() ?? {};
  return Number(n);
}

function flushToDisk(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

function remove(path: string): void {
  for (const each of filesOf(path)) rmSync(each, { force: true });
}
