import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';

type Nothing = Record<never, never>;

/** The schema of an event that nobody triggered. `more`: its fields other than the time. */
export const eventByItself = <Type extends string, More extends z.ZodRawShape = Nothing>(
  type: Type,
  more: More = {} as More,
) => z.object({ type: z.literal(type), at: Instant, ...more });

/** The schema of an event that a person triggered. `more`: its fields other than the person and the time. */
export const eventByPerson = <Type extends string, More extends z.ZodRawShape = Nothing>(
  type: Type,
  more: More = {} as More,
) => z.object({ type: z.literal(type), at: Instant, by: StaffId, ...more });

/** The clocks of a case, by what they time. */
export const ClockName = z.enum([
  'decision',
  'writtenConfirmation',
  'idleDraft',
  'delivery',
  'leavesSight', // until the child leaves the referrer's sight
  'central',
  'reasonableGrounds',
  'disagreement',
  'news',
  'dangerDraft',
  'urgent',
]);

export type ClockName = z.infer<typeof ClockName>;
