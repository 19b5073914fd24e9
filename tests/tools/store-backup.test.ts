import {
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { londonDay, longDay } from '../../src/base/time.ts';
import { Manifest } from '../../src/tools/backup-manifest.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { fill, inStore, run, whileWriting } from './tool.ts';

const { folder } = aFolder();

let folders = 0;
async function aStore(cases: number, letters: number): Promise<{ path: string; to: string }> {
  folders += 1;
  const path = join(folder, String(folders), 'mash.db');
  await inStore(path, (store) => fill(store, cases, letters));
  return { path, to: join(folder, `${folders}-backup.db`) };
}
const backups = () => readdirSync(folder).filter((name) => name.startsWith(`${folders}-backup`));
const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);
const manifestIn = (to: string) => Manifest.parse(JSON.parse(readFileSync(`${to}.expires.json`, 'utf8')));
const backUp = (path: string, to: string) => run('store-backup', ['--to', to], { SQLITE_PATH: path });

it('A backup is complete and consistent while another program keeps writing', async () => {
  const { path, to } = await aStore(1500, 8000); // more pages than the backup writes at a time
  await whileWriting(path, async () => {
    const { code, out, errors } = await backUp(path, to);
    const expiresOn = longDay(londonDay(manifestIn(to).expires));
    expect([code, out]).toEqual([
      0,
      `1,502 documents of ${path} are in ${to} (${statSync(to).size.toLocaleString('en-GB')} bytes). It was opened and checked.\nIt expires on ${expiresOn}. After that --prune removes it.\n`,
    ]);
    expect(errors).toContain('Writing the backup');
  });
  const copy = new DatabaseSync(to, { readOnly: true });
  expect(copy.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  copy.close();
  const counts = await inStore(to, (restored) => Promise.all(['left', 'right'].map((id) => restored.read('case', id))));
  const [left = 0, right = 0] = counts.map((found) => Number(Object(found?.document).count));
  expect([0, 1]).toContain(left - right);
});

it('A backup is one file with its manifest, both readable only by their owner, and leaves nothing beside the store', async () => {
  const { path, to } = await aStore(20, 100);
  const before = process.umask(0);
  try {
    expect((await backUp(path, to)).code).toBe(0);
  } finally {
    process.umask(before);
  }
  const both = [`${folders}-backup.db`, `${folders}-backup.db.expires.json`];
  expect(backups()).toEqual(both);
  for (const name of both) expect(permissions(join(folder, name))).toBe('600');
  expect(readdirSync(join(path, '..'))).toEqual(['mash.db']);
});

it('A backup has the search keys by which similar cases are found', async () => {
  const { path, to } = await aStore(2, 100);
  await inStore(path, (store) => store.create({ kind: 'keys', id: 'case-1', keys: ['a-key'] }));
  await backUp(path, to);
  expect(await inStore(to, (store) => store.casesWith('a-key', 10))).toEqual(['case-1']);
});

it('A backup in the place of the store gives back what was saved then, and can be written to', async () => {
  const { path, to } = await aStore(20, 100);
  await backUp(path, to);
  await inStore(path, (store) => store.create({ kind: 'case', id: 'written-later' }));
  for (const name of ['mash.db-wal', 'mash.db-shm']) rmSync(join(path, '..', name), { force: true });
  copyFileSync(to, path);
  await inStore(path, async (restored) => {
    expect(await restored.read('case', 'written-later')).toBeUndefined();
    const found = await restored.read('case', 'case-19');
    expect(found?.document).toMatchObject({ id: 'case-19' });
    const outcome = await restored.replace({ kind: 'case', id: 'case-19' }, found?.version ?? '');
    expect(outcome.kind).toBe('saved');
  });
});

it('A backup of a damaged store is not kept', async () => {
  const { path, to } = await aStore(200, 1000);
  const file = openSync(path, 'r+');
  for (let page = 10; page < 20; page += 1) writeSync(file, Buffer.alloc(4096, 'damaged'), 0, 4096, page * 4096);
  const { code, errors } = await backUp(path, to);
  expect(code).toBe(1);
  expect(errors).toMatch(/Check the disk|malformed/);
  expect(backups()).toEqual([]);
});

it('A backup never overwrites an existing file', async () => {
  const { path, to } = await aStore(3, 100);
  writeFileSync(to, 'the backup of last week');
  expect(await backUp(path, to)).toMatchObject({ code: 1, errors: expect.stringContaining('Name another file') });
  expect(readFileSync(to, 'utf8')).toBe('the backup of last week');
});

it.each([
  ['of a store that is missing', ['--to', 'x.db'], { SQLITE_PATH: join(folder, 'none.db') }, 'Check SQLITE_PATH'],
  ['to nowhere', [], {}, '--to: name the file to write'],
  ['of Cosmos DB', ['--to', 'x.db'], { STORE: 'cosmos' }, 'npm run store:copy -- --from cosmos:'],
])('A backup %s says what to do, and creates nothing', async (_, args, env, said) => {
  const { code, out, errors } = await run('store-backup', args, env);
  expect([code, out]).toEqual([1, '']);
  expect(errors).toContain(said);
  expect([existsSync('x.db'), existsSync(join(folder, 'none.db'))]).toEqual([false, false]);
});
