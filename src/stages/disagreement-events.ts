import { z } from 'zod';
import { done } from '../referral/staff.ts';

/** Professional differences, level by level. @source Protocol 13 */
export const disagreementEvents = [
  z.object({ type: z.literal('DisagreementRaised'), ...done, level: z.literal(1) }),
] as const;
