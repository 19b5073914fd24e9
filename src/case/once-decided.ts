import type { Referral, SubmittedReferral } from './state.ts';

/** Whether the MASH has decided at least once. A decision stays valid until the next one. */
export const isOnceDecided = (referral: Referral): boolean =>
  referral.status === 'decided' || ('reopened' in referral && referral.reopened !== undefined);

/** The number of the next decision in the decision record; for a decided case, the number of its valid decision. */
export const decisionNumber = ({ reopened }: Pick<SubmittedReferral, 'reopened'>): number => (reopened?.after ?? 0) + 1;
