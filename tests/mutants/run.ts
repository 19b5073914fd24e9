import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { requirements } from '../protocol-coverage/requirements.ts';
import type { ShownBy } from '../protocol-coverage/shown-by.ts';
import { type BrokenCopy, brokenCopy } from './broken-copy.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

/**
 * Breaks a copy of the product in one way after another, and runs the tests that show the broken requirement. If no
 * test fails, the program names the break and ends with exit code 1.
 *
 * `npm run test:mutants` makes every break; `npm run test:mutants -- R8.2 R10.1.3` makes the breaks of requirements
 * whose ids begin with these
 */

const Results = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), failureMessages: z.array(z.string()) })),
    }),
  ),
});

type Verdict = 'caught' | 'lives' | 'no test ran' | 'did not start';

interface Shown {
  files: string[];
  titles: string; // a pattern for jest
}

/** The tests that show a requirement. For a test with many rows, the pattern selects rows by how they begin. */
function testsOf(requirement: string): Shown {
  const shownBy = requirements.find(({ id }) => id === requirement)?.shownBy ?? [];
  const tests = shownBy.flatMap((shown) => ('file' in shown ? [shown] : []));
  return { files: [...new Set(tests.map(({ file }) => file))], titles: tests.map(patternOf).join('|') };
}

/**
 * `of`: how the row begins, its values divided by a colon: "education: Where are" selects the row whose first value is
 * "education" and whose second begins with "Where are".
 */
function patternOf({ title, of = '' }: Extract<ShownBy, { title: string }>): string {
  const pieces = title.split(/%[sdj]/).map(escaped);
  const begins = (pieces.length > 2 ? of.split(': ') : [of]).map(escaped);
  const filled = pieces.slice(0, -1).map((piece, place) => {
    const isWhole = place < begins.length - 1;
    return `${piece}${begins[place] ?? ''}${isWhole ? '' : '.*'}`;
  });
  return `${filled.join('')}${pieces.at(-1)}$`;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Runs one file after another, the quickest kind first, until one notices the break. */
const verdictOn = (mutant: Mutant, copy: BrokenCopy): Promise<Verdict> =>
  copy.brokenBy(mutant, async () => {
    const { files, titles } = testsOf(mutant.requirement);
    let verdict: Verdict = 'no test ran';
    for (const file of files.sort((one, other) => slowness(one) - slowness(other))) {
      const found = judge(await run(copy.folder, { files: [file], titles }));
      if (found === 'caught') return found;
      if (found !== 'no test ran') verdict = found;
    }
    return verdict;
  });

const slowKinds = ['tests/cards/', 'tests/conversations/', 'tests/security/', 'tests/faults/', 'tests/simulation/'];
const slowness = (file: string): number => slowKinds.findIndex((kind) => file.startsWith(kind));

function judge(results: z.infer<typeof Results> | undefined): Verdict {
  const all = results?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const failed = all.filter(({ status }) => status === 'failed');
  const ran = failed.length + (results?.numPassedTests ?? 0);
  if (ran === 0) return results?.testResults.some(({ message }) => message !== '') ? 'did not start' : 'no test ran';
  if (failed.length === 0) return 'lives';
  // If the product does not even start, that says nothing about the test.
  const starts = failed.some(
    ({ failureMessages }) => !/SyntaxError|did not start|ended with/.test(failureMessages.join()),
  );
  return starts ? 'caught' : 'did not start';
}

function run(folder: string, { files, titles }: Shown): Promise<z.infer<typeof Results> | undefined> {
  const output = join(folder, 'results.json');
  rmSync(output, { force: true });
  const options = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...files];
  const jest = spawn(
    process.execPath,
    [...options, '--selectProjects', '2016', '-t', titles, '--json', `--outputFile=${output}`],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  return new Promise((done) => {
    jest.on('close', () => done(readResults(output)));
  });
}

function readResults(output: string): z.infer<typeof Results> | undefined {
  try {
    return Results.parse(JSON.parse(readFileSync(output, 'utf8')));
  } catch {
    return undefined;
  }
}

const wanted = process.argv.slice(2);
const chosen = mutants.filter(
  ({ requirement }) => wanted.length === 0 || wanted.some((begins) => requirement.startsWith(begins)),
);
const copy = brokenCopy();
const verdicts: { mutant: Mutant; verdict: Verdict }[] = [];
for (const mutant of chosen) {
  const verdict = await verdictOn(mutant, copy);
  verdicts.push({ mutant, verdict });
  console.log(`${verdict === 'caught' ? '  ' : '! '}${mutant.requirement} ${mutant.breaks}: ${verdict}`);
}
copy.remove();
const alive = verdicts.filter(({ verdict }) => verdict !== 'caught');
console.log(`\n${verdicts.length} breaks, ${verdicts.length - alive.length} caught, ${alive.length} not.`);
process.exitCode = alive.length > 0 || verdicts.length === 0 ? 1 : 0;
