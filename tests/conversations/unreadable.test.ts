import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from '@jest/globals';
import { realMachine } from '../../src/base/machine.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { textIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import type { Json } from '../fakes/wire.ts';

const { newFile } = aFolder();
let program: ReturnType<typeof inProcess>;
afterEach(() => program.ends());

it('A case that cannot be read does not vanish: its referrer and the managers hear that it exists, and whom to ring', async () => {
  const path = newFile();
  program = inProcess('2026-06-10T08:00:00.000Z', { store: sqliteStore(path, 'HT', realMachine) });
  await program.starts();
  for (const who of ['mo', 'ana'] as const) await program.types(who, 'hi');
  const [reference = ''] = /HT-\w{4}-\w{3}/.exec(textIn((await program.refers()) as Json)) ?? [];
  await program.machine.pass(60_000);
  using db = new DatabaseSync(path);
  db.exec(
    `UPDATE documents SET wake_at = '2026-06-10T08:00:00.000Z', body = json_set(body, '$.status', 'Onyx') WHERE id = '${reference}'`,
  );
  await program.machine.pass(60_000);

  const card = textIn((await program.types('jane', 'my referrals')) as Json);
  expect(card).toContain(`I cannot read ${reference} just now.`);
  expect(card).toContain('0300 123 4043');
  expect(card).not.toContain('You have none yet');
  for (const who of ['mo', 'ana']) {
    const told = program.told.filter(({ to }) => to === `a:${who}`).map(({ message }) => JSON.stringify(message));
    expect(told.filter((each) => each.includes(`I cannot read case ${reference}`))).toHaveLength(1);
  }
});
