import { closeSync, copyFileSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, it } from '@jest/globals';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { checkDaily } from '../../src/store/sqlite-fault.ts';
import { healthSignals } from '../../src/watch/seen.ts';
import { at } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';

const { folder } = aFolder();

const whole = join(folder, 'whole.db');
const cases = 500; // more than SQLite keeps in memory

beforeAll(async () => {
  const store = sqliteStore(whole, 'HT');
  const all = Array.from({ length: cases }, (_, number) => `HT-${number}`);
  const changedAt = 'Carnelian '.repeat(300);
  await Promise.all(all.map((id) => store.create({ kind: 'case', id, author: 'jane', changedAt })));
  await store.close();
});

/** A copy of the file in which the disk has spoiled some pages in the middle. */
function damagedFile(name: string): string {
  const path = join(folder, name);
  copyFileSync(whole, path);
  const file = openSync(path, 'r+');
  const page = 4096;
  const middle = Math.floor(statSync(path).size / page / 2) * page;
  writeSync(file, Buffer.alloc(24 * page, 0xa5), 0, 24 * page, middle);
  closeSync(file);
  return path;
}

it('A damaged file is refused at the start and left as it is, and the error says what to do but nothing of the content', () => {
  const path = damagedFile('start.db');
  const before = readFileSync(path);
  const open = () => sqliteStore(path, 'HT');
  expect(open).toThrow(
    'the file is damaged, or is not a store of this program. Keep it as it is, and restore the last',
  );
  expect(open).not.toThrow('Carnelian');
  expect(readFileSync(path)).toEqual(before);
});

it('Damage while the program runs is found by reads, and by the daily check', async () => {
  const path = join(folder, 'later.db');
  copyFileSync(whole, path);
  const store = sqliteStore(path, 'HT');
  copyFileSync(damagedFile('spoiled.db'), path);
  const found: unknown[] = [];
  for (let number = 0; number < cases; number += 1)
    await store.read('case', `HT-${number}`).catch((error: unknown) => found.push(error));
  expect(String(found[0])).toContain('SqliteDamage');
  expect(found.length).toBeLessThan(cases); // undamaged parts can still be read
  await store.close();

  const machine = virtualMachine(at('2026-11-25T09:00:00.000Z'));
  const seen = healthSignals(machine);
  let noteTold = () => {};
  const told = new Promise<void>((resolve) => {
    noteTold = resolve;
  });
  const end = checkDaily(path, machine, (fault) => {
    seen.fault(fault);
    noteTold();
  });
  await machine.pass(60_000);
  await told;
  end();
  expect(seen.isDamaged()).toBe(true);
});

it('A document that somebody wrote a thousand levels deep cannot be read, and hides no other', async () => {
  const path = join(folder, 'deep.db');
  copyFileSync(whole, path);
  const store = sealedStore(sqliteStore(path, 'HT'), 'HT', { present: undefined, old: [] });
  const deep = `${'{"a":['.repeat(1000)}${']}'.repeat(1000)}`;
  const db = new DatabaseSync(path);
  db.prepare("UPDATE documents SET body = ? WHERE id = 'HT-1'").run(deep);
  db.close();
  const of = async (id: string) => (await store.read('case', id))?.document;
  expect(await of('HT-1')).toBe(deep);
  expect(await of('HT-2')).toMatchObject({ id: 'HT-2' });
  expect(await store.all(undefined, cases + 1)).toHaveLength(cases);
  await store.close();
});
