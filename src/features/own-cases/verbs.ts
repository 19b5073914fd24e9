import { verb } from '../../cards/verb.ts';
import { CaseId } from '../../reference.ts';

export const open = verb('open', { case: CaseId });
