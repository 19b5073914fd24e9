import { describe, expect, it } from '@jest/globals';
import { flooded } from './flood.ts';

// The bounds are ten times what it took on a busy machine. With the patterns that once were, one turn took 45 seconds.
describe('while one person sends what costs most, a manager is reminded in time and others are answered', () => {
  it('two a second, which the limit allows', async () => {
    const { sent, lateMs, healthMs, otherMs } = await flooded('dots after “report”', { everyMs: 500 });
    expect(sent).toBeGreaterThan(5);
    expect(lateMs).toBeLessThan(2_000);
    expect(healthMs).toBeLessThan(1_000);
    expect(otherMs).toBeLessThan(3_000);
  }, 120_000);

  it('as many as go through sixteen connections, far beyond the limit', async () => {
    const { sent, lateMs } = await flooded('a long text in a box');
    expect(sent).toBeGreaterThan(100);
    expect(lateMs).toBeLessThan(10_000);
  }, 120_000);
});
