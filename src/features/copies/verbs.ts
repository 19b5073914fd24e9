import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

export const myCopy = verb('my-copy', { case: CaseId });
export const openCaseFile = verb('case-file', { case: CaseId });
