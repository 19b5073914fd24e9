import type { CaseEvent, EventOf } from '../history/events.ts';

/** When and why the facts of a case were last erased; undefined when they never were. */
export const erasedIn = (events: CaseEvent[]): EventOf<'FactsErased'> | undefined =>
  events.findLast((event) => event.type === 'FactsErased');
