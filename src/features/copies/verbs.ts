import { caseVerb } from '../../cards/verb.ts';

export const myCopy = caseVerb('my-copy');
export const openCaseFile = caseVerb('case-file');
