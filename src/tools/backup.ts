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
 * Writes what an SQLite store holds at this moment into a new file, while programs go on writing to the store. The file is opened
 * and checked before it gets its name. Beside it lies until when it is kept, and it is never there without that.
 * @returns how many documents the file holds, and its size
 * @throws Error when there is no such store, the file is there already, or what was written does not pass the check
 */
export async function backUp(
  { from, to, keep, now }: { from: string; to: string; keep: Duration; now: Instant },
  progress: ShowProgress,
): Promise<{ documents: number; bytes: number; expires: Instant }> {
  if (!existsSync(from)) throw new Error(`There is no file ${from}. Check SQLITE_PATH.`);
  const beside = manifestBeside(to);
  for (const path of [to, beside])
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
  chmodSync(unfinished, 0o600); // whatever the umask took away
  try {
    const documents = await write(from, unfinished, progress);
    check(unfinished, documents, mark);
    onDisk(unfinished);
    writeFileSync(beside, `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    renameSync(unfinished, to);
    return { documents, bytes: statSync(to).size, expires };
  } finally {
    remove(unfinished);
    if (!existsSync(to)) remove(beside);
  }
}

/**
 * Puts a backup in the place of a store that is not there. It is checked before it gets its name.
 * @throws Error when a store is there, or the backup is not whole
 */
export function restore({ from, to }: { from: string; to: string }): void {
  if (!existsSync(from)) throw new Error(`There is no file ${from}.`);
  if (existsSync(`${from}-wal`)) throw new Error(`${from} is open in another program. Close it first.`);
  const there = filesOf(to).find((path) => existsSync(path));
  if (there)
    throw new Error(
      `${there} is there. Stop every instance and move ${filesOf(to).slice(0, 3).join(', ')} away together.`,
    );
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const unfinished = `${to}.unfinished`;
  remove(unfinished);
  try {
    copyFileSync(from, unfinished);
    chmodSync(unfinished, 0o600);
    check(unfinished);
    onDisk(unfinished);
    renameSync(unfinished, to);
  } finally {
    remove(unfinished);
  }
}

/**
 * A read transaction holds the moment still: without it SQLite begins again at each write of another process, and under a busy
 * program never ends. Nobody's write waits for it.
 */
async function write(from: string, to: string, progress: ShowProgress): Promise<number> {
  // Not opened read-only: that would leave a journal behind which the program, when it is another user's, could not open.
  const source = new DatabaseSync(from, { timeout: 5000 });
  try {
    source.exec('PRAGMA query_only = ON; BEGIN');
    const documents = count(source);
    const { page_count: pages } = source.prepare('PRAGMA page_count').get() ?? {};
    await progress('Writing pages', Number(pages), async (done) => {
      let told = 0;
      const tell = (written: number) => {
        done(written - told);
        told = written;
      };
      const rate = pagesAtATime;
      tell(await backup(source, to, { rate, progress: (now) => tell(now.totalPages - now.remainingPages) }));
    });
    return documents;
  } finally {
    source.close();
  }
}

/** @param expected how many documents it must hold, and the mark that it gets, where it was just written */
function check(path: string, expected?: number, mark?: number): void {
  const copy = new DatabaseSync(path);
  try {
    copy.exec('PRAGMA journal_mode = DELETE'); // one file, which can be carried away
    if (mark !== undefined) copy.exec(`PRAGMA application_id = ${mark}`);
    const { integrity_check: integrity } = copy.prepare('PRAGMA integrity_check').get() ?? {};
    if (integrity !== 'ok')
      throw new Error('The backup does not pass the integrity check and was removed. Check the disk.');
    const found = count(copy);
    if (expected !== undefined && found !== expected)
      throw new Error(`The backup holds ${found} documents instead of ${expected} and was removed. Check the disk.`);
  } finally {
    copy.close();
  }
}

function count(db: DatabaseSync): number {
  const { n } = db.prepare('SELECT COUNT(*) AS n FROM documents').get() ?? {};
  return Number(n);
}

function onDisk(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

function remove(path: string): void {
  for (const each of filesOf(path)) rmSync(each, { force: true });
}
