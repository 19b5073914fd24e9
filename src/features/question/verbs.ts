import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';

export const ask = caseVerb('ask');
export const sendQuestion = verb('send-question', { case: CaseId, attempt }, { question: typed });
/** The author answers. `question`: the number of the question. */
export const answerQuestion = verb(
  'answer-question',
  { case: CaseId, question: z.int(), answer: z.literal('not-known').optional(), attempt },
  { answer: typed },
);
