import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

/** The author says whether the bot read their time right. `number`: of the time that was read. */
export const checkLeavingTime = verb('check-leaving-time', {
  case: CaseId,
  number: z.int(),
  right: z.enum(['yes', 'no']),
});

/**
 * A member of the MASH takes over the time that the author said last, in the channel or in their own chat. `anyway`: one that
 * they said before it.
 */
export const useTime = verb('use-time', {
  case: CaseId,
  time: z.string().max(20),
  anyway: z.literal(true).optional(),
});
