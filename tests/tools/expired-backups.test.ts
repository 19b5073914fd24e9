import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { Manifest } from '../../src/tools/backup-manifest.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { fill, inStore, run } from './tool.ts';

const { folder: root } = aFolder();

const dayMs = 24 * 60 * 60 * 1000;
let tests = 0;
let path = '';
let folder = '';
beforeEach(async () => {
  tests += 1;
  path = join(root, String(tests), 'mash.db');
  folder = join(root, `${tests}-backups`);
  mkdirSync(folder);
  await inStore(path, (store) => fill(store, 3, 100));
});

const tool = (...args: string[]) => run('store-backup', args, { SQLITE_PATH: path });
const manifestOf = (file: string) => Manifest.parse(JSON.parse(readFileSync(`${file}.expires.json`, 'utf8')));
async function backup(name: string, ...more: string[]): Promise<string> {
  const file = join(folder, name);
  expect((await tool('--to', file, ...more)).code).toBe(0);
  return file;
}
/** Changes the manifest as if the backup had been made that many days ago. */
function aged(file: string, days: number): void {
  const { madeAt, expires, ...manifest } = manifestOf(file);
  const before = (at: typeof madeAt) => instantOf(msOf(at) - days * dayMs);
  const old = { ...manifest, madeAt: before(madeAt), expires: before(expires) };
  writeFileSync(`${file}.expires.json`, JSON.stringify(old));
}
const prune = () => tool('--prune', folder);

// The expiry of a backup

it('A backup expires after the time in the pack, or after the time given with --keep', async () => {
  const lives = (file: string) => (msOf(manifestOf(file).expires) - msOf(manifestOf(file).madeAt)) / dayMs;
  expect(lives(await backup('pack.db'))).toBe(35);
  expect(lives(await backup('asked.db', '--keep', '7'))).toBe(7);
  expect(await tool('--to', join(folder, 'x.db'), '--keep', 'long')).toMatchObject({ code: 1 });
  expect(existsSync(join(folder, 'x.db'))).toBe(false);
});

it('Pruning removes an expired backup with its manifest and its SQLite files, and no other backup', async () => {
  const [old, young] = [await backup('old.db'), await backup('young.db')];
  aged(old, 35);
  aged(young, 34);
  await inStore(old, (store) => store.create({ kind: 'case', id: 'written-later' })); // somebody may have opened it
  const { code, out } = await prune();
  expect(code).toBe(0);
  expect(out).toContain(`${old}  REMOVED\n${old}.expires.json  REMOVED\n1 not expired yet. The next expires on `);
  expect(readdirSync(folder)).toEqual(['young.db', 'young.db.expires.json']);
});

it('Pruning says that a folder has no backup of this program', async () => {
  writeFileSync(join(folder, 'notes.db'), 'mine');
  const { code, out } = await prune();
  expect([code, out]).toEqual([0, `There is no backup of ours in ${folder}. Nothing was removed.\n`]);
  expect(readdirSync(folder)).toEqual(['notes.db']);
});

// Pruning

it('Pruning never touches a file without a manifest, another file with a backup’s name, a link, or a file elsewhere that a manifest names', async () => {
  const expired = await backup('expired.db');
  aged(expired, 40);
  const { expires: _, ...manifest } = manifestOf(expired);
  await inStore(join(folder, 'other.db'), async () => {});
  writeFileSync(join(folder, 'letter.txt'), 'mine');
  copyFileSync(expired, join(root, 'kept.db'));
  symlinkSync(join(root, 'kept.db'), join(folder, 'link.db'));
  const past = '2020-01-01T00:00:00.000Z';
  for (const file of ['other.db', 'letter.txt', 'link.db'])
    writeFileSync(join(folder, `${file}.expires.json`), JSON.stringify({ ...manifest, file, expires: past }));
  const elsewhere = { ...manifest, file: '../secret.db', expires: past };
  writeFileSync(join(root, 'secret.db'), 'mine');
  writeFileSync(join(folder, 'secret.db.expires.json'), JSON.stringify(elsewhere));
  writeFileSync(join(folder, 'bad.db.expires.json'), 'not JSON');
  const { code, out } = await prune();
  expect(code).toBe(1); // so that somebody has a look
  for (const file of ['other.db', 'letter.txt', 'link.db', 'secret.db', 'bad.db'])
    expect(out).toContain(`${join(folder, file)}  left as it is: `);
  for (const file of ['other.db', 'letter.txt', 'link.db', 'bad.db.expires.json'])
    expect(readdirSync(folder)).toContain(file);
  expect([existsSync(expired), existsSync(join(root, 'secret.db'))]).toEqual([false, true]);
});

it('Pruning never touches the store in use, even if it was restored from an expired backup', async () => {
  const file = await backup('mash.db');
  aged(file, 40);
  copyFileSync(file, path);
  writeFileSync(`${path}.expires.json`, readFileSync(`${file}.expires.json`));
  const { code, out } = await tool('--prune', join(path, '..'));
  expect([code, out]).toEqual([1, `${path}  left as it is: it is the store that is in use\n`]);
  expect(existsSync(path)).toBe(true);
});

// Restoring a backup

const removeStore = () => rmSync(path);

it('A restored backup is readable only by its owner, and the command says how to erase again what was erased since', async () => {
  const file = await backup('mash-backup.db');
  expect(await tool('--restore', file)).toMatchObject({
    code: 1,
    errors: expect.stringContaining(`${path} is there`),
  });
  removeStore();
  const { code, out } = await tool('--restore', file);
  expect(code).toBe(0);
  expect(out).toContain('Before you start the program, erase it once more:\n  npm run retention -- --case HT-…');
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  expect(await inStore(path, (store) => store.read('case', 'case-2'))).toBeDefined();
});

it('An expired backup is restored only with --even-expired, for an emergency', async () => {
  const file = await backup('mash-backup.db');
  aged(file, 36);
  removeStore();
  expect(await tool('--restore', file)).toMatchObject({ code: 1, errors: expect.stringContaining('--even-expired') });
  expect(existsSync(path)).toBe(false);
  expect((await tool('--restore', file, '--even-expired')).code).toBe(0);
  expect(existsSync(path)).toBe(true);
});
