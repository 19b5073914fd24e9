import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';

/** The legal hold on a case. While there is one, nothing of the case is erased. */
export function holdOn(events: CaseEvent[]): EventOf<'LegalHoldSet'> | undefined {
  const last = events.findLast(isA('LegalHoldSet', 'LegalHoldReleased'));
  return last?.type === 'LegalHoldSet' ? last : undefined;
}

/** When somebody last worked on the case. Holding and erasing do not count. */
export function lastActivity(events: CaseEvent[]): CaseEvent['at'] | undefined {
  return events.findLast((event) => 'by' in event && event.by !== undefined && !isOfRetention(event))?.at;
}

const isOfRetention = isA('FactsErased', 'ReadsErased', 'LegalHoldSet', 'LegalHoldReleased');
