import { z } from 'zod';
import { Duration, msIn } from '../base/time.ts';

export const Id = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'use letters, digits and hyphens');
export const Ids = z.array(Id);
/** Something that is so only if a pack says so. */
export const Flag = z.boolean().default(false);
export const Text = z.string().max(2000);
/** A duration longer than zero: nothing can be repeated every zero seconds or kept for zero days. */
export const PositiveDuration = Duration.refine((length) => msIn(length) > 0, 'must be longer than nothing');

/**
 * When something is shown: always or never, for an agency, for an answer, for one of these ticks, or if the referrer says in
 * their own words that the child is in police protection.
 */
const Simple = z.union([
  z.strictObject({ always: z.boolean() }),
  z.strictObject({ agency: Id }),
  // `situation`: the id of a question. A missing answer counts as not-known, or as no match if `answered` is set
  z.strictObject({ situation: Id, is: Ids.min(1), answered: z.literal(true).optional() }),
  z.strictObject({ ticked: Ids.min(1) }),
  z.strictObject({ said: z.literal('police-protection') }),
]);
export const Condition = z.union([Simple, z.strictObject({ any: z.array(Simple).min(1) })]);
/** Shown to everybody, if a pack does not say when. */
export const ShownWhen = Condition.default({ always: true });
export type Condition = z.infer<typeof Condition>;
