import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Progress } from './progress.ts';

const pagesAtATime = 1000;

/**
 * Writes what an SQLite store holds at this moment into a new file, while programs go on writing to the store. The file is opened
 * and checked before it gets its name.
 * @returns how many documents the file holds, and its size
 * @throws Error when there is no such store, the file is there already, or what was written does not pass the check
 */
export async function backUp(
  { from, to }: { from: string; to: string },
  progress: Progress,
): Promise<{ documents: number; bytes: number }> {
  if (!existsSync(from)) throw new Error(`There is no file ${from}. Check SQLITE_PATH.`);
  if (existsSync(to)) throw new Error(`${to} is there already and is left as it is. Name another file.`);
  const unfinished = `${to}.unfinished`;
  remove(unfinished);
  closeSync(openSync(unfinished, 'wx', 0o600));
  chmodSync(unfinished, 0o600); // whatever the umask took away
  try {
    const documents = await write(from, unfinished, progress);
    check(unfinished, documents);
    onDisk(unfinished);
    renameSync(unfinished, to);
    return { documents, bytes: statSync(to).size };
  } finally {
    remove(unfinished);
  }
}

/**
 * A read transaction holds the moment still: without it SQLite begins again at each write of another process, and under a busy
 * program never ends. Nobody's write waits for it.
 */
async function write(from: string, to: string, progress: Progress): Promise<number> {
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

function check(path: string, expected: number): void {
  const copy = new DatabaseSync(path);
  try {
    copy.exec('PRAGMA journal_mode = DELETE'); // one file, which can be carried away
    const { integrity_check: integrity } = copy.prepare('PRAGMA integrity_check').get() ?? {};
    if (integrity !== 'ok')
      throw new Error('The backup does not pass the integrity check and was removed. Check the disk.');
    const found = count(copy);
    if (found !== expected)
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
  for (const each of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) rmSync(each, { force: true });
}
