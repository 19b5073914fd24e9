import type { CaseRecord } from './record.ts';
import type { SubmittedReferral } from './state.ts';

/** Whether the MASH has a card of this case, or will have. */
export const isShown = ({ said, outbox }: CaseRecord): boolean =>
  said.card !== undefined || outbox.some(({ message }) => message.kind === 'case-card');

/** The MASH post was not confirmed in time, which the referrer must know: the clock runs all the same. */
export function isNotDelivered(record: CaseRecord, referral: SubmittedReferral): boolean {
  return (
    referral.delivery.kind === 'sending' &&
    record.events.some(
      (event) => event.type === 'ClockReached' && event.clock === 'delivery' && event.at >= referral.submittedAt,
    )
  );
}
