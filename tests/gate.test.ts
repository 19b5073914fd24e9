import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..');
const ci = (name: string): string => resolve(root, '.ci', name);

/** Plays a gate of other steps. `counted P F` stands for a step in which jest counted so many tests. */
async function gate(steps: string, flags = '-euo'): Promise<{ code: number; lines: string[] }> {
  const script = `set ${flags} pipefail; budget=900; source ${ci('steps')}
counted() { echo "{\\"numPassedTests\\":$1,\\"numFailedTests\\":$2}" >"$records/$number.json"; [[ $2 == 0 ]]; }
${steps}`;
  const { PATH } = process.env;
  const done = promisify(execFile)('bash', ['-c', script], { env: { PATH } });
  const Ended = z.object({ code: z.int().default(0), stdout: z.string() });
  const { code, stdout } = Ended.parse(await done.catch((error: unknown) => error));
  return { code, lines: stdout.trim().split('\n') };
}

describe('the gate', () => {
  it('prints the time and the budget of each step and of all, and the verdict last', async () => {
    const { code, lines } = await gate('step 60 types true\nstep 400 "all tests" counted 12 0');
    expect([code, lines.at(-1)]).toEqual([0, '12 passed, 0 failed']);
    expect(lines).toEqual(expect.arrayContaining(['== all tests (budget 400 s)', '-- all tests: 0 s of 400 s']));
    expect(lines.slice(-5, -1)).toEqual([
      ...['seconds  budget  step', '      0      60  types', '      0     400  all tests', '      0     900  all'],
    ]);
  });

  it('names a step over its budget, and fails nothing for it', async () => {
    const { code, lines } = await gate('step 0 types sleep 1.1');
    expect([code, ...lines.slice(-2)]).toEqual([
      ...[0, expect.stringMatching(/^WARNING: over its budget: types, [12] s of 0 s$/), '0 passed, 0 failed'],
    ]);
  });

  it('stops at a step that fails, and counts one failure where jest counted none', async () => {
    const { code, lines } = await gate('step 9 tests counted 3 0\nstep 9 types false\nstep 9 later echo not reached');
    expect([code, lines.at(-1)]).toEqual([1, '3 passed, 1 failed']);
    expect(lines.filter((line) => /FAILED|not reached/.test(line))).toEqual(['      0       9  types: FAILED']);
  });

  it('goes on after a failed step where it is told to, and fails at its end', async () => {
    const { code, lines } = await gate('step 9 one false\nstep 9 two counted 5 2\nstep 9 three counted 4 0', '-uo');
    expect([code, lines.at(-1)]).toEqual([1, '9 passed, 3 failed']);
  });

  it('counts one failure when the gate itself breaks', async () => {
    const { code, lines } = await gate('step 9 types true\nnowhere');
    expect([code, lines.at(-1)]).toEqual([127, '0 passed, 1 failed']);
  });

  it('warns, and goes on, when nobody can say which vulnerabilities are known', async () => {
    const known = /^known_vulnerabilities\(\) \{.*?^\}/ms.exec(await readFile(ci('run'), 'utf8'))?.[0];
    const answering = (code: number) =>
      gate(`npm() { return ${code}; }\n${known}\nstep 9 vulnerabilities known_vulnerabilities\nstep 9 later true`);
    const unknown = await answering(2);
    expect([unknown.code, ...unknown.lines.slice(-2)]).toEqual([
      ...[0, expect.stringMatching(/^WARNING: the registry did not say/), '0 passed, 0 failed'],
    ]);
    for (const [code, verdict] of [
      [0, '0 passed, 0 failed'],
      [1, '0 passed, 1 failed'],
    ] as const) {
      const { lines } = await answering(code);
      expect([lines.at(-1), lines.some((line) => line.startsWith('WARNING'))]).toEqual([verdict, false]);
    }
  });

  it.each(['run', 'nightly'])('.ci/%s can be read by bash, and has a budget for each step', async (name) => {
    await promisify(execFile)('bash', ['-n', ci(name)]);
    const budgets = [...(await readFile(ci(name), 'utf8')).matchAll(/^(?:\w+=\d+ )?step (\d+) /gm)].map(([, s]) =>
      Number(s),
    );
    const [, all] = /^budget=(\d+)$/m.exec(await readFile(ci(name), 'utf8')) ?? [];
    expect(budgets.length).toBeGreaterThan(5);
    expect(budgets.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(Number(all));
  });

  it('runs no TypeScript with the machine’s own Node, which may be 20', async () => {
    for (const name of ['run', 'nightly', 'steps', 'vulnerabilities'])
      expect(await readFile(ci(name), 'utf8')).not.toMatch(/node .*\.ts/);
  });
});
