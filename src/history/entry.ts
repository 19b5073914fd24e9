import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';

type Nothing = Record<never, never>;

/** Something that happened by itself, and what is known of it beside the time. */
export const happened = <Type extends string, More extends z.ZodRawShape = Nothing>(
  type: Type,
  more: More = {} as More,
) => z.object({ type: z.literal(type), at: Instant, ...more });

/** Something that somebody did, and what is known of it beside who and when. */
export const done = <Type extends string, More extends z.ZodRawShape = Nothing>(type: Type, more: More = {} as More) =>
  z.object({ type: z.literal(type), at: Instant, by: StaffId, ...more });

/** What a clock of a case runs for. */
export const ClockName = z.enum([
  'decision',
  'writtenConfirmation',
  'idleDraft',
  'delivery',
  'leavesSight',
  'central',
  'reasonableGrounds',
  'disagreement',
  'news',
  'dangerDraft',
  'urgent',
]);

export type ClockName = z.infer<typeof ClockName>;
