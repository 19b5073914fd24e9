import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

export const myCopy = verb('my-copy', { case: CaseId });
export const caseFile = verb('case-file', { case: CaseId });
