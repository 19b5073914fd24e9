import { isSubmitted, type Referral, type SubmittedReferral } from './state.ts';

/** Whether the MASH has decided at least once. A decision stands until the next one. */
export const isOnceDecided = (referral: Referral): boolean =>
  referral.status === 'decided' || (isSubmitted(referral) && referral.reopening.kind === 'reopened');

/**
 * The number of the next decision in the decision record. For a decided case: of its latest decision, not a correction.
 */
export const decisionNumber = ({ reopening }: Pick<SubmittedReferral, 'reopening'>): number =>
  (reopening.kind === 'reopened' ? reopening.after : 0) + 1;
