import { isSubmitted, type Referral, type SubmittedReferral } from './state.ts';

/** Whether the MASH has decided, once at least: a decision stands until the next one. */
export const isOnceDecided = (referral: Referral): boolean =>
  referral.status === 'decided' || (isSubmitted(referral) && referral.reopening.kind === 'reopened');

/** Which entry of the decision record the next decision is, or the one that stands where it is decided. */
export const decisionNumber = ({ reopening }: Pick<SubmittedReferral, 'reopening'>): number =>
  (reopening.kind === 'reopened' ? reopening.after : 0) + 1;
