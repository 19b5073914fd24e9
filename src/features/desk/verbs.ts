import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';

export const take = verb('take', { case: CaseId });
export const seen = verb('seen', { case: CaseId });
export const hand = verb('hand', { case: CaseId }); // shows the form that hands the case to a colleague at the MASH
export const sendHand = verb('send-hand', { case: CaseId, attempt }, { to: typed });

export const deskHelp = verb('desk-help');

/** A phone referral. The form already holds its reference, so that a second press finds the same case. */
export const logCall = verb('log-call');
export const saveCall = verb('save-call', {
  case: CaseId.optional(),
  attempt,
  answer: z.literal('sure').optional(), // pressed again, after the bot asked about a call over a week ago
});
export const inWriting = verb('in-writing', { case: CaseId }); // the MASH says that the written referral has come
export const wrongCaller = verb('wrong-caller', { case: CaseId });

/** What the caller can press in their own chat. */
export const putInWriting = verb('put-in-writing', { case: CaseId });
export const sendWriting = verb('send-writing', { case: CaseId, attempt });
export const notMe = verb('not-me', { case: CaseId });
