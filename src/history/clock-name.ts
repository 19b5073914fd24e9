import { z } from 'zod';

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
