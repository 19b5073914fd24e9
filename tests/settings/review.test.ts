import { describe, expect, it } from '@jest/globals';
import { isReviewDue, reviewDue, roundNow } from '../../src/settings/review.ts';
import { at } from '../case/a-case.ts';

describe('The yearly review', () => {
  it.each([
    ['2025-11-25', '2026-11-25'],
    ['2024-02-29', '2025-02-28'],
    ['2023-02-28', '2024-02-28'],
  ])('After a review on %s, the next is due on %s', (last, due) => {
    expect(reviewDue(last)).toBe(due);
  });

  it('A review is due from the first moment of its day in London', () => {
    expect(isReviewDue('2025-07-01', at('2026-06-30T22:59:59.999Z'))).toBe(false);
    expect(isReviewDue('2025-07-01', at('2026-06-30T23:00:00.000Z'))).toBe(true);
  });

  it('A new round of reminders for the review starts once a month, by the calendar', () => {
    const first = roundNow(undefined, '2025-11-25', at('2027-01-31T09:00:00.000Z'));
    expect(first.begunAt).toBe('2027-01-31T09:00:00.000Z');
    const again = (now: string) => roundNow(first, '2025-11-25', at(now)).begunAt;
    expect(again('2027-02-27T23:59:59.999Z')).toBe(first.begunAt);
    expect(again('2027-02-28T00:00:00.000Z')).toBe('2027-02-28T00:00:00.000Z');
  });

  it('The reminders end when somebody has reviewed, and start again a year later', () => {
    const last = roundNow(undefined, '2025-11-25', at('2027-11-20T09:00:00.000Z'));
    expect(isReviewDue('2026-11-30', at('2026-12-01T09:00:00.000Z'))).toBe(false);
    const next = at('2027-11-30T09:00:00.000Z');
    expect(isReviewDue('2026-11-30', next)).toBe(true);
    expect(roundNow(last, '2026-11-30', next)).toMatchObject({ lastReviewed: '2026-11-30', begunAt: next });
  });
});
