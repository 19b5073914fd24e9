import type { ClockName } from '../history/entry.ts';
import type { CaseEvent } from '../history/events.ts';

/** The events by which somebody at the MASH acts on a case. Opening its card, or pressing “Seen”, does not count. */
const actingEvents: ReadonlySet<CaseEvent['type']> = new Set([
  'ReferralTaken',
  'CaseHanded',
  'QuestionAsked',
  'ReferrerInstructed',
  'DecisionRecorded',
  'DecisionCorrected',
  'DecisionReopened',
]);

/** Whether one of these events shows that somebody at the MASH acted. */
export const hasActed = (events: readonly CaseEvent[]): boolean => events.some(({ type }) => actingEvents.has(type));

/** Whether this clock has reached a mark and nobody at the MASH has acted since. */
export function isUnanswered(events: readonly CaseEvent[], clock: ClockName): boolean {
  const last = events.findLastIndex((event) => event.type === 'ClockReached' && event.clock === clock);
  return last >= 0 && !hasActed(events.slice(last + 1));
}
