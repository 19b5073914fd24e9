import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Bench, type Figure, inRatios, slower, tableOf } from './figures.ts';
import { atSize, histories, running } from './growth.ts';
import { isThere } from './installed.ts';
import { draw } from './plots.ts';
import { stopAll } from './servers.ts';
import { turns } from './turns.ts';

/**
 * Measures the program beside other bots: `npm run bench` (eight minutes) writes bench.json, the table in FIGURES.md and its plots. `--short` (two minutes)
 * prints, and compares with bench.json. `--million` adds the lists of 1,000,000 cases. `--only turns`
 * (running, cases, histories, load) measures a part. `--out FILE` writes FILE.json and FILE.md instead; `--plots`
 * draws bench.json anew.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    out: { type: 'string' },
    only: { type: 'string' },
    plots: { type: 'boolean', default: false },
  },
});
const { short, million } = values;
const committed = join(import.meta.dirname, 'bench.json');
const guide = join(import.meta.dirname, 'FIGURES.md');

if (values.plots) {
  if (isThere('plots')) await draw(JSON.parse(readFileSync(committed, 'utf8')));
  process.exit();
}

const [loadBefore = 0] = loadavg();
const figures: Figure[] = [];
const part = async (what: string, work: () => Promise<Figure[]>) => {
  if (values.only && !what.includes(values.only)) return;
  const begun = performance.now();
  try {
    figures.push(...(await work()));
  } catch (error) {
    process.exitCode = 1; // the other parts are measured all the same
    console.error(`${what}:`, error);
  }
  await stopAll();
  process.stderr.write(`${what}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
};

const alone = { peers: false };
await part('turns', async () =>
  inRatios(await (short ? turns(3, 12, alone) : turns(8, 24, { peers: isThere('peers') }))),
);
await part('running', () => running(short ? { seconds: 10, many: 3 } : { seconds: 60, many: 10 }));
for (const size of short ? [10_000] : million ? [10_000, 100_000, 1_000_000] : [10_000, 100_000])
  await part(`cases ${size}`, () => atSize(size));
if (!short) await part('histories', histories);
if (!short) await part('load', async () => [underLoad(50), underLoad(200)]);

const bench: Bench = {
  day: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores, Node ${process.versions.node}, load before ${loadBefore.toFixed(1)}`,
  figures,
};
const table = tableOf(bench);
console.log(table);
const json = `${JSON.stringify(bench, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 1)}\n`;
if (values.out) {
  writeFileSync(`${values.out}.json`, json);
  writeFileSync(`${values.out}.md`, table);
} else if (short) {
  const before: Bench | undefined = existsSync(committed) ? JSON.parse(readFileSync(committed, 'utf8')) : undefined;
  for (const words of slower(figures, before?.figures ?? [])) console.log(`SLOWER ${words}`);
} else {
  writeFileSync(committed, json);
  const text = readFileSync(guide, 'utf8');
  writeFileSync(guide, text.replace(/(?<=<!-- bench -->\n).*(?=<!-- \/bench -->)/s, table));
  if (isThere('plots')) await draw(bench);
}
process.exit();

/** Half a minute of so many turns a second. */
function underLoad(rate: number): Figure {
  const load = join(import.meta.dirname, '../load/load.ts');
  const args = ['--minutes', '0.5', '--rate', String(rate), '--people', String(rate)];
  const { stdout } = spawnSync(process.execPath, [...process.execArgv, load, ...args], { encoding: 'utf8' });
  const all = stdout.split('\n').find((line) => line.startsWith('in all')) ?? '';
  const of = (pattern: RegExp) => Number(pattern.exec(all)?.[1]);
  const took = { p99: of(/p99 ([\d.]+)/), longestMs: of(/stand-still (\d+)/), memoryMb: of(/memory (\d+)/) };
  return { row: `asked for ${rate} turns/s`, aSecond: of(/([\d.]+) turns/), ...took };
}
