import { isSubmitted, type Referral, type SubmittedReferral } from './state.ts';

/** Whether the MASH has decided at least once. A decision stands until the next one. */
export const wasEverDecided = (referral: Referral): boolean =>
  referral.status === 'decided' || (isSubmitted(referral) && referral.reopening.kind === 'reopened');

/**
 * The number, in the decision record, of the decision that is still to be made; in a decided case, of its latest
 * decision. A correction of that decision has a number of its own.
 */
export const decisionNumber = ({ reopening }: Pick<SubmittedReferral, 'reopening'>): number =>
  (reopening.kind === 'reopened' ? reopening.after : 0) + 1;
