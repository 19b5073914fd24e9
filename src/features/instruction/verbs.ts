import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';

/** A member of the MASH sends the referrer a message. */
export const instruct = caseVerb('instruct');
export const sendInstruction = verb('send-instruction', { case: CaseId, attempt }, { instruction: typed });
/** The referrer says that they have read a message. `number`: which message. */
export const instructionRead = verb('instruction-read', { case: CaseId, number: z.int() });
