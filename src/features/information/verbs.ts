import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';
import { About } from '../side-records/state.ts';

export const addInformation = caseVerb('add-information');
export const sendInformation = verb(
  'send-information',
  { case: CaseId, attempt },
  { information: typed, about: About.optional().catch(undefined) },
);
