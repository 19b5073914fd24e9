import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

export const open = verb('open', { case: CaseId });
