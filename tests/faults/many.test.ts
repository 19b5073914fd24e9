import { expect, it } from '@jest/globals';
import { drain } from './many.ts';

it('Four instances send 200 reminders due at once to 50 people, each once and within the limits', async () => {
  const drained = await drain({ reminders: 200, people: 50, instances: 4, patienceMs: 120_000 });
  console.log(drained);
  expect(drained).toMatchObject({ missed: 0, doubled: 0, failed: 0, strays: 0 });
  // Teams takes 50 calls a second from one app. Evenly sent calls arrive in bunches when this machine pauses for a moment.
  expect(drained.mostIn3Seconds).toBeLessThanOrEqual(150);
  expect(drained.mostInASecond).toBeLessThanOrEqual(75);
  expect(drained.seconds).toBeGreaterThan(2.5);
}, 180_000);
