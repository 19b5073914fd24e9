import { verb } from '../../cards/verb.ts';
import { CaseId } from '../../reference.ts';

export const myReferrals = verb('my-referrals');
export const open = verb('open', { case: CaseId });
