import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { World } from '../conversations/world.ts';
import { beforeFloods, playFlood } from './flood.ts';

// The bounds are ten times what a busy machine needed. Slow regular expressions once made one message take 45 seconds.

// One person, and then another, who sends the most expensive messages

let world: World;
beforeAll(async () => {
  world = await beforeFloods();
});
afterAll(() => world.stop());

it('Two expensive messages a second, which the limit allows, delay no reminder and no answer to others', async () => {
  const { sent, lateMs, healthMs, otherMs } = await playFlood(world, 'dots after “report”', { everyMs: 500 });
  expect(sent).toBeGreaterThan(3);
  expect(lateMs).toBeLessThan(2_000);
  expect(healthMs).toBeLessThan(1_000);
  expect(otherMs).toBeLessThan(3_000);
});

it('A flood through sixteen connections, far beyond the limit, does not delay a manager’s reminder', async () => {
  const { sent, lateMs } = await playFlood(world, 'a long text in a box', { by: 'liz' });
  expect(sent).toBeGreaterThan(16); // more than one through each connection, also on a busy machine
  expect(lateMs).toBeLessThan(10_000);
});
