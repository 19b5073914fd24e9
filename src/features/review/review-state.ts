import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { oncePerText } from '../../base/once-per.ts';
import { Instant, londonDay, londonMoment } from '../../base/time.ts';
import { document } from '../../store/change.ts';

/**
 * The last round in which administrators were told that the protocol is due for review. A round begins once a month
 * until somebody has reviewed it and put a later day into the pack. It is remembered, because the month runs from the
 * day on which the round began: the program may have been installed, or have been down, when the review fell due.
 */
const ReviewRound = z.object({
  lastReviewed: z.iso.date(),
  begunAt: Instant,
});
type ReviewRound = z.infer<typeof ReviewRound>;

export const reviewRoundIn = document('review', ReviewRound, undefined);

/**
 * The day on which a review is due: a year after the last one. After 29 February, it is 28 February.
 * @source Protocol 14 (every 12 months)
 */
export function reviewDue(lastReviewed: string): string {
  return Temporal.PlainDate.from(lastReviewed).add({ years: 1 }).toString();
}

/** @source Protocol 14 */
export const isReviewDue = (lastReviewed: string, now: Instant) => now >= dueFrom(lastReviewed);

const dueFrom = oncePerText((lastReviewed) => londonMoment(reviewDue(lastReviewed), '00:00'));

/** The round at this moment, of a review that is due: the last one for a month, and then one that begins now. */
export function roundNow(last: ReviewRound | undefined, lastReviewed: string, now: Instant): ReviewRound {
  const next = last && Temporal.PlainDate.from(londonDay(last.begunAt)).add({ months: 1 }).toString();
  return next && last.lastReviewed === lastReviewed && londonDay(now) < next ? last : { lastReviewed, begunAt: now };
}
