import { isSubmitted, type Referral, type SubmittedReferral } from './state.ts';

/** Whether the MASH has decided at least once. A decision stands until the next one. */
export const isOnceDecided = (referral: Referral): boolean =>
  referral.status === 'decided' || (isSubmitted(referral) && referral.reopening.kind === 'reopened');

/**
 * The number of the next decision in the decision record. If the case is decided: the number of the decision that was
 * made, not of a correction.
 */
export const decisionNumber = ({ reopening }: Pick<SubmittedReferral, 'reopening'>): number =>
  (reopening.kind === 'reopened' ? reopening.after : 0) + 1;
