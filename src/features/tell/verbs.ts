import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { caseVerb, formVerb, typed, verb } from '../../cards/verb.ts';

/** A member of the MASH sends the referrer a message. */
export const tellReferrer = caseVerb('tell');
export const sendReferrerMessage = formVerb('send-referrer-message', { message: typed });
/** The referrer says that they have read a message. `number`: which message. */
export const referrerMessageRead = verb('referrer-message-read', { case: CaseId, number: z.int() });
