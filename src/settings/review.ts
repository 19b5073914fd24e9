import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant, instantOf, londonDay, msOf } from '../base/time.ts';
import { document } from '../store/change.ts';

/**
 * Who must still be told that the content of the protocol is due for review. A round starts once a month until somebody
 * has reviewed it and put a later day into the pack. `waiting`: who has not been told yet, and from when to try.
 */
const ReviewRecord = z.object({
  kind: z.literal('settings'),
  id: z.literal('review'),
  lastReviewed: z.iso.date(),
  begunAt: Instant,
  waiting: z.array(z.object({ person: StaffId, notBefore: Instant })),
});
type ReviewRecord = z.infer<typeof ReviewRecord>;

export const reviewsIn = document('review', ReviewRecord, undefined);

/**
 * The day on which a review is due: a year after the last one. After 29 February, it is 28 February.
 * @source Protocol 14 (every 12 months)
 */
export function reviewDue(lastReviewed: string): string {
  return Temporal.PlainDate.from(lastReviewed).add({ years: 1 }).toString();
}

/**
 * The round that starts now; undefined if no review is due, there is nobody to tell, or this month's round has already
 * started.
 * @param record the last round, whichever review it was about
 * @source Protocol 14
 */
export function newRound(
  record: ReviewRecord | undefined,
  { lastReviewed, admins, now }: { lastReviewed: string; admins: StaffId[]; now: Instant },
): ReviewRecord | undefined {
  const today = londonDay(now);
  if (today < reviewDue(lastReviewed) || admins.length === 0) return undefined;
  const next = record && Temporal.PlainDate.from(londonDay(record.begunAt)).add({ months: 1 }).toString();
  if (record?.lastReviewed === lastReviewed && next && today < next) return undefined;
  const waiting = admins.map((person) => ({ person, notBefore: now }));
  return { kind: 'settings', id: 'review', lastReviewed, begunAt: now, waiting };
}

const heldMs = 60_000; // how long a reminder waits if the instance that was sending it was killed
// how soon an administrator who could not be reached is tried again, until the next round
const againMs = 60 * 60 * 1000;

/** The people to tell now; nobody if the review has been done since. */
export function peopleToTellNow(record: ReviewRecord | undefined, lastReviewed: string, now: Instant): StaffId[] {
  if (record?.lastReviewed !== lastReviewed) return [];
  return record.waiting.filter(({ notBefore }) => notBefore <= now).map(({ person }) => person);
}

/** Claims a person for this instance, so that no other instance tells them meanwhile. */
export const withPersonClaimed = (record: ReviewRecord, person: StaffId, now: Instant): ReviewRecord =>
  later(record, person, now, heldMs);

export const retryTellingLater = (record: ReviewRecord, person: StaffId, now: Instant): ReviewRecord =>
  later(record, person, now, againMs);

export function withPersonTold(record: ReviewRecord, person: StaffId): ReviewRecord {
  return { ...record, waiting: record.waiting.filter((each) => each.person !== person) };
}

function later(record: ReviewRecord, person: StaffId, now: Instant, ms: number): ReviewRecord {
  const notBefore = instantOf(msOf(now) + ms);
  return { ...record, waiting: record.waiting.map((each) => (each.person === person ? { person, notBefore } : each)) };
}
