import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { eventByPerson } from './entry.ts';

/**
 * The decisions that a manager can make. In four of the five, Children's Services take the case on.
 * @source Protocol 8.2 (the Assessment team), 8.4 (child in need, child protection, an Emergency Protection Order)
 */
export const DecisionKind = z.enum(['assessment', 'child-protection', 'immediate', 'child-in-need', 'other']);

export type DecisionKind = z.infer<typeof DecisionKind>;

/**
 * Whether the manager is concerned that the child was trafficked. With any answer but "no", the case goes to the
 * Assessment team.
 * @source Protocol 8.2
 */
export const Trafficking = z.enum(['yes', 'no', 'cannot-tell']);

export type Trafficking = z.infer<typeof Trafficking>;

const YesNo = z.enum(['yes', 'no', 'not-said']);

/**
 * What every entry of the decision record holds, whether a decision or a correction. `trafficking`: left out if the
 * manager did not say.
 */
export const decisionEntry = {
  decision: DecisionKind,
  protection: YesNo, // whether the child needs protection at once
  police: YesNo, // whether the police were told
  trafficking: Trafficking.optional(),
};

/** What follows the decision. @source Protocol 8.2 */
export const decisionEvents = [
  /**
   * A new entry of the decision record. Entry 1 is the decision itself. `corrects`: the entry that no longer stands.
   */
  eventByPerson('DecisionCorrected', { ...decisionEntry, number: z.int().min(2), corrects: z.int().min(1) }),
  /**
   * A manager opens the case again for a new decision, which has its own clock. `after`: the entry that stands until
   * then.
   */
  eventByPerson('DecisionReopened', { after: z.int().min(1), clockStart: Instant, decisionDue: Instant }),
  /** The referrer is told, once, whether the referral was clear. */
  eventByPerson('FeedbackGiven', { clear: z.boolean() }),
  /** Teams could not reach the referrer, so somebody at the MASH rang them. */
  eventByPerson('ReferrerToldByPhone'),
] as const;
