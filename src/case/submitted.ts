import type { CaseEvent } from '../history/events.ts';
import { isSubmitted, referralOf, type SubmittedReferral, submittedIn } from './state.ts';

/** The referral of a case, if the MASH has it. */
export const sentReferral = ({ events }: { events: CaseEvent[] }): SubmittedReferral | undefined =>
  submittedIn(referralOf(events));

/** @throws when the MASH does not have the referral */
export function submitted({ id, events }: { id: string; events: CaseEvent[] }): SubmittedReferral {
  const referral = referralOf(events);
  if (!isSubmitted(referral)) throw new Error(`case ${id} has not been submitted`);
  return referral;
}
