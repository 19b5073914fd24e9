import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type CpuOfFile, listVariable } from './cpu.ts';

const tests = resolve(import.meta.dirname, '..');
const most = process.env.CPU === 'all' ? Number.POSITIVE_INFINITY : 30;

/**
 * Prints at the end of a run how much CPU each test file took, with the programs that it started: the 30 that took
 * most, each folder, and all. `CPU=all npm test` prints every file. It prints where jest does, so `--json` stays valid.
 */
export default function cpuReporter() {
  const list = join(tmpdir(), `cpu-of-test-files-${process.pid}`);
  process.env[listVariable] = list;
  rmSync(list, { force: true });
  return {
    onRunComplete() {
      if (!existsSync(list)) return; // no test ran
      const files = readFileSync(list, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line): CpuOfFile => JSON.parse(line));
      rmSync(list);
      console.error(report(files));
    },
  };
}

function report(files: CpuOfFile[]): string {
  const inTests = files.map(({ path, seconds }) => ({ path: relative(tests, path), seconds }));
  const byFile = summed(inTests.map(({ path, seconds }) => [path, seconds]));
  const byFolder = summed(
    inTests.map(({ path, seconds }) => [path.includes('/') ? path.replace(/\/.*/, '/') : '.', seconds]),
  );
  const ofFiles = files.reduce((sum, { seconds }) => sum + seconds, 0);
  const { user, system } = process.cpuUsage();
  const ofJest = files.some(({ pid }) => pid === process.pid) ? 0 : (user + system) / 1e6; // else it is in the files'
  return [
    '\nSeconds of CPU, with the programs started:',
    ...byFile.slice(0, most).map(row),
    'By folder:',
    ...byFolder.map(row),
    row([`all: ${byFile.length} files, and jest's own process`, ofFiles + ofJest]),
  ].join('\n');
}

function summed(rows: [name: string, seconds: number][]): [string, number][] {
  const sums = new Map<string, number>();
  for (const [name, seconds] of rows) sums.set(name, (sums.get(name) ?? 0) + seconds);
  return [...sums].sort(([, one], [, other]) => other - one);
}

const row = ([name, seconds]: [string, number]): string => `${seconds.toFixed(1).padStart(7)}  ${name}`;
