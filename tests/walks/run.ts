import { parseArgs } from 'node:util';
import { press, pressers } from './by-button.ts';
import { walk } from './walk.ts';
import { walkers } from './walkers.ts';

/**
 * Plays people who refer by typing alone, and prints how many lines they typed, how many words they read, and what the
 * bot did not understand; then those who refer by button: `npm run walks`, or `npm run walks -- clerk --whole` for every line of one of them.
 */
const { values, positionals } = parseArgs({
  options: { whole: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const rows: (string | number)[][] = [['who', 'lines', 'words read', 'not understood', 'referrals']];
for (const walker of walkers) {
  if (positionals.length > 0 && !positionals.some((name) => walker.who.includes(name))) continue;
  const { lines, words, sent, stuck } = await walk(walker);
  const unclear = lines.filter(({ isUnclear }) => isUnclear);
  if (values.whole)
    for (const { typed, back } of lines)
      print(`\n> ${typed}`, ...back.map((text) => text.replaceAll(/^/gm, '    ').replaceAll(/\n\s*\n/g, '\n')));
  if (unclear.length > 0) print(`Not understood, ${walker.who}:`, ...unclear.map(({ typed }) => `    ${typed}`));
  if (stuck) print(`${walker.who} does not know what to type at:`, stuck);
  rows.push([walker.who, lines.length, words, unclear.length, sent.length]);
}
for (const row of rows) print(row.map((cell, index) => String(cell).padEnd(index === 0 ? 32 : 15)).join(' '));
if (positionals.length === 0) {
  print('');
  for (const presser of pressers) {
    const walks = await press(presser, 2);
    for (const [time, { headings, presses, words }] of walks.entries())
      print(`${presser.who}${time > 0 ? ', again' : ''}: ${presses} presses, ${headings.length} cards, ${words} words`);
  }
}
process.exit(0); // the programs that were played are stopped, but may still hold a timer

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
