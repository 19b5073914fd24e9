import { execFile } from 'node:child_process';
import { beforeAll, expect, it } from '@jest/globals';
import { nodeEnv } from '../fakes/node-env.ts';

/** Plays weeks in a separate process, where they run faster than under jest. @returns the report */
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

const lastLine = (report: string) => report.trim().split('\n').at(-1);

/** The number that the report gives for the week with the fewest. */
const least = (report: string, unit: string): number => Number(new RegExp(`(\\d+) ${unit}`).exec(report)?.[1]);

let badLuck: string; // the report on a week of two instances
beforeAll(async () => {
  badLuck = await simulate('--seed', '3', '--story');
}, 900_000);

it('Every invariant holds in a simulated week of bad luck with two instances', () => {
  expect(lastLine(badLuck)).toBe('All held.');
});

it('The simulated week of bad luck has at least eight referrals, two of them urgent, and three kinds of fault', () => {
  expect(least(badLuck, 'referrals,')).toBeGreaterThanOrEqual(8);
  expect(least(badLuck, 'of them urgent')).toBeGreaterThanOrEqual(2);
  expect(least(badLuck, 'kinds of fault')).toBeGreaterThanOrEqual(3);
});

it('The same seed tells the same story, word for word', async () => {
  const [story = ''] = (await simulate('--seed', '3', '--days', '1', '--story')).split('\nDigest');
  expect(story).toContain('presses [Submit referral]');
  expect(badLuck).toContain(story);
}, 900_000);

it.each([
  ['of bad luck with one instance', '--seed', '4'],
  ['without faults', '--calm'],
])(
  'Every invariant holds in three simulated days %s',
  async (_, ...args) => {
    const report = await simulate(...args, '--days', '3');
    expect(least(report, 'referrals,')).toBeGreaterThanOrEqual(4);
    expect(lastLine(report)).toBe('All held.');
  },
  900_000,
);
