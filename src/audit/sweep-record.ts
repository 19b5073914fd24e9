import { z } from 'zod';
import { Instant, instantOf, msOf } from '../base/time.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Pack } from '../protocol/pack.ts';
import { document } from '../store/change.ts';
import { clearFieldsAtLeast } from '../store/every-case.ts';
import type { Store } from '../store/port.ts';

/**
 * One document, shared by all instances: whether one of them is sweeping the store. The ledger says when the last sweep
 * ended and what it found.
 */
const SweepRecord = z.object({
  heldUntil: Instant.optional(), // set while an instance sweeps: until then no other may start
});
type SweepRecord = z.infer<typeof SweepRecord>;

const nobodySweeps: SweepRecord = {};
const sweepIn = document('sweep', SweepRecord.catch(nobodySweeps), nobodySweeps);

/**
 * Which instance sweeps the whole store. An unreadable record counts as none and is overwritten, so that it cannot stop
 * the sweep.
 */
export const sweepsIn = (store: Store) =>
  sweepIn({ ...store, read: (kind, id) => clearFieldsAtLeast(store, kind, id) });

/** A hash of the clock settings of a pack. */
export const hashOfClocks = ({ clocks }: Pick<Pack, 'clocks'>): string => hashOfJson(clocks);

const everyMs = 24 * 60 * 60_000;
const heldMs = 5 * 60_000; // how long the sweep waits if the instance that was sweeping was killed

/** Whether a sweep is due and no instance is making it. It is due once a day, and once after each start. */
export function isTimeToSweep(
  { heldUntil }: SweepRecord,
  lastSweepEndedAt: Instant | undefined,
  programStartedAt: Instant,
  now: Instant,
): boolean {
  if (heldUntil && heldUntil > now && msOf(heldUntil) - msOf(now) <= heldMs) return false;
  if (!lastSweepEndedAt || lastSweepEndedAt < programStartedAt || lastSweepEndedAt > now) return true;
  return msOf(now) - msOf(lastSweepEndedAt) >= everyMs;
}

/** Claims the sweep for this instance, or keeps the claim. */
export const withSweepClaimed = (record: SweepRecord, now: Instant): SweepRecord => ({
  ...record,
  heldUntil: instantOf(msOf(now) + heldMs),
});

/** Gives the claim back: the sweep is complete or was given up. */
export const withSweepReleased = ({ heldUntil: _, ...record }: SweepRecord): SweepRecord => record;
