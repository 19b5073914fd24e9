import type { CaseRecord } from '../case/record.ts';
import { referralOf, type SubmittedReferral } from '../case/state.ts';

export function submitted(record: CaseRecord): SubmittedReferral {
  const referral = referralOf(record.events);
  if (!('submittedBy' in referral)) throw new Error(`case ${record.id} is not submitted`);
  return referral;
}
