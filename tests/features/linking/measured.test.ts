import { expect, it } from '@jest/globals';
import { keysOf } from '../../../src/features/linking/search.ts';
import { likenessesBetween } from '../../../src/features/linking/telling.ts';
import { comparableFrom } from './comparable-from.ts';
import { type Pair, pairs } from './pairs.ts';

/** Compares two cases as the program does: only if they share a key. */
function isFlagged({ one, other }: Pair): boolean {
  const [a, b] = [comparableFrom(one), comparableFrom(other)];
  const keys = new Set(keysOf(a));
  return keysOf(b).some((key) => keys.has(key)) && likenessesBetween(a, b).length > 0;
}
const pairInWords = ({ about, one, other }: Pair): string =>
  `${about}: ${Object.values(one).join(', ')} | ${Object.values(other).join(', ')}`;

// The flag “may be linked”, on made-up pairs

const flagged = pairs.filter(isFlagged);
const rightlyFlagged = flagged.filter(({ together }) => together).length;
const toFlag = pairs.filter(({ together }) => together).length;
const precision = rightlyFlagged / flagged.length;
const recall = rightlyFlagged / toFlag;
const missed = pairs.filter((pair) => pair.together && !flagged.includes(pair)).map(pairInWords);
const wrong = flagged.filter(({ together }) => !together).map(pairInWords);

it('The flag is seldom wrong, and finds most cases that belong together', () => {
  const figures = `${pairs.length} pairs, ${toFlag} of them belong together: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`;
  process.stdout.write(`${[figures, 'Missed:', ...missed, 'Wrong:', ...wrong].join('\n  ')}\n`);
  expect(pairs.length).toBeGreaterThanOrEqual(60);
  expect(precision).toBeGreaterThanOrEqual(0.95);
  expect(recall).toBeGreaterThanOrEqual(0.9);
  // one more of either means that something got worse
  expect(missed.length).toBeLessThanOrEqual(4);
  expect(wrong.length).toBeLessThanOrEqual(1);
});

it('The flag is the same whichever case came first', () => {
  for (const { one, other } of pairs)
    expect(likenessesBetween(comparableFrom(one), comparableFrom(other))).toEqual(
      likenessesBetween(comparableFrom(other), comparableFrom(one)),
    );
});
