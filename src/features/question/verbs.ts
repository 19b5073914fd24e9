import { caseVerb, formVerb, typed } from '../../cards/verb.ts';

export const ask = caseVerb('ask');
export const sendQuestion = formVerb('send-question', { question: typed });
