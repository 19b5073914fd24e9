import { execFile } from 'node:child_process';
import { beforeAll, expect, it } from '@jest/globals';
import { nodeEnv } from '../fakes/node-env.ts';
import { type Tally, tallyOf } from './report.ts';
import { badLuck, noFaults } from './weather.ts';
import { playWeek, type WeekResult } from './week.ts';

/** Plays a week by the command, in a process of its own. @returns what it prints */
function simulate(...args: string[]): Promise<string> {
  const command = [`${import.meta.dirname}/run.ts`, '--jobs', '1', ...args];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...command],
      { env: nodeEnv, maxBuffer: 1e8 },
      (_, report) => resolve(report),
    );
  });
}

let week: WeekResult; // of bad luck, with two instances
let tally: Tally;
beforeAll(async () => {
  week = await playWeek(3);
  tally = tallyOf(week, 0);
}, 900_000);

it('Every invariant holds in a simulated week of bad luck with two instances', () => {
  expect(tally.broken).toEqual([]);
});

it('The simulated week of bad luck has at least eight referrals, two of them urgent, and three kinds of fault', () => {
  expect(tally.leastReferrals).toBeGreaterThanOrEqual(8);
  expect(tally.leastUrgent).toBeGreaterThanOrEqual(2);
  expect(tally.leastFaults).toBeGreaterThanOrEqual(3);
});

it('The same seed tells the same story in another process, word for word', async () => {
  const report = await simulate('--seed', '3', '--days', '1', '--story');
  const [story = ''] = report.split('\nDigest');
  expect(story).toContain('presses [Submit referral]');
  expect(week.lines().join('\n')).toContain(story);
  expect(report.trim().split('\n').at(-1)).toBe('All held.');
}, 900_000);

it.each([
  ['of bad luck with one instance', 4, badLuck],
  ['without faults', 1, noFaults],
])(
  'Every invariant holds in two simulated days %s',
  async (_, seed, climate) => {
    const { leastReferrals, broken } = tallyOf(await playWeek(seed, climate, 2), 0);
    expect(leastReferrals).toBeGreaterThanOrEqual(3);
    expect(broken).toEqual([]);
  },
  900_000,
);
