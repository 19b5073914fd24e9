import { z } from 'zod';
import { Instant, instantOf, msOf } from '../base/time.ts';
import { hashOfJson } from '../evidence/link.ts';
import type { Pack } from '../protocol/pack.ts';

/** Which instance looks at the whole store now: in one document for all. When it was looked at last, and what was found, the ledger says. */
export const SweepRecord = z.object({
  kind: z.literal('settings'),
  id: z.literal('sweep'),
  heldUntil: Instant.optional(), // by an instance that looks now
});
export type SweepRecord = z.infer<typeof SweepRecord>;

export const nobodySweeps: SweepRecord = { kind: 'settings', id: 'sweep' };

/** The periods of a pack, as one hash. */
export const hashOfClocks = ({ clocks }: Pick<Pack, 'clocks'>): string => hashOfJson(clocks);

const everyMs = 24 * 60 * 60_000;
const heldMs = 5 * 60_000; // so long it waits when whoever looked was killed

/** Whether it is time, and nobody is at it: once a day, and once after each start. */
export function isTimeToSweep(
  { heldUntil }: SweepRecord,
  endedAt: Instant | undefined,
  startedAt: Instant,
  now: Instant,
): boolean {
  if (heldUntil && heldUntil > now && msOf(heldUntil) - msOf(now) <= heldMs) return false;
  return !endedAt || endedAt < startedAt || endedAt > now || msOf(now) - msOf(endedAt) >= everyMs;
}

/** Taken, or kept, by this instance. */
export const sweptNow = (record: SweepRecord, now: Instant): SweepRecord => ({
  ...record,
  heldUntil: instantOf(msOf(now) + heldMs),
});

/** Looked at to the end, or given up. */
export const sweptOut = ({ heldUntil: _, ...record }: SweepRecord): SweepRecord => record;
