import type { CaseEvent, EventOf } from '../../history/events.ts';

/** When and why the facts of a case were erased; undefined while they are there. The last time, where it was more than once. */
export const erasedIn = (events: CaseEvent[]): EventOf<'FactsErased'> | undefined =>
  events.findLast((event) => event.type === 'FactsErased');

/** The legal hold on a case: while there is one, nothing of it is erased. */
export function holdOn(events: CaseEvent[]): EventOf<'LegalHoldSet'> | undefined {
  const last = events.findLast(({ type }) => type === 'LegalHoldSet' || type === 'LegalHoldReleased');
  return last?.type === 'LegalHoldSet' ? last : undefined;
}

/** The last time that somebody did something to the case; keeping and erasing it is none. */
export function lastActivity(events: CaseEvent[]): CaseEvent['at'] | undefined {
  return events.findLast((event) => 'by' in event && event.by !== undefined && !ofRetention.includes(event.type))?.at;
}

const ofRetention: CaseEvent['type'][] = ['FactsErased', 'ReadsErased', 'LegalHoldSet', 'LegalHoldReleased'];
