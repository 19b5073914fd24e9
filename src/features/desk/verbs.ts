import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';

export const take = verb('take', { case: CaseId });
export const seen = verb('seen', { case: CaseId });
export const hand = verb('hand', { case: CaseId });
export const sendHand = verb('send-hand', { case: CaseId, attempt }, { to: typed });

export const deskHelp = verb('desk-help');

/** A referral by telephone. Its reference is drawn with the form, so that a second press finds it. */
export const logCall = verb('log-call');
export const saveCall = verb('save-call', {
  case: CaseId.optional(),
  attempt,
  answer: z.literal('sure').optional(), // they were asked about a call that long ago, and pressed again
});
export const inWriting = verb('in-writing', { case: CaseId });
export const wrongCaller = verb('wrong-caller', { case: CaseId });

/** The same, in the own chat of who rang. */
export const putInWriting = verb('put-in-writing', { case: CaseId });
export const sendWriting = verb('send-writing', { case: CaseId, attempt });
export const notMe = verb('not-me', { case: CaseId });
