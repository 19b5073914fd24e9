import { z } from 'zod';
import { Duration, msIn } from '../base/time.ts';

export const Id = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'use letters, digits and hyphens');
export const Text = z.string().max(2000);
/** A duration longer than zero: nothing can be repeated every zero seconds or kept for zero days. */
export const PositiveDuration = Duration.refine((length) => msIn(length) > 0, 'must be longer than nothing');

/** When something is shown: for an agency, for an answer, or if one of these statements was seen or suspected. */
const Simple = z.union([
  z.strictObject({ always: z.literal(true) }),
  z.strictObject({ agency: Id }),
  // `situation`: the id of a question. A missing answer counts as not-known, or as no match if `answered` is set
  z.strictObject({ situation: Id, is: z.array(Id).min(1), answered: z.literal(true).optional() }),
  z.strictObject({ ticked: z.array(Id).min(1) }),
]);
export const Condition = z.union([Simple, z.strictObject({ any: z.array(Simple).min(1) })]);
export type Condition = z.infer<typeof Condition>;
