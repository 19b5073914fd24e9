import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, lenient, typed, verb } from '../../cards/verb.ts';
import { WhyHidden } from '../../history/desk.ts';

/** The form in the MASH channel, and its button. `said`: the name of the words, or when they were said. */
export const hide = caseVerb('hide');
export const hideWords = verb(
  'hide-words',
  { case: CaseId, attempt, said: z.string().max(40).optional(), why: WhyHidden.optional() },
  { said: typed, why: lenient(WhyHidden) },
);
