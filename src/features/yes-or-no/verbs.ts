import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { Instant } from '../../base/time.ts';
import { verb } from '../../cards/verb.ts';

/** The author says which question of the bot, or of the MASH, their word answers. `at`: when it was asked. */
export const answerAsked = verb('answer-asked', {
  case: CaseId,
  what: z.enum(['left', 'time', 'address', 'police', 'gone', 'found', 'child', 'answer', 'message', 'number']),
  at: Instant,
  right: z.enum(['yes', 'no']),
});
