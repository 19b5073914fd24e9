import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nodeEnv } from '../fakes/node-env.ts';
import northmoor from '../protocol/northmoor.json' with { type: 'json' };
import { beginsCheck, caseCard, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

/** A made-up partnership that writes its own pack and changes no code. */
describe('a partnership with a pack of its own', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ pack: northmoor, env: { ORGANISATION: 'NM' } });
  });
  afterAll(() => world.stop());

  it('The command pack-check accepts a partnership’s own pack, and says what is wrong with a broken one', async () => {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['src/tools/pack-check.ts', 'tests/protocol/northmoor.json'], {
      env: nodeEnv,
    });
    expect(stdout).toContain('northmoor-2026, version 3: Northmoor (made up): children at work');
    expect(stdout).toContain('3 statements in 2 lists');
    expect(stdout).toContain('The pack can be used.');
    const broken = run(process.execPath, ['src/tools/pack-check.ts', 'package.json'], { env: nodeEnv });
    await expect(broken).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('fields: ') });
  });

  it('A partnership’s own agencies, lists, warnings, numbers and words reach the MASH', async () => {
    const { jane, mo } = world;
    await jane.says('contacts');
    expect(jane.sees().text).toContain('01632 960 700');
    expect(jane.sees().text).not.toMatch(/Hertfordshire|0300 123 4043/);
    const card = await beginsCheck(jane);
    await card.presses('No');
    await card.presses('Continue', {
      'Your agency': 'Fire service',
      'Your name': 'Jo Ash',
      'Your phone': '01632 960 009',
    });
    expect(card.sees().headings).toEqual(['The child at work']);
    await card.presses('Continue to the check', { 'The child': 'Boy Flint', 'What worries you': 'He carries bricks.' });
    await card.presses('Continue', { 'Does the child work': 'Yes' });
    await card.presses('Continue', { Seen: ['1 · Carries loads too heavy for a child.'] });
    await card.presses('Continue', { Seen: ['1 · Sleeps where they work.'] });
    await card.presses('Continue'); // past “What you have seen”
    await card.presses('Continue', { 'Told your lead': 'Not yet' });
    expect(card.sees().text).toContain('The foreman may be the parent.');
    await card.presses('Yes');
    await card.presses('Continue', { Why: 'He stood beside us.' });
    expect(card.sees().headings).toEqual(['From the fire service']);
    await card.presses('Continue', { 'Was there smoke': 'A little' });
    const start = Date.now();
    await card.presses('Submit referral');
    const reference = /NM-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(card.sees().text)?.[0] ?? 'NONE';
    await world.until(() => mo.thread(reference).length >= 2);
    expect(caseCard(mo, reference).sees().text).toContain(
      'Signs of work · seen\nCarries loads too heavy for a child\nAt the site · seen\nSleeps where they work\nConsent',
    );
    expect(mo.thread(reference).map(wordsOf).join('\n')).toContain('A little');
    const due = /Decision due by (\d\d:\d\d), (\w+)/.exec(caseCard(mo, reference).sees().text);
    const in36Hours = (from: number) =>
      new Date(from + 36 * 60 * 60 * 1000).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'Europe/London' });
    expect([start, Date.now()].map(in36Hours)).toContain(due?.[2]);
  });

  it('Every referral names its pack and the pack’s version', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const store = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = store
      .prepare('SELECT * FROM documents')
      .all()
      .map((row) => JSON.stringify(row));
    store.close();
    expect(rows.join('\n')).toMatch(/"pack\\?":\{\\?"id\\?":\\?"northmoor-2026\\?",\\?"version\\?":\\?"3\\?"\}/);
  });
});
