import { expect, it } from '@jest/globals';
import { serviceClock } from '../../src/store/cosmos.ts';

const noon = Date.UTC(2026, 10, 24, 12);
const date = new Date(noon).toUTCString();

// The clock of the database service

it.each([
  ['by nothing if the answer came within the same second', noon + 200, noon + 900, 0],
  ['by nothing if the time on the network may explain the difference', noon - 4000, noon + 5000, 0],
  ['by ten minutes, less the time on the network', noon - 600_000, noon - 599_900, 599_900],
  ['by a negative time if this machine is ahead', noon + 60_999, noon + 61_100, -60_000],
])('The service’s clock is ahead of this machine’s %s', (_, sent, received, ahead) => {
  const clock = serviceClock();
  clock.hear(date, sent, received);
  expect(clock.aheadMs()).toBe(ahead);
});

it('The service’s clock is unknown until it has answered with a time', () => {
  const clock = serviceClock();
  clock.hear(undefined, noon, noon);
  expect(clock.aheadMs()).toBeUndefined();
});
