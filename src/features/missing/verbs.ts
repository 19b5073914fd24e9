import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';

export const missing = verb('missing', { case: CaseId.optional() });
export const reportMissing = verb(
  'report-missing',
  { case: CaseId, attempt },
  // `know`: do the police know?
  { know: z.enum(['yes', 'no']).optional().catch(undefined), police: typed, phone: typed },
);
export const reportFound = verb('report-found', { case: CaseId, attempt }, { police: typed });
