import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/**
 * Writes the table of figures into tests/README.md: `npm run figures -- LOG`, where LOG is what `npm test` printed. What
 * a command did not print stands in no row.
 */
const [log = ''] = process.argv.slice(2);
const guide = join(import.meta.dirname, 'README.md');
const output = {
  'npm test': readFileSync(log, 'utf8'),
  'npm run weigh': printed('weigh'),
  'npm run walks': printed('walks'),
  'npm run cards:heights': printed('cards:heights'),
};

/** What a figure is called, or `$1` where the command says; where it is printed; its pattern, with the figure last. */
const figures: [what: string, command: keyof typeof output, pattern: RegExp][] = [
  ['tests', 'npm test', /^Tests: +(.+)$/gm],
  ['time', 'npm test', /^Time: +([\d.]+ m?s)/gm],
  ['seconds of CPU', 'npm test', /^ *([\d.]+) {2}all: /gm],
  ['the code', 'npm run weigh', /^ *(\d+ tokens +\d+ files) +all$/gm],
  ['by typing, $1: lines, words read, not understood, referrals', 'npm run walks', /^(the \D+?) {2,}([\d ]+?) *$/gm],
  ['by button, $1', 'npm run walks', /^(.+(?<!, again)): (\d+ presses, \d+ cards, \d+ words)$/gm],
  ['heights', 'npm run cards:heights', /^(\d+ cards at .+)$/gm],
];
const rows = figures.flatMap(([what, command, pattern]) =>
  [...output[command].matchAll(pattern)].map(
    (found) => `| ${what.replace('$1', found[1] ?? '')} | ${found.at(-1)?.replaceAll(/ +/g, ' ')} | \`${command}\` |`,
  ),
);
const day = new Date().toISOString().slice(0, 10);
const table = [`On ${day}, ${cpus().length} cores.`, '', '| what | figure | command |', '| --- | --- | --- |', ...rows];
const text = readFileSync(guide, 'utf8');
writeFileSync(guide, text.replace(/(?<=<!-- figures -->\n).*(?=<!-- \/figures -->)/s, `${table.join('\n')}\n`));

function printed(command: string): string {
  return execFileSync('npm', ['run', '--silent', command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
