import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { aFolder } from '../fakes/a-folder.ts';
import northmoor from '../protocol/northmoor.json' with { type: 'json' };
import { run } from '../tools/tool.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { beginsCheck, caseCard, wordsOf } from './walks.ts';

/** A made-up partnership that writes its own pack and changes no code. */

// A partnership with a pack of its own

const world = aWorld({ pack: northmoor, env: { ORGANISATION: 'NM' } });
const { jane, mo } = world;
const { folder } = aFolder();

it('The command pack-check accepts a partnership’s own pack, and says what is wrong with a broken one', async () => {
  const good = await run('pack-check', ['tests/protocol/northmoor.json']);
  contains(
    good.out,
    'northmoor-2026, version 3: Northmoor (made up): children at work',
    '3 statements in 2 themes',
    'clocks.decision.within  36 hours',
    'The pack can be used.',
  );
  expect(await run('pack-check', [])).toMatchObject({
    code: 1,
    errors: expect.stringContaining('npm run pack:check FILE'),
  });
  expect(await run('pack-check', ['package.json'])).toMatchObject({
    code: 1,
    errors: expect.stringContaining('fields: '),
  });
});

it('A reader that has read enough, such as “head”, ends no command', async () => {
  const line = `'${process.execPath}' src/tools/pack-check.ts hertfordshire-2016 | true`;
  expect((await promisify(execFile)('sh', ['-c', line])).stderr).toBe('');
});

it('Of a pack that extends another, the command shows what differs, what nobody has confirmed, and what was left out', async () => {
  const own = {
    ...{ extends: 'hertfordshire-2026', contacts: { guardian: { offered: true } } },
    clocks: { decision: { overdueEvery: 'PT1H30M' } },
    phrases: [{ id: 'lift', means: 'c send', words: 'bung it over' }, { means: 'no id' }],
    answers: { robot: { asks: 'Are you a machine?' } },
  };
  const file = join(folder, 'own.json');
  writeFileSync(file, JSON.stringify(own));
  const { out, code } = await run('pack-check', [file]);
  contains(
    out,
    'What differs from hertfordshire-2026:\n',
    'contacts.guardian: new, {',
    'answers.robot.asks: "Are you a person?" → "Are you a machine?"',
    'clocks.decision.overdueEvery: "PT2H" → "PT1H30M"',
    'Nobody has confirmed them until an administrator does so in Teams (“contacts”):\n  robot: Are you a machine?\n',
    'lift: “bung it over” means c send',
    'LEFT OUT: 1 phrases that cannot be read.',
  );
  lacks(out, 'means q do-now');
  expect(code).toBe(0);
});

it('A partnership’s own agencies, lists, warnings, numbers and words reach the MASH', async () => {
  await jane.says('contacts');
  shows(jane, '01632 960 700');
  expect(jane.sees().text).not.toMatch(/Hertfordshire|0300 123 4043/);
  const card = await beginsCheck(jane);
  await card.presses('No', 'Continue', {
    'Your agency': 'Fire service',
    'Your name': 'Jo Ash',
    'Your phone': '01632 960 009',
  });
  isHeaded(card, 'The child at work');
  await card.presses(
    'Go through more signs',
    { 'The child': 'Boy Flint', 'What worries you': 'He carries bricks.' },
    'Continue',
    { 'Does the child work': 'Yes' },
    'Continue',
    { Seen: ['1 · Carries loads too heavy for a child.', '3 · Sleeps where they work.'] },
    'Continue',
  ); // past “What you have seen”
  await card.presses('Continue', { 'Told your lead': 'Not yet' });
  shows(card, 'The foreman may be the parent.');
  await card.presses('Not asked', 'Continue', { Why: 'He stood beside us.' });
  isHeaded(card, 'From the fire service');
  await card.presses('Continue', { 'Was there smoke': 'A little' });
  const start = Date.now();
  await card.presses('Submit referral');
  const reference = /NM-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(card.sees().text)?.[0] ?? 'NONE';
  await world.until(() => mo.thread(reference).length >= 2);
  shows(caseCard(mo, reference), 'Signs seen\nCarries loads too heavy for a child; Sleeps where they work');
  contains(mo.thread(reference).map(wordsOf).join('\n'), 'A little');
  const due = /Decision due by (\d\d:\d\d), (\w+)/.exec(caseCard(mo, reference).sees().text);
  const in36Hours = (from: number) =>
    new Date(from + 36 * 60 * 60 * 1000).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'Europe/London' });
  contains([start, Date.now()].map(in36Hours), due?.[2]);
});

it('Every referral names its pack and the pack’s version', async () => {
  const store = new DatabaseSync(world.sqlitePath, { readOnly: true });
  const rows = store.prepare('SELECT body FROM documents').all();
  store.close();
  expect(rows.map(({ body }) => body).join('\n')).toContain('"pack":{"id":"northmoor-2026","version":"3"}');
});
