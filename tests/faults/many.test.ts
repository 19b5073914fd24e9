import { expect, it } from '@jest/globals';
import { drain } from './many.ts';

it('Four instances send 120 reminders due at once to 50 people, each once and within the limits', async () => {
  const drained = await drain({ reminders: 120, people: 50, instances: 4, patienceMs: 120_000 });
  console.log(drained);
  expect(drained).toMatchObject({ missed: 0, doubled: 0, failed: 0, strays: 0 });
  // Teams takes 50 calls a second from one app. At that pace 120 take 2.4 s; they arrive in bunches when this machine pauses.
  expect(drained.mostInASecond).toBeLessThanOrEqual(75);
  expect(drained.seconds).toBeGreaterThan(2.1);
}, 180_000);
