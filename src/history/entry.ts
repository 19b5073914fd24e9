import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';

/** What every event carries, and what one carries that somebody did. */
export const happened = { at: Instant };
export const done = { at: Instant, by: StaffId };

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
]);

export type ClockName = z.infer<typeof ClockName>;
