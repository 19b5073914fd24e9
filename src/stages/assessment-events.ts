import { z } from 'zod';
import { done } from '../referral/staff.ts';

/** What the Assessment team records. @source Protocol 8.3, 8.4, 10.1 */
export const assessmentEvents = [z.object({ type: z.literal('AssessmentAccepted'), ...done })] as const;
