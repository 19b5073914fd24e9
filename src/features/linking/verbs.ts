import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

export const links = verb('links', { case: CaseId });
export const link = verb('link', { case: CaseId, other: CaseId });
export const notTheSame = verb('not-the-same', { case: CaseId, other: CaseId });
export const startLinked = verb('start-linked', { case: CaseId });
