import { expect, it } from '@jest/globals';
import { instantOf } from '../../src/base/time.ts';
import type { Store } from '../../src/store/port.ts';
import { metricsOf } from '../../src/watch/metrics.ts';

it('The metrics are served while the store does not answer, without those that only the store can tell', async () => {
  let isDown = false;
  const answer = async <T>(value: T): Promise<T> => {
    if (isDown) throw new Error('down');
    return value;
  };
  const store: Partial<Store> = {
    countCases: (state) => answer(state === 'withdrawn' ? 3 : 2),
    ping: () => answer(undefined),
    unsent: () => answer({ cases: 4, since: instantOf(Date.now() - 5000) }),
  };
  const metrics = metricsOf(
    () => store as Store,
    () => instantOf(Date.now()),
  );
  metrics.turn('press', 0.1);
  const up = await metrics.text();
  expect(up).toContain('mash_cases{state="withdrawn"} 3');
  expect(up).toContain('mash_cases_with_unsent_messages 4');
  expect(up).toContain('mash_store_answers 1');
  isDown = true;
  const down = await metrics.text();
  expect(down).toContain('mash_turn_seconds_count{kind="press"} 1');
  expect(down).toContain('mash_store_answers 0');
  expect(down).not.toMatch(/^mash_(cases|oldest_unsent)[a-z_]*[{ ]/m);
});
