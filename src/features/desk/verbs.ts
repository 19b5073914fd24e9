import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, formVerb, lenient, typed, verb } from '../../cards/verb.ts';
import { HowWritten } from '../../history/desk.ts';

export const take = caseVerb('take');
export const seen = caseVerb('seen');
export const hand = caseVerb('hand'); // shows the form that hands the case to a colleague at the MASH
export const sendHand = formVerb('send-hand', { to: typed });

export const deskHelp = verb('desk-help');

/** A phone referral. The form already holds its reference, so that a second press finds the same case. */
export const logCall = verb('log-call');
export const saveCall = verb('save-call', {
  case: CaseId.optional(),
  attempt,
  answer: z.literal('sure').optional(), // pressed again, after the bot asked about a call over a week ago
});
/** The MASH says that the written referral has come, and how; or that it has not. */
export const inWriting = caseVerb('in-writing');
export const saveInWriting = formVerb('save-in-writing', { how: lenient(HowWritten) });
export const notInWriting = caseVerb('not-in-writing');
export const wrongCaller = caseVerb('wrong-caller');

/** What the caller can press in their own chat. */
export const putInWriting = caseVerb('put-in-writing');
export const sendWriting = verb('send-writing', { case: CaseId, attempt });
export const notMe = caseVerb('not-me');

/** Keeps a board up to date in the channel, or stops that. */
export const keepBoard = verb('keep-board', { keep: z.boolean() });

/** What a shift leaves. */
export const shift = verb('shift');
export const handShift = verb('hand-shift', { attempt }, { to: typed });
export const takeHanded = verb('take-handed');
