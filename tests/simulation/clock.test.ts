import { expect, it } from '@jest/globals';
import { digestLook } from '../../src/worker/digest.ts';
import { worldClock } from './clock.ts';
import { memoryPlace } from './memory-store.ts';

const second = 1000;
const minute = 60 * second;

/** A worker that looks at its digests, and a case that is written at these times. `lookedAt`: when it did look. */
function aWorld(...writtenAt: number[]) {
  let isStirred = false;
  const takeStirred = () => {
    const was = isStirred;
    isStirred = false;
    return was;
  };
  const clock = worldClock(0, { due: () => undefined, takeStirred, isBusy: () => false, skipped: () => {} });
  let writes = 0;
  const lookedAt: number[] = [];
  const store = { ...memoryPlace().open(), read: async () => void lookedAt.push(clock.ms()) };
  const look = digestLook({ store, cases: { writes: () => writes }, machine: { ticks: clock.ms } } as never);
  const looks = () => {
    void look();
    clock.looks(second, looks); // as often as the worker does
  };
  looks();
  for (const at of writtenAt)
    clock.at(at, () => {
      writes += 1;
      isStirred = true;
    });
  return { clock, lookedAt };
}

it('A case that is decided just after a look at the digests is looked at within six seconds, before the clock skips', async () => {
  const { clock, lookedAt } = aWorld(500);
  await clock.run(19 * minute, () => false);
  expect(lookedAt).toEqual([0, 5 * second]);
});

it('After the clock has skipped, nothing is judged before the program has looked at the digests again', async () => {
  const { clock, lookedAt } = aWorld(19 * minute);
  await clock.run(20 * minute, (isAwake) => isAwake && clock.ms() >= 19 * minute);
  expect(lookedAt.at(-1)).toBeGreaterThanOrEqual(19 * minute);
  expect(clock.ms()).toBeLessThan(19 * minute + 7 * second);
});
