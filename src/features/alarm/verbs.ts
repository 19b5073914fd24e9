import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

/** Takes the case, in one press from the own chat of whom the bot has told of it. */
export const onIt = verb('on-it', { case: CaseId });
