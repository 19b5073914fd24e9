import { z } from 'zod';
import { decisionEntry } from './decision-kind.ts';
import { done } from './entry.ts';

/** What follows the decision. @source Protocol 8.2; part 10 of the trace */
export const decisionEvents = [
  /** A new entry of the decision record. Entry 1 is the decision itself; `corrects`: the entry that no longer holds. */
  z.object({
    type: z.literal('DecisionCorrected'),
    ...decisionEntry,
    number: z.int().min(2),
    corrects: z.int().min(1),
  }),
  /** Whether the referral was clear, told to the referrer once. */
  z.object({ type: z.literal('FeedbackGiven'), ...done, clear: z.boolean() }),
  /** Somebody of the MASH rang the referrer, whom Teams did not reach. */
  z.object({ type: z.literal('ReferrerToldByPhone'), ...done }),
] as const;
