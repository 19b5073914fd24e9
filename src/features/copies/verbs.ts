import { verb } from '../../cards/verb.ts';
import { CaseId } from '../../reference.ts';

export const myCopy = verb('my-copy', { case: CaseId });
export const caseFile = verb('case-file', { case: CaseId });
