import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Duration } from '../base/time.ts';
import { eventByPerson, textName, withNumber } from './entry.ts';

/**
 * Why the facts of a case were erased: an abandoned draft, a decided case, a draft that its author deleted but of which
 * something was kept, or a call that was joined into another case.
 */
export const WhyErased = z.enum(['idle-draft', 'decided', 'deleted-draft', 'joined']);
export type WhyErased = z.infer<typeof WhyErased>;

/**
 * Erasing, and holds against it. `period`: the period of the pack that had ended. `confirmedBy`: who confirmed the
 * periods, if the case was erased by schedule; `by` is then the person who released it. The reason for a hold is in the
 * facts, under the name of `holdText`.
 */
export const retentionEvents = [
  eventByPerson('FactsErased', { why: WhyErased, period: Duration, confirmedBy: StaffId.optional() }),
  eventByPerson('ReadsErased', { reads: z.int(), period: Duration }),
  eventByPerson('LegalHoldSet', withNumber),
  eventByPerson('LegalHoldReleased', withNumber),
] as const;

/** The names under which the facts of the case store the reasons for a hold and for its release. */
export const holdText = {
  set: textName('hold'),
  released: (number: number) => `hold-${number}-released`,
} as const;
