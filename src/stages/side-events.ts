import { z } from 'zod';
import { done } from '../referral/staff.ts';

/** What may happen at any time beside the referral. @source Protocol 10.1, 11 */
export const sideEvents = [z.object({ type: z.literal('PoliceInformed'), ...done, number: z.int() })] as const;
