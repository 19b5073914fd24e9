import { once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { again, type Machine } from '../base/machine.ts';
import type { Texts } from '../base/texts.ts';
import { StoreFault } from './port.ts';

/** What SQLite's result codes mean for the operator. */
const busy = { code: 'busy', hint: 'another program keeps the file locked; nothing was written' };
const meanings: Record<number, { code: string; hint: string }> = {
  5: busy,
  6: busy,
  8: { code: 'read-only', hint: 'the file may not be written to; check its permissions and the disk' },
  10: { code: 'disk', hint: 'the disk does not read or write; check it, and the permissions of the file' },
  13: { code: 'full', hint: 'the disk is full; make room' },
  14: { code: 'cannot-open', hint: 'the file cannot be opened; check its permissions and the disk' },
};
const damages = [11, 26];

const Thrown = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.int() });

/** SQLite failed. The message says why, and reveals nothing of the document. */
export class SqliteFault extends StoreFault {
  override readonly name = 'SqliteFault';
  readonly code: string;
  readonly hint: string;

  constructor(code: string, hint: string, message = `SQLite: ${hint}`) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** Part or all of the file is damaged. The rest of it may still work, so this is not a StoreFault. */
export class SqliteDamage extends Error {
  override readonly name = 'SqliteDamage';
  readonly code = 'damaged';

  constructor() {
    super(
      'SQLITE_PATH: the file is damaged, or is not a store of this program. Keep it as it is, and restore the last backup (src/store/README.md, “Backup, restore and moving”).',
    );
  }
}

const resultOf = (error: unknown) => {
  const errcode = Thrown.safeParse(error).data?.errcode;
  return errcode === undefined ? undefined : errcode % 256; // the primary code, without the extended one
};

/** Another process is writing or has locked the file, which may be free again in a moment. */
export const isBusy = (error: unknown) => meanings[resultOf(error) ?? 0] === busy;

/** Turns an error of SQLite into a fault with our own message. Any other error is returned as it is. */
export function sqliteFaultOf(error: unknown): unknown {
  const result = resultOf(error);
  if (result === undefined) return error;
  if (damages.includes(result)) return new SqliteDamage();
  const { code, hint } = meanings[result] ?? { code: `code-${result}`, hint: `it answered with code ${result}` };
  return new SqliteFault(code, hint);
}

/** @returns false also when the check itself fails on the damage */
export function isFileSound(db: DatabaseSync, check: 'quick_check' | 'integrity_check' = 'quick_check') {
  try {
    return db.prepare(`PRAGMA ${check}(1)`).get()?.[check] === 'ok';
  } catch (error) {
    if (sqliteFaultOf(error) instanceof SqliteDamage) return false;
    throw error;
  }
}

/** What an operator can do when the system does not let the program have its file. */
const notOurs = 'this user may not write there: give it the right to the folder and to the file';
const reasons: Texts = {
  EACCES: notOurs,
  EPERM: notOurs,
  EROFS: 'it lies on a disk that is read-only: choose another path',
  ENOSPC: 'the disk is full: make room',
  EISDIR: 'it is a folder: add the name of a file',
  ENOTDIR: 'a part of the path is a file and no folder: choose another path',
  EEXIST: 'a part of the path is a file and no folder: choose another path',
  ENOENT: 'a part of the path is not there and cannot be made: choose another path',
};

/** Says which file could not be opened, why, and what to do. A damaged file has its own words. */
export function openingFault(path: string, error: unknown): unknown {
  const fault = sqliteFaultOf(error);
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  const why = fault instanceof SqliteFault ? fault.hint : reasons[code];
  return why ? new SqliteFault(code, why, `SQLITE_PATH: the store ${path} cannot be opened: ${why}`) : fault;
}

/** Counts in a thread of its own. @returns whether a count was wrong; it is right by now. @throws SqliteFault */
export async function recountInThread(path: string): Promise<boolean> {
  const thread = new Worker(new URL('sqlite-check-thread.ts', import.meta.url), {
    workerData: { path, recounts: true },
  });
  try {
    const [wasWrong] = await once(thread, 'message');
    return wasWrong === true;
  } catch (error) {
    throw sqliteFaultOf(error);
  }
}

const firstMs = 60_000;
const everyMs = 24 * 60 * 60_000;

/**
 * Checks once a day that the file is sound. It runs in a thread of its own, because a large file takes too long for
 * anybody to wait.
 * @param found called with the damage
 * @returns a function that stops the checks
 */
export function checkDaily(path: string, machine: Pick<Machine, 'after'>, found: (fault: unknown) => void): () => void {
  let thread: Worker | undefined;
  const stop = again(machine, firstMs, everyMs, () => {
    thread = new Worker(new URL('sqlite-check-thread.ts', import.meta.url), { workerData: { path } });
    thread.on('message', (isSound) => isSound === false && found(new SqliteDamage()));
    thread.on('error', () => {}); // the file could not be checked now; a fault shows at the next write
  });

  return () => {
    stop();
    void thread?.terminate();
  };
}
