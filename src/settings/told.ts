import { z } from 'zod';
import { Instant, instantOf, msOf } from '../base/time.ts';
import { document } from '../store/change.ts';

/**
 * Which notices outside a case were told, in one document for all instances. `held`: notices that an instance is telling
 * now or that were postponed, and when they may be tried again.
 */
const ToldRecord = z.object({
  told: z.array(z.object({ key: z.string(), at: Instant })),
  held: z.array(z.object({ key: z.string(), notBefore: Instant })),
});
type ToldRecord = z.infer<typeof ToldRecord>;

export const nothingTold: ToldRecord = { told: [], held: [] };

export const sentNoticesIn = document('told', ToldRecord, nothingTold);

const keptMs = 60 * 24 * 60 * 60 * 1000; // longer than any notice stays valid
const heldMs = 60_000; // how long a notice waits if the instance that was telling it was killed
const againMs = 5 * 60_000; // how soon somebody who could not be reached is tried again

/** Whether a notice must still be told and no instance is telling it. */
export const isNoticeDue = ({ told, held }: ToldRecord, key: string, now: Instant): boolean =>
  !told.some((each) => each.key === key) && !held.some((each) => each.key === key && each.notBefore > now);

/** Claims a notice for this instance, so that no other instance tells it meanwhile. */
export const withNoticeClaimed = (record: ToldRecord, key: string, now: Instant): ToldRecord =>
  later(record, key, now, heldMs);

export const postponeNotice = (record: ToldRecord, key: string, now: Instant): ToldRecord =>
  later(record, key, now, againMs);

export function withNoticeTold(record: ToldRecord, key: string, now: Instant): ToldRecord {
  const past = instantOf(msOf(now) - keptMs);
  const told = record.told.filter(({ at }) => at > past);
  const held = record.held.filter((each) => each.key !== key && each.notBefore > past);
  return { ...record, told: [...told, { key, at: now }], held };
}

function later(record: ToldRecord, key: string, now: Instant, ms: number): ToldRecord {
  const held = record.held.filter((each) => each.key !== key);
  return { ...record, held: [...held, { key, notBefore: instantOf(msOf(now) + ms) }] };
}
