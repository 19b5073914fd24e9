import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { done } from './entry.ts';

/**
 * What a manager may decide. Children's Services take it on from there in four of the five.
 * @source Protocol 8.2 (the Assessment team), 8.4 (child in need, child protection, an Emergency Protection Order); default A14
 */
export const DecisionKind = z.enum(['assessment', 'child-protection', 'immediate', 'child-in-need', 'other']);

export type DecisionKind = z.infer<typeof DecisionKind>;

/** Whether the manager is concerned that the child was trafficked. All but "no" goes to the Assessment team. @source Protocol 8.2 */
export const Trafficking = z.enum(['yes', 'no', 'cannot-tell']);

export type Trafficking = z.infer<typeof Trafficking>;

const YesNo = z.enum(['yes', 'no', 'not-said']);

/** What every entry of the decision record holds, the first and each correction. `trafficking`: not there where nothing was said. */
export const decisionEntry = {
  decision: DecisionKind,
  protection: YesNo,
  police: YesNo,
  trafficking: Trafficking.optional(),
};

/** What follows the decision. @source Protocol 8.2; part 10 of the trace */
export const decisionEvents = [
  /** A new entry of the decision record. Entry 1 is the decision itself; `corrects`: the entry that no longer holds. */
  done('DecisionCorrected', { ...decisionEntry, number: z.int().min(2), corrects: z.int().min(1) }),
  /** It is decided again: the new decision has a clock of its own. `after`: the entry that stands until then. */
  done('DecisionReopened', { after: z.int().min(1), clockStart: Instant, decisionDue: Instant }),
  /** Whether the referral was clear, told to the referrer once. */
  done('FeedbackGiven', { clear: z.boolean() }),
  /** Somebody of the MASH rang the referrer, whom Teams did not reach. */
  done('ReferrerToldByPhone'),
] as const;
