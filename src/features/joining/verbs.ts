import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

/** Which case is the same call as one that the MASH wrote down. */
export const sameCall = verb('same-call', { case: CaseId });
/** `case`: the call that the MASH wrote down; `other`: the case that is kept. */
export const joinCall = verb('join-call', { case: CaseId, other: CaseId });
export const separateCall = verb('separate-call', { case: CaseId });
