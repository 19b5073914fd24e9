import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { caseVerb, verb } from '../../cards/verb.ts';

export const practice = verb('practice');

/** The step and the revision of the draft that a card shows, so that an old card changes nothing. */
const seen = { case: CaseId, step: z.string().max(60), revision: z.int() };
export const answer = verb('answer', { ...seen, choice: z.string().max(40).optional() });
export const checkAnswers = verb('check-answers', seen);
export const back = verb('back', seen);
export const change = verb('change', { ...seen, to: z.string().max(40) });
export const submit = verb('submit', seen);
export const stopAdding = verb('stop-adding', seen);

/** Answers to “Did you ring?”, which the bot asks when a check says danger and then nothing happens. */
export const rang = caseVerb('rang');
export const notRung = caseVerb('not-rung');

export const dangerNow = caseVerb('danger-now');
export const addCheck = caseVerb('add-check');
export const letGo = caseVerb('let-go'); // “Delete it”: the answer to that
