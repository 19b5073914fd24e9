import { expect, it } from '@jest/globals';
import { realMachine } from '../../src/base/machine.ts';
import { newCaseId } from '../../src/base/reference.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { textIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import type { Json } from '../fakes/wire.ts';
import { run } from './tool.ts';

const { newFile } = aFolder();

it('“why” tells each mark of a referral, to whom it was told and when, without a name or a fact; an unknown reference is said', async () => {
  const path = newFile();
  const program = inProcess('2026-06-10T08:00:00.000Z', { store: sqliteStore(path, 'HT', realMachine) });
  await program.starts();
  await program.types('mo', 'hi'); // Ana has no chat yet
  const [reference = ''] = /HT-\w{4}-\w{3}/.exec(textIn((await program.refers('Yes, now')) as Json)) ?? [];
  await program.machine.pass(20 * 60_000);
  await program.ends();

  const { code, out, errors } = await run('why', [reference], { SQLITE_PATH: path });
  expect([code, errors]).toEqual([1, '']); // the program has not run since June
  const missed = out.match(/^NOT YET RECORDED: .* “decision”, .*$/gm)?.map((line) => line.replace(/.*due /, ''));
  expect(missed).toEqual([
    expect.stringMatching(/^21:0\d, Wed 10 Jun: reminder$/),
    expect.stringMatching(/^05:0\d, Thu 11 Jun: reminder$/),
    expect.stringMatching(/^07:0\d, Thu 11 Jun: escalation$/),
    expect.stringMatching(/^08:0\d, Thu 11 Jun: reminder$/),
    expect.stringMatching(/^09:0\d, Thu 11 Jun: overdue, \d+ times more since$/),
  ]);
  expect(out).not.toContain('NOT SENT');
  expect(out).toMatch(/mark of the clock “urgent”, due 09:0\d, Wed 10 Jun: reminder/);
  expect(out).toMatch(/ {4}manager 1: alarm\/\S+ taken by Teams at 09:0\d/);
  expect(out).toMatch(/ {4}escalation contact 1: /);
  expect(out).toMatch(/The worker was to look at it at .*: that time is past. Is the program running\?/);
  expect(out).toContain('the pack hertfordshire-2016, as PROTOCOL_PACK is not set here');
  const other = await run('why', [reference], { SQLITE_PATH: path, PROTOCOL_PACK: 'hertfordshire-2026' });
  expect(other.out).toContain('with the pack hertfordshire-2026. The program must have the same.');
  expect(out).not.toMatch(/Jane|Mo |Hussain|Opal|01632/);
  const help = await run('why', ['--help']);
  expect([help.code, help.out, help.errors]).toEqual([0, expect.stringMatching(/^npm run why -- HT-/), '']);
  const unknown = await run('why', [newCaseId('HT')], { SQLITE_PATH: path });
  expect([unknown.code, unknown.errors]).toEqual([1, expect.stringContaining('There is no case HT-')]);
});

it('“why” names a card that the channel has not taken, since when, and how often it was tried', async () => {
  const path = newFile();
  const refuses = { post: () => Promise.reject(new TeamsFault(503)) };
  const store = sqliteStore(path, 'HT', realMachine);
  const program = inProcess('2026-06-10T08:00:00.000Z', { store, tellsThrough: (teams) => ({ ...teams, ...refuses }) });
  await program.starts();
  const [reference = ''] = /HT-\w{4}-\w{3}/.exec(textIn((await program.refers()) as Json)) ?? [];
  await program.machine.pass(60_000);
  await program.ends();
  const { out } = await run('why', [reference], { SQLITE_PATH: path });
  expect(out).toMatch(
    /^NOT SENT: the MASH channel: case-card waits since 09:0\d, Wed 10 Jun, tries so far: \d+, next try 09:0\d$/m,
  );
});
