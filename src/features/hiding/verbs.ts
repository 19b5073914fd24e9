import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';
import { WhyHidden } from '../../history/desk.ts';

const data = { case: CaseId, attempt, said: z.string().max(40).optional(), why: WhyHidden.optional() };
const inputs = { said: typed, why: WhyHidden.optional().catch(undefined) };

/** The form in the MASH channel, and its button. `said`: the name of the words, or when they were said. */
export const hide = caseVerb('hide');
export const hideWords = verb('hide-words', data, inputs);
/** The same in the own chat of a manager who is asked to agree. */
export const hideWordsHere = verb('hide-words-here', data, inputs);
