import { z } from 'zod';
import { eventByPerson, withNumber } from './entry.ts';

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
