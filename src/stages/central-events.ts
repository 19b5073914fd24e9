import { z } from 'zod';
import { done } from '../referral/staff.ts';

/** What a person records of the referral to the central competent authority. @source Protocol 4.3 */
export const centralEvents = [
  z.object({ type: z.literal('CentralReferralRecorded'), ...done, sentOn: z.iso.date() }),
] as const;
