import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Duration } from '../base/time.ts';
import { done } from './entry.ts';

/** A draft that nobody went on with, a decided case, one deleted before it was sent of which something was kept, or a call that went on in another case. */
export const WhyErased = z.enum(['idle-draft', 'decided', 'deleted-draft', 'joined']);
export type WhyErased = z.infer<typeof WhyErased>;

/** `period`: the one of the pack that was over. `confirmedBy`: who confirmed the periods, where `by` released it and it went by schedule. What a hold is for is in the facts, under the name of `holdText`. */
export const retentionEvents = [
  done('FactsErased', { why: WhyErased, period: Duration, confirmedBy: StaffId.optional() }),
  done('ReadsErased', { reads: z.int(), period: Duration }),
  done('LegalHoldSet', { number: z.int() }),
  done('LegalHoldReleased', { number: z.int() }),
] as const;

/** Under which name the reason of a hold, and of its release, is kept among the facts of the case. */
export const holdText = {
  set: (number: number) => `hold-${number}`,
  released: (number: number) => `hold-${number}-released`,
} as const;
