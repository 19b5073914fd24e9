import { oncePer } from '../base/once-per.ts';
import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import { type CaseEvent, isA, textOf } from '../history/events.ts';
import type { CaseRecord, ClockedCase } from './record.ts';
import type { Said } from './said.ts';
import { isSubmitted, type Referral, referralOf, type SubmittedReferral, submittedIn } from './state.ts';

/** The referral of a case, if the MASH has it. */
export const sentReferral = ({ events }: { events: CaseEvent[] }) => submittedIn(referralOf(events));

/** @throws when the MASH does not have the referral */
export function submitted({ id, events }: { id: string; events: CaseEvent[] }): SubmittedReferral {
  const referral = referralOf(events);
  if (!isSubmitted(referral)) throw new Error(`case ${id} has not been submitted`);
  return referral;
}

/** Whether the MASH has decided at least once. A decision stands until the next one. */
export const wasEverDecided = (referral: Referral) =>
  referral.status === 'decided' || (isSubmitted(referral) && referral.reopening !== undefined);

/**
 * The number, in the decision record, of the decision that is still to be made; in a decided case, of its latest
 * decision. A correction of that decision has a number of its own.
 */
export const decisionNumber = ({ reopening }: Pick<SubmittedReferral, 'reopening'>): number =>
  (reopening?.after ?? 0) + 1;

/** When and why the facts of a case were last erased; undefined when they never were. */
export const erasedIn = oncePer((events: CaseEvent[]) => events.findLast(isA('FactsErased')));

/** Whether the MASH has a card of this case or is about to get one. */
export const isShown = ({ said, outbox }: CaseRecord) =>
  said.card !== undefined || outbox.some(({ message }) => message.kind === 'case-card');

/**
 * Whether Teams failed to confirm in time that the case was posted to the MASH. The referrer must know, because the
 * clock runs anyway.
 */
export function isNotDelivered(record: CaseRecord, referral: SubmittedReferral) {
  return (
    !referral.deliveredAt &&
    record.events.some(
      (event) => event.type === 'ClockReached' && event.clock === 'delivery' && event.at >= referral.submittedAt,
    )
  );
}

/** The numbers of what was added in one message: one, or its parts. Those of one message have the same times. */
export const sameMessage = ({ information }: SubmittedReferral, number: number): number[] => {
  const one = information.find((each) => each.number === number);
  return information.filter(({ at, typedAt }) => at === one?.at && typedAt === one.typedAt).map((each) => each.number);
};

/** The names of all texts of one message: of a long one, its parts. */
export function textsTogether(record: Pick<CaseRecord, 'events'>, { name, index }: Said): string[] {
  const event = record.events[index];
  const sent = sentReferral(record);
  return sent && event?.type === 'InformationAdded' ? sameMessage(sent, event.number).map(textOf.information) : [name];
}

/**
 * Who at the MASH is on it: who took the case, or has since said that they are on it; of a decided case that nobody had,
 * who decided it.
 */
export function whoIsOnIt({ events }: ClockedCase): { by: StaffId; at: Instant } | undefined {
  const referral = sentReferral({ events });
  if (!referral) return undefined;
  const { allocation } = referral;
  const said = events.findLast(isA('StillOnIt'));
  const taken = allocation.kind === 'nobody' || allocation.kind === 'handed' ? undefined : allocation;
  if (said && (!taken || said.at >= taken.at)) return said;
  if (taken) return taken;
  return referral.status === 'decided' ? { by: referral.decidedBy, at: referral.decidedAt } : undefined;
}
