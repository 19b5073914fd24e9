import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';

/** The author asks for a code with which a colleague can take the referral over. */
export const handOver = caseVerb('hand-over');
/** The colleague accepts. */
export const takeOver = verb('take-over', { case: CaseId, code: z.string(), attempt }, { phone: typed });
