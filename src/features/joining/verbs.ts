import { CaseId } from '../../base/reference.ts';
import { caseVerb, verb } from '../../cards/verb.ts';

/** Asks which case is about the same call as a logged one. */
export const sameCall = caseVerb('same-call');
/** `case`: the call that the MASH logged; `other`: the case that is kept. */
export const joinCall = verb('join-call', { case: CaseId, other: CaseId });
export const separateCall = caseVerb('separate-call');
