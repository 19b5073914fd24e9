import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { beginsCheck } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { fill, run, start } from '../tools/tool.ts';
import { envValueOf } from './keys.ts';

const { folder: parent } = aFolder();
const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);
const permissionsIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, permissions(join(folder, name))]),
  );

describe('the files of the store, on a machine that lets everybody read new files', () => {
  const data = join(parent, 'new', 'data');
  const sqlitePath = join(data, 'mash.db');
  let before: number;
  let world: World;
  beforeAll(async () => {
    before = process.umask(0);
    world = await startWorld({ ownProcess: true, sqlitePath });
    await beginsCheck(world.jane); // which is written
  });
  afterAll(async () => {
    await world.stop();
    process.umask(before);
  });

  it('While the program runs, only its owner can read the store’s file, log and index, in their own folder', () => {
    expect(permissionsIn(data)).toEqual({ 'mash.db': '600', 'mash.db-shm': '600', 'mash.db-wal': '600' });
    expect([permissions(data), permissions(dirname(data))]).toEqual(['700', '700']);
  });

  it('After the program was killed and restarted, only its owner can read the store’s files', async () => {
    await world.kill();
    await world.restart();
    await beginsCheck(world.tom);
    expect(permissionsIn(data)).toEqual({ 'mash.db': '600', 'mash.db-shm': '600', 'mash.db-wal': '600' });
  });

  it('Only the owner can read a copy of the store, or a backup even while it is being written', async () => {
    const [backups, big] = [join(parent, 'backups'), join(parent, 'big', 'mash.db')];
    const store = sqliteStore(big, 'HT');
    await fill(store, 2000, 8000);
    await store.close();
    const copied = join(backups, 'copy.db');
    expect((await run('store-copy', ['--from', `sqlite:${big}`, '--to', `sqlite:${copied}`])).code).toBe(0);
    expect([permissions(backups), permissions(copied)]).toEqual(['700', '600']);

    const backingUp = start('store-backup', ['--to', join(backups, 'backup.db')], { SQLITE_PATH: big });
    const seen: Record<string, string> = {};
    for (let ended = false; !ended; ) {
      for (const name of readdirSync(backups)) {
        const mode = statSync(join(backups, name), { throwIfNoEntry: false })?.mode;
        if (mode !== undefined) seen[name] = (mode & 0o777).toString(8);
      }
      ended = await Promise.race([
        backingUp.ended.then(() => true),
        new Promise<false>((go) => setTimeout(go, 1, false)),
      ]);
    }
    expect((await backingUp.ended).code).toBe(0);
    seen['backup.db'] = permissions(join(backups, 'backup.db'));
    expect(Object.keys(seen)).toContain('backup.db.unfinished');
    expect(new Set(Object.values(seen))).toEqual(new Set(['600']));
  });

  it('After keys:rotate, only the owner of the program can read the store’s files', async () => {
    const env = { SQLITE_PATH: sqlitePath, DATA_KEY: envValueOf('A'), UNSEALED_READ: 'yes' };
    expect((await run('keys-rotate', [], env)).code).toBe(0);
    expect(permissionsIn(data)).toEqual({ 'mash.db': '600', 'mash.db-shm': '600', 'mash.db-wal': '600' });
  });
});
