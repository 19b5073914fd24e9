import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, typed, verb } from '../../cards/verb.ts';

const parts = { power: typed, since: typed, until: typed, reference: typed, officer: typed };
const outcome = z.enum(['ended', 'order', 'other']).optional().catch(undefined);

// in the MASH channel, under More
export const openProtection = caseVerb('protection');
export const saveProtection = verb('record-protection', { case: CaseId, attempt }, parts);
export const openProtectionOver = caseVerb('protection-over');
export const saveProtectionOver = verb('record-protection-over', { case: CaseId, attempt }, { outcome, words: typed });

// typed by somebody of the MASH in their own chat
export const protectionHere = verb('protection-here', { case: CaseId }, { words: typed });
export const protectionOverHere = verb('protection-over-here', { case: CaseId }, { words: typed });

/** The author says more of it, in their own chat. */
export const sendProtection = verb('send-protection', { case: CaseId, attempt }, parts);
