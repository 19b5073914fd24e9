import type { CaseRecord } from './record.ts';
import type { SubmittedReferral } from './state.ts';

/** Whether the MASH has a card of this case or is about to get one. */
export const isShown = ({ said, outbox }: CaseRecord): boolean =>
  said.card !== undefined || outbox.some(({ message }) => message.kind === 'case-card');

/**
 * Whether Teams failed to confirm in time that the case was posted to the MASH. The referrer must know, because the
 * clock runs anyway.
 */
export function isNotDelivered(record: CaseRecord, referral: SubmittedReferral): boolean {
  return (
    referral.delivery.kind === 'sending' &&
    record.events.some(
      (event) => event.type === 'ClockReached' && event.clock === 'delivery' && event.at >= referral.submittedAt,
    )
  );
}
