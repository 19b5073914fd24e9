import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { decisionWindow, eventByPerson, withNumber } from './entry.ts';

/**
 * The decisions that a manager can make. In the first four, Children's Services take the case on.
 * @source Protocol 8.2 (the Assessment team), 8.4 (child in need, child protection, an Emergency Protection Order)
 */
export const DecisionKind = z.enum([
  'assessment',
  'child-protection',
  'immediate',
  'child-in-need',
  'early-help',
  'no-further-action',
  'other',
]);

export type DecisionKind = z.infer<typeof DecisionKind>;

/**
 * Whether the manager is concerned that the child was trafficked. With any answer but "no", the case goes to the
 * Assessment team.
 * @source Protocol 8.2
 */
export const Trafficking = z.enum(['yes', 'no', 'cannot-tell']);

export type Trafficking = z.infer<typeof Trafficking>;

export const YesNo = z.enum(['yes', 'no', 'not-said']);

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

/** 1: managers, 2: senior managers, 3: representatives on the Board. @source Protocol 13 */
const Level = z.literal([1, 2, 3]);
export type Level = z.infer<typeof Level>;

const Party = z.enum(['raiser', 'other']);
export type Party = z.infer<typeof Party>;

const textAtLevel = (name: string) => (number: number, level: Level) => `disagreement-${number}-${level}-${name}`;

/** The names under which the facts of the case store the texts of a disagreement. */
export const disagreementText = {
  reasons: textAtLevel('reasons'),
  agency: textAtLevel('agency'), // who discusses it for the agency
  mash: textAtLevel('mash'),
  agreed: (number: number, level: Level, party: Party) => `disagreement-${number}-${level}-agreed-${party}`,
  outcome: (number: number) => `disagreement-${number}-outcome`, // why it was closed
} as const;

/** The events that follow a decision, and those of professional differences. */
export const decisionEvents = [
  /** What follows the decision. @source Protocol 8.2 */

  /**
   * A new entry of the decision record. Entry 1 is the decision itself. `corrects`: the entry that no longer stands.
   */
  eventByPerson('DecisionCorrected', { ...decisionEntry, number: z.int().min(2), corrects: z.int().min(1) }),
  /**
   * A manager opens the case again for a new decision, which has its own clock. `after`: the entry that stands until
   * then.
   */
  eventByPerson('DecisionReopened', { after: z.int().min(1), ...decisionWindow }),
  /** The referrer is told, once, whether the referral was clear. */
  eventByPerson('FeedbackGiven', { clear: z.boolean() }),
  /** Teams could not reach the referrer, so somebody at the MASH rang them. */
  eventByPerson('ReferrerToldByPhone'),

  /**
   * Professional differences, level by level. `number` counts the disagreements of a case. `target`: when to remind the
   * parties of the date they set; left out if they have not set one. The texts are in the facts, under the names of
   * `disagreementText`.
   * @source Protocol 13
   */

  /** `side`: who disagrees, the referrer or somebody at the MASH. */
  eventByPerson('DisagreementRaised', {
    ...withNumber,
    side: z.enum(['referrer', 'mash']),
    target: Instant.optional(),
  }),
  /** It was not settled at the level below and goes up to this one. */
  eventByPerson('DisagreementWentUp', {
    ...withNumber,
    level: z.literal([2, 3]),
    target: Instant.optional(),
  }),
  eventByPerson('DisagreementDateSet', { ...withNumber, level: Level, target: Instant }),
  /** One side says that it is settled. `party`: the side that raised it, or the other side. */
  eventByPerson('DisagreementAgreed', { ...withNumber, level: Level, party: Party }),
  /** Both sides have said so. */
  eventByPerson('DisagreementSettled', { ...withNumber, level: Level }),
  /** A person who is set up for this level closes it, with a reason. */
  eventByPerson('DisagreementClosed', { ...withNumber, level: z.literal([2, 3]) }),
  eventByPerson('DisagreementTakenBack', withNumber),
] as const;

/** Why a case is closed. */
export const ClosingReason = z.enum(['done', 'no-further-action', 'other-team', 'adult', 'same']);
export type ClosingReason = z.infer<typeof ClosingReason>;

/**
 * What came of it for the child.
 * @source Protocol 8.4 (child in need, child protection, looked after)
 */
export const ClosingOutcome = z.enum(['child-in-need', 'child-protection', 'looked-after', 'none', 'other']);
export type ClosingOutcome = z.infer<typeof ClosingOutcome>;

export const ToldOfClosing = z.enum(['referrer', 'child', 'parent', 'police', 'nobody']);
export type ToldOfClosing = z.infer<typeof ToldOfClosing>;

/** The names under which the facts of the case store the texts of a closing. */
export const closingText = {
  council: (number: number) => `closing-${number}-council`, // the number in the council's own system
  words: (number: number) => `closing-${number}-words`,
  opened: (number: number) => `closing-${number}-opened`, // why it was opened again
} as const;

/** Closed is a fact beside the decision, which stays what it is. `number` counts the closings of a case. */
export const closingEvents = [
  eventByPerson('CaseClosed', {
    ...withNumber,
    reason: ClosingReason,
    outcome: ClosingOutcome,
    told: z.array(ToldOfClosing),
  }),
  /** A manager opens it again. What the referrer says, and a disagreement, open it, too, without this event. */
  eventByPerson('CaseOpened', withNumber),
] as const;
