import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Store } from '../../src/store/port.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';

/** A folder for the files and SQLite stores of a test file. After the last test, it is removed and its stores are closed. */
export function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'mash-test-'));
  const stores: Store[] = [];
  let files = 0;
  /** @returns the path of a file that does not exist yet */
  const newFile = (): string => {
    files += 1;
    return join(folder, `${files}.db`);
  };
  const openStore = (path = newFile()): Store => {
    const store = sqliteStore(path, 'HT');
    stores.push(store);
    return store;
  };
  afterAll(async () => {
    for (const store of stores) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, newFile, openStore };
}
