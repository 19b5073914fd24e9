import type { StaffId } from '../base/people.ts';
import type { ClockName } from '../history/entry.ts';
import type { CaseEvent } from '../history/events.ts';
import type { CaseRecord } from './record.ts';

/** By which somebody of the MASH has taken a case in hand. Opening its card, or “Seen”, is not among them. */
const deeds: ReadonlySet<CaseEvent['type']> = new Set([
  'ReferralTaken',
  'CaseHanded',
  'QuestionAsked',
  'ReferrerInstructed',
  'DecisionRecorded',
  'DecisionCorrected',
  'DecisionReopened',
]);

/** Whether somebody of the MASH has acted among these events. */
export const hasActed = (events: readonly CaseEvent[]): boolean => events.some(({ type }) => deeds.has(type));

/** Whether this clock has spoken and nobody of the MASH has acted since. */
export function isUnanswered(events: readonly CaseEvent[], clock: ClockName): boolean {
  const last = events.findLastIndex((event) => event.type === 'ClockReached' && event.clock === clock);
  return last >= 0 && !hasActed(events.slice(last + 1));
}

/** Who was sent a reminder of this clock so far. */
export const heardOf = ({ outbox }: Pick<CaseRecord, 'outbox'>, clock: ClockName): StaffId[] =>
  outbox.flatMap(({ to, message }) =>
    'person' in to && message.kind === 'reminder' && message.clock === clock ? [to.person] : [],
  );
