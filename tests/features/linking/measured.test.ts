import { describe, expect, it } from '@jest/globals';
import { keysOf } from '../../../src/features/linking/keys.ts';
import { likenessesBetween } from '../../../src/features/linking/score.ts';
import { type Pair, pairs } from './pairs.ts';
import { said } from './said.ts';

/** As the program does it: only who shares a key is compared. */
function isFlagged({ one, other }: Pair): boolean {
  const [a, b] = [said(one), said(other)];
  const keys = new Set(keysOf(a));
  return keysOf(b).some((key) => keys.has(key)) && likenessesBetween(a, b).length > 0;
}
const inWords = ({ about, one, other }: Pair): string =>
  `${about}: ${Object.values(one).join(', ')} | ${Object.values(other).join(', ')}`;

describe('the flag “may be linked”, on made-up pairs', () => {
  const flagged = pairs.filter(isFlagged);
  const right = flagged.filter(({ together }) => together).length;
  const all = pairs.filter(({ together }) => together).length;
  const precision = right / flagged.length;
  const recall = right / all;
  const missed = pairs.filter((pair) => pair.together && !flagged.includes(pair)).map(inWords);
  const wrong = flagged.filter(({ together }) => !together).map(inWords);

  it('is seldom wrong, and finds most of what belongs together', () => {
    const figures = `${pairs.length} pairs, ${all} of them belong together: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`;
    process.stdout.write(`${[figures, 'Missed:', ...missed, 'Wrong:', ...wrong].join('\n  ')}\n`);
    expect(pairs.length).toBeGreaterThanOrEqual(60);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it('is the same whichever case came first', () => {
    for (const { one, other } of pairs)
      expect(likenessesBetween(said(one), said(other))).toEqual(likenessesBetween(said(other), said(one)));
  });
});
