import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { StaffId } from '../../src/base/people.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { SqliteFault } from '../../src/store/sqlite-fault.ts';

/**
 * Another process on the same file, for the tests of the SQLite store.
 * `add <path> <times>` adds one to a counter that many times, retrying when overtaken.
 * `write <path>` writes one case, prints "saved" and stays alive, so that it can be killed.
 * `open <path>` prints "ready", opens ten files from the moment (ms) on that its input says, and ends.
 * `lock <path>` locks the file, prints "locked", and unlocks it when its input ends.
 */
const [command, path = '', argument = '0'] = process.argv.slice(2);
if (command === 'open') {
  process.stdout.write('ready\n');
  const [moment] = await once(process.stdin, 'data');
  process.stdin.destroy();
  for (let file = 0; file < 10; file += 1) {
    while (Date.now() < Number(moment) + 20 * file);
    await sqliteStore(path + file, 'HT').close();
  }
  process.exit(0);
}
const store = sqliteStore(path, 'HT');

if (command === 'write') {
  await store.create({ kind: 'case', id: 'a', author: StaffId.parse('jane') });
  process.stdout.write('saved\n');
  setInterval(() => {}, 1000);
}
if (command === 'lock') {
  const db = new DatabaseSync(path);
  db.exec('BEGIN IMMEDIATE');
  process.stdout.write('locked\n');
  for await (const _ of process.stdin);
  db.close();
}
for (let added = 0; command === 'add' && added < Number(argument); ) {
  const found = await store.read('case', 'counter');
  const { count } = (found?.document ?? { count: 0 }) as { count: number };
  const next = { kind: 'case', id: 'counter', count: count + 1 } as const;
  const outcome = await store.replace(next, found?.version ?? '').catch((error: unknown) => {
    if (!(error instanceof SqliteFault) || error.code !== 'busy') throw error; // nothing was written: once more
  });
  if (outcome?.kind === 'saved') added += 1;
}
