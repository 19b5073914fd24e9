import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';
import { About } from '../side-records/state.ts';

export const addInformation = caseVerb('add-information');
export const sendInformation = verb(
  'send-information',
  { case: CaseId, attempt },
  { information: typed, about: About.optional().catch(undefined) },
);
/** The author says that what they added was sent by mistake. `number`: of the addition; without it, the last one. */
export const sentByMistake = verb('sent-by-mistake', { case: CaseId, number: z.int().optional() });
