import type { Referral, SubmittedReferral } from './state.ts';

/** Whether the MASH has decided, once at least: a decision stands until the next one. */
export const isOnceDecided = (referral: Referral): boolean =>
  referral.status === 'decided' || ('reopened' in referral && referral.reopened !== undefined);

/** Which entry of the decision record the next decision is, or the one that stands where it is decided. */
export const decisionNumber = ({ reopened }: Pick<SubmittedReferral, 'reopened'>): number => (reopened?.after ?? 0) + 1;
