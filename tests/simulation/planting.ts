import { spawn } from 'node:child_process';
import { brokenCopy } from '../mutants/broken-copy.ts';
import { plantedFaults } from './planted.ts';

/**
 * Plants each fault in a copy of the product and plays weeks until an invariant breaks. `of`: only faults whose `wrong`
 * contains it.
 * @returns the number of faults not found
 */
export async function playPlanted({ weeks, of = '' }: { weeks: number; of?: string }): Promise<number> {
  const copy = brokenCopy();
  const faults = plantedFaults.filter(({ wrong }) => wrong.includes(of));
  let found = 0;
  try {
    for (const fault of faults) {
      const finding = await copy.brokenBy(fault, async () => brokenIn(await play(copy.folder, weeks)));
      if (finding !== undefined) found += 1;
      process.stdout.write(
        `${finding === undefined ? 'NOT FOUND' : 'found'}: ${fault.wrong}\n    ${finding ?? fault.file}\n`,
      );
    }
  } finally {
    copy.remove();
  }
  process.stdout.write(`${found} of ${faults.length} planted faults were found.\n`);
  return faults.length - found;
}

/** @returns the seed and what it broke; undefined when everything held */
function brokenIn(report: string): string | undefined {
  const [, seed, words] = /^SEED (\d+) BROKE (.*)$/m.exec(report) ?? [];
  if (seed === undefined && !report.includes('All held.'))
    throw new Error(`the weeks were not played:\n${report.slice(-2000)}`);
  return seed && `seed ${seed}: ${words}`;
}

function play(folder: string, weeks: number): Promise<string> {
  const options = ['--seed', '1', '--weeks', String(weeks), '--first'];
  const run = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'tests/simulation/run.ts', ...options],
    {
      cwd: folder,
    },
  );
  let report = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk) => (report += chunk));
  return new Promise((done) => {
    run.on('close', () => done(report));
  });
}
