import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { caseVerb, formVerb, lenient, typed, verb } from '../../cards/verb.ts';

const parts = { power: typed, since: typed, until: typed, reference: typed, officer: typed };
const outcome = lenient(z.enum(['ended', 'order', 'other']));

// in the MASH channel, under More; the author says more of it, and the MASH types what follows, in their own chats
export const openProtection = caseVerb('protection');
export const saveProtection = formVerb('record-protection', parts);
export const openProtectionOver = caseVerb('protection-over');
export const saveProtectionOver = formVerb('record-protection-over', { outcome, words: typed });

// typed by somebody of the MASH in their own chat
export const protectionHere = verb('protection-here', { case: CaseId }, { words: typed });
