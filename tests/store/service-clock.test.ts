import { describe, expect, it } from '@jest/globals';
import { serviceClock } from '../../src/store/service-clock.ts';

const noon = Date.UTC(2026, 10, 24, 12);
const date = new Date(noon).toUTCString();

describe('by how much the clock of the service is ahead', () => {
  it.each([
    ['by nothing, where the answer came within the second', noon + 200, noon + 900, 0],
    ['by nothing, where a slow way there and back may be all of it', noon - 4000, noon + 5000, 0],
    ['by ten minutes, less the way', noon - 600_000, noon - 599_900, 599_900],
    ['by less than nothing, where this machine is ahead', noon + 60_999, noon + 61_100, -60_000],
  ])('is known %s', (_, sent, received, ahead) => {
    const clock = serviceClock();
    clock.hear(date, sent, received);
    expect(clock.aheadMs()).toBe(ahead);
  });

  it('is not known while it has not said what time it is', () => {
    const clock = serviceClock();
    clock.hear(undefined, noon, noon);
    expect(clock.aheadMs()).toBeUndefined();
  });
});
