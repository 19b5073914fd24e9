import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/port.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { at } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { nodeEnv } from '../fakes/node-env.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';

const { newFile } = aFolder();

describe('a locked SQLite file', () => {
  let machine: ReturnType<typeof virtualMachine>;
  let store: Store;
  let other: DatabaseSync;

  beforeEach(() => {
    const path = newFile();
    machine = virtualMachine(at('2026-11-25T09:00:00.000Z'));
    store = sqliteStore(path, 'HT', machine);
    other = new DatabaseSync(path);
  });
  afterEach(async () => {
    other.close();
    await store.close();
  });

  const lock = () => other.exec('BEGIN IMMEDIATE');
  const unlock = () => other.exec('ROLLBACK');

  /** Writes that many documents in a row, as one press may. @returns the outcome, and how long it took */
  async function press(name: string, writes = 1): Promise<{ name: string; outcome: string; ms: number }> {
    const begun = machine.ticks();
    const after = () => machine.ticks() - begun;
    try {
      for (let each = 0; each < writes; each += 1) await store.create({ kind: 'case', id: `${name} ${each}` });
      return { name, outcome: 'saved', ms: after() };
    } catch (error) {
      return { name, outcome: String(error), ms: after() };
    }
  }

  const many = (howMany: number) => Array.from({ length: howMany }, (_, each) => press(`press ${each}`, 3));
  const longest = (answered: { ms: number }[]) => Math.max(...answered.map(({ ms }) => ms));
  const notSaved = 'SqliteFault: SQLite: another program keeps the file locked; nothing was written';

  it('A hundred presses wait while the file is locked for a second, and are then saved in order', async () => {
    lock();
    const done: string[] = [];
    const presses = many(100);
    for (const each of presses) void each.then(({ name }) => done.push(name));
    await machine.pass(1000);
    expect(done).toEqual([]);
    unlock();
    await machine.pass(100);
    const answered = await Promise.all(presses);
    expect(answered.filter(({ outcome, ms }) => outcome === 'saved' && ms <= 1100)).toHaveLength(100);
    expect(done).toEqual(answered.map(({ name }) => name));
  });

  it('Each press gets its answer within three seconds while the file is locked for a minute', async () => {
    lock();
    const presses = [...many(100)];
    for (let second = 0; second < 57; second += 1) {
      presses.push(press(`later ${second}`, 3));
      await machine.pass(1000);
    }
    await machine.pass(3000);
    const answered = await Promise.all(presses);
    expect(new Set(answered.map(({ outcome }) => outcome))).toEqual(new Set([notSaved]));
    expect(longest(answered)).toBeLessThan(2500);
    unlock();
    expect(await press('afterwards')).toMatchObject({ outcome: 'saved', ms: 0 });
  });

  it('Three writes get their answer within three seconds while the file is locked again and again', async () => {
    const presses = [];
    for (let round = 0; round < 20; round += 1) {
      lock();
      presses.push(press(`press ${round}`, 3));
      await machine.pass(1900);
      unlock();
      await machine.pass(60);
    }
    await machine.pass(3000);
    const answered = await Promise.all(presses);
    expect(longest(answered)).toBeLessThan(2500);
  });

  it('A locked file can still be read', async () => {
    await press('before');
    lock();
    const waiting = press('waiting');
    expect(await store.read('case', 'before 0')).toBeDefined();
    unlock();
    await machine.pass(100);
    expect(await waiting).toMatchObject({ outcome: 'saved' });
  });

  it('A lock by another process does not stop the rest of this program', async () => {
    const path = newFile();
    const real = sqliteStore(path, 'HT');
    const program = fileURLToPath(new URL('other-process.ts', import.meta.url));
    const locking = spawn(process.execPath, [program, 'lock', path], {
      env: nodeEnv,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(locking.stdout, 'data');
    let ticks = 0;
    const ticker = setInterval(() => {
      ticks += 1;
    }, 10);
    await expect(Promise.all([1, 2, 3].map((each) => real.create({ kind: 'case', id: `${each}` })))).rejects.toThrow(
      'keeps the file locked',
    );
    clearInterval(ticker);
    locking.stdin.end();
    await once(locking, 'exit');
    await real.close();
    expect(ticks).toBeGreaterThan(15); // about 150 on a machine that is not busy; three if the store stood still
  });
});
