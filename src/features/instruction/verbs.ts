import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';

/** Somebody of the MASH tells the referrer something now. */
export const instruct = verb('instruct', { case: CaseId });
export const sendInstruction = verb('send-instruction', { case: CaseId, attempt }, { instruction: typed });
/** The referrer says that they have read it. `number`: which one. */
export const instructionRead = verb('instruction-read', { case: CaseId, number: z.int() });
