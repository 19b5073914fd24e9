import { newsEvents } from '../../case/news.ts';
import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';

/** The closing that stands, or the last one with what opened the case again. */
interface Closing {
  closed: EventOf<'CaseClosed'>;
  opened?: CaseEvent;
}

/** What opens a closed case: a manager, anything that the referrer says, a disagreement, and a new decision. */
export const opensClosed = [
  ...newsEvents,
  'CaseOpened',
  'DisagreementRaised',
  'DecisionReopened',
  'FamilyClaimed',
  'VisitorSeen',
] as const;
const opens = isA(...opensClosed);

export function closingOf(events: readonly CaseEvent[]): Closing | undefined {
  const at = events.findLastIndex(isA('CaseClosed'));
  const closed = events[at];
  if (closed?.type !== 'CaseClosed') return undefined;
  const opened = events.slice(at + 1).find(opens);
  return { closed, ...(opened && { opened }) };
}

/** Whether the case is closed now. */
export function isClosed(events: readonly CaseEvent[]): boolean {
  const closing = closingOf(events);
  return closing !== undefined && !closing.opened;
}
