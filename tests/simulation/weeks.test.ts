import { execFile } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';

/** Plays weeks in a process of their own, at the speed of the product. @returns what it says of them */
function simulate(...args: string[]): Promise<string> {
  const command = [`${import.meta.dirname}/run.ts`, '--jobs', '1', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], { maxBuffer: 1e8 }, (_, said) =>
      resolve(said),
    );
  });
}

const lastLine = (said: string) => said.trim().split('\n').at(-1);

/** How much there was at least in each week, of what its report names. */
const least = (said: string, what: string): number => Number(new RegExp(`(\\d+) ${what}`).exec(said)?.[1]);

describe('a simulated week', () => {
  let badLuck: string;
  beforeAll(async () => {
    badLuck = await simulate('--seed', '1', '--weeks', '8', '--story');
  }, 900_000);

  it('of bad luck holds all that must hold', () => {
    expect(lastLine(badLuck)).toBe('All held.');
  });

  it('has ten referrals at least, two of them urgent, and three kinds of fault', () => {
    expect(badLuck).toContain('8 weeks');
    expect(least(badLuck, 'referrals,')).toBeGreaterThanOrEqual(10);
    expect(least(badLuck, 'of them urgent')).toBeGreaterThanOrEqual(2);
    expect(least(badLuck, 'kinds of fault')).toBeGreaterThanOrEqual(3);
  });

  it('is the same again by the same seed, word for word', async () => {
    const [story = ''] = (await simulate('--seed', '4', '--story')).split('\nDigest');
    expect(story).toContain('presses [Submit referral]');
    expect(badLuck).toContain(story);
  }, 900_000);

  it('in which nothing goes wrong holds all that must hold', async () => {
    expect(lastLine(await simulate('--calm'))).toBe('All held.');
  }, 900_000);
});
