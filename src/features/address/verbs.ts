import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { caseVerb, verb } from '../../cards/verb.ts';

/** `number`: of the address; without it, the one that is asked about now. */
const answer = { case: CaseId, number: z.int().optional(), placed: z.enum(['yes', 'no']) };

/** Who referred opens the question, and answers it. */
export const askPlaced = caseVerb('ask-placed');
export const sayPlaced = verb('say-placed', answer);
/** The same from somebody of the MASH, of an address that they wrote. */
export const sayPlacedHere = verb('say-placed-here', answer);
