import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, formVerb, typed, verb } from '../../cards/verb.ts';

export const ask = caseVerb('ask');
export const sendQuestion = formVerb('send-question', { question: typed });
/** The author answers. `question`: the number of the question. */
export const answerQuestion = verb(
  'answer-question',
  { case: CaseId, question: z.int(), answer: z.literal('not-known').optional(), attempt },
  { answer: typed },
);
