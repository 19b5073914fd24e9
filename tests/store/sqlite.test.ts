import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { nodeEnv } from '../fakes/node-env.ts';
import { keysFor } from '../security/keys.ts';
import { keepsTheContract, readFrom } from './contract.ts';
import { beginsOneDraft } from './one-draft.ts';

const { folder, newFile } = aFolder();

const newPath = () => join(newFile(), 'mash.db');

keepsTheContract('SQLite', async () => ({
  open: async (organisation) => sqliteStore(join(folder, 'mash.db'), organisation),
}));

keepsTheContract('SQLite, sealed', async () => ({
  open: async (organisation) =>
    sealedStore(sqliteStore(join(folder, 'sealed.db'), organisation), organisation, keysFor('A')),
}));

beginsOneDraft('SQLite', async () => ({
  open: async (organisation) => sqliteStore(join(folder, 'mash.db'), organisation),
}));

const inAnotherProcess = (...args: string[]) =>
  spawn(process.execPath, [fileURLToPath(new URL('other-process.ts', import.meta.url)), ...args], {
    env: nodeEnv,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
async function kill(program: ReturnType<typeof inAnotherProcess>) {
  program.kill('SIGKILL');
  await once(program, 'exit');
}
/** The exit codes of several programs. */
const codesOf = (programs: ReturnType<typeof inAnotherProcess>[]) =>
  Promise.all(programs.map((program) => once(program, 'exit').then(([code]) => code)));
const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);

// The SQLite file

it('The SQLite store knows whether another program has the file open, and can be written to either way', async () => {
  const path = newPath();
  const store = sqliteStore(path, 'HT');
  expect(await store.isAlone()).toBe(true);
  const other = inAnotherProcess('write', path);
  await once(other.stdout, 'data');
  expect(await store.isAlone()).toBe(false);
  await store.create({ kind: 'case', id: 'b' });
  await kill(other);
  expect(await store.isAlone()).toBe(true);
  const again = sqliteStore(path, 'HT'); // shows that `isAlone` released its lock
  await again.create({ kind: 'case', id: 'c' });
  expect(await store.isAlone()).toBe(false);
  await Promise.all([store.close(), again.close()]);
});

it('The SQLite file and its journal are readable only by their owner, in a folder that only the owner can open', async () => {
  const path = newPath();
  const before = process.umask(0); // the most generous default that a machine can have
  try {
    const store = sqliteStore(path, 'HT');
    await store.create({ kind: 'case', id: 'a' });
    const names = readdirSync(join(path, '..'));
    expect(names.sort()).toEqual(['mash.db', 'mash.db-shm', 'mash.db-wal']);
    for (const name of names) expect([name, permissions(join(path, '..', name))]).toEqual([name, '600']);
    expect(permissions(join(path, '..'))).toBe('700');
    await store.close();
  } finally {
    process.umask(before);
  }
});

it('The SQLite store leaves the permissions of an existing folder as they are', async () => {
  const path = newPath();
  mkdirSync(join(path, '..'));
  chmodSync(join(path, '..'), 0o750);
  await sqliteStore(path, 'HT').close();
  expect(permissions(join(path, '..'))).toBe('750');
});

it('The SQLite file keeps everything when it is closed and opened again', async () => {
  const path = newPath();
  const first = sqliteStore(path, 'HT');
  const outcome = await first.create({ kind: 'case', id: 'a', author: 'jane', wakeAt: '2026-11-24T14:00:00.000Z' });
  await first.close();
  const again = sqliteStore(path, 'HT');
  expect(await readFrom(again, 'case', 'a')).toEqual({
    document: { kind: 'case', id: 'a', author: 'jane', wakeAt: '2026-11-24T14:00:00.000Z' },
    version: outcome.kind === 'saved' ? outcome.version : 'NOT SAVED',
  });
  expect(await again.nextWake()).toBe('2026-11-24T14:00:00.000Z');
  await again.close();
});

it('The SQLite file keeps what was saved when the program is killed the moment after', async () => {
  const path = newPath();
  const program = inAnotherProcess('write', path);
  const [output] = await once(program.stdout, 'data');
  await kill(program);
  expect(String(output)).toBe('saved\n');
  const store = sqliteStore(path, 'HT');
  expect(await store.read('case', 'a')).toMatchObject({ document: { id: 'a', author: 'jane' } });
  await store.close();
});

it('The SQLite file loses no change when three programs write to it at once', async () => {
  const path = newPath();
  const store = sqliteStore(path, 'HT');
  const counter = { kind: 'case', id: 'counter', count: 0 } as const;
  await store.create(counter);
  const programs = [1, 2, 3].map(() => inAnotherProcess('add', path, '30'));
  expect(await codesOf(programs)).toEqual([0, 0, 0]);
  expect(await store.read('case', 'counter')).toMatchObject({ document: { count: 90 } });
  await store.close();
});

it('A SQLite file is created once when four programs open it at the same moment', async () => {
  const path = newPath();
  const programs = [1, 2, 3, 4].map(() => inAnotherProcess('open', path));
  await Promise.all(programs.map(({ stdout }) => once(stdout, 'data')));
  const moment = String(Date.now() + 50);
  for (const { stdin } of programs) stdin.write(moment);
  expect(await codesOf(programs)).toEqual([0, 0, 0, 0]);
});

it('The SQLite store refuses a file that is no database, and leaves it as it is', () => {
  const path = newPath();
  mkdirSync(join(path, '..'));
  writeFileSync(path, 'This is a letter and not a database, and it is long enough to be sure of that. '.repeat(20));
  expect(() => sqliteStore(path, 'HT')).toThrow();
  expect(statSync(path).size).toBe(1580);
});

it('The SQLite store does not answer once it is closed', async () => {
  const store = sqliteStore(newPath(), 'HT');
  await store.close();
  await expect(store.ping()).rejects.toThrow();
});

it('Writes that are asked for together go to disk together; one that is overtaken spoils no other', async () => {
  const path = newFile();
  const [store, other] = [sqliteStore(path, 'HT'), sqliteStore(path, 'HT')];
  const note = (id: string, text: string) => ({ kind: 'settings' as const, id, text });
  const saved = { kind: 'saved', version: '1' };
  const begun = ['a', 'b', 'c'].map((id) => store.create(note(id, 'one')));
  expect(await other.read('settings', 'a')).toBeUndefined();
  expect(await Promise.all(begun)).toEqual([saved, saved, saved]);
  const next = await Promise.all([
    store.replace(note('a', 'two'), '1'),
    store.replace(note('a', 'three'), '1'),
    store.replace(note('b', 'two'), '1'),
    store.create(note('c', 'two')),
  ]);
  expect(next.map(({ kind }) => kind)).toEqual(['saved', 'overtaken', 'saved', 'overtaken']);
  const texts = await Promise.all(['a', 'b', 'c'].map(async (id) => (await other.read('settings', id))?.document));
  expect(texts).toMatchObject([{ text: 'two' }, { text: 'two' }, { text: 'one' }]);
});
