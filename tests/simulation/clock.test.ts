import { expect, it } from '@jest/globals';
import { digestLook } from '../../src/worker/digest.ts';
import { worldClock } from './clock.ts';
import { memoryPlace } from './memory-store.ts';

const second = 1000;
const minute = 60 * second;

it('A case that is decided just after a look at the digests is looked at within six seconds, before the clock skips', async () => {
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
  clock.at(500, () => {
    writes += 1;
    isStirred = true;
  });
  clock.at(20 * minute, () => {}); // the next that somebody does
  await clock.run(20 * minute, () => false);
  expect(lookedAt).toEqual([0, 5 * second]);
});
