import { z } from 'zod';
import { Instant } from '../base/time.ts';
import { done } from './entry.ts';

/** 1: managers, 2: senior managers, 3: representatives on the Board. @source Protocol 13 */
const Level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Level = z.infer<typeof Level>;

const Party = z.enum(['raiser', 'other']);
export type Party = z.infer<typeof Party>;

/**
 * Professional differences, level by level. `number` counts the disagreements of a case. `target`: the date that the parties set, as
 * the moment of its reminder; not there while they have set none. What was written is in the facts under the names of
 * `disagreementText`.
 * @source Protocol 13
 */
export const disagreementEvents = [
  /** `side`: who disagrees, the referrer or somebody of the MASH. */
  done('DisagreementRaised', { number: z.int(), side: z.enum(['referrer', 'mash']), target: Instant.optional() }),
  /** It was not settled below, and goes to this level. */
  done('DisagreementWentUp', {
    number: z.int(),
    level: z.union([z.literal(2), z.literal(3)]),
    target: Instant.optional(),
  }),
  done('DisagreementDateSet', { number: z.int(), level: Level, target: Instant }),
  /** One side says that it is settled. `party`: who raised it, or whom it was raised with. */
  done('DisagreementAgreed', { number: z.int(), level: Level, party: Party }),
  /** Both sides have said so. Before each side was asked, one side alone could settle it. */
  done('DisagreementSettled', { number: z.int(), level: Level }),
  /** Who is set up for this level ends it, with a reason. */
  done('DisagreementClosed', { number: z.int(), level: z.union([z.literal(2), z.literal(3)]) }),
  done('DisagreementTakenBack', { number: z.int() }),
] as const;

/** Under which name a text of a disagreement is kept among the facts of the case. */
export const disagreementText = {
  reasons: (number: number, level: Level) => `disagreement-${number}-${level}-reasons`,
  agency: (number: number, level: Level) => `disagreement-${number}-${level}-agency`, // who talks it through for the agency
  mash: (number: number, level: Level) => `disagreement-${number}-${level}-mash`,
  agreed: (number: number, level: Level, party: Party) => `disagreement-${number}-${level}-agreed-${party}`,
  outcome: (number: number) => `disagreement-${number}-outcome`, // as one side alone could settle it, and why it was closed
} as const;
