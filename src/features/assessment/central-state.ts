import type { CaseEvent, EventOf } from '../../history/events.ts';
import { daysAfter } from '../../protocol/days.ts';

/** The state of the referral to the central competent authority. The latest entry of each kind counts. */
export type CentralReferral =
  | { kind: 'not-recorded' }
  | {
      kind: 'recorded';
      entry: EventOf<'CentralReferralRecorded'>;
      // 2016 pathway: the authority decides by this day. 2026 pathway: the conclusive decision comes on this day or
      // later
      decisionDay: string;
      grounds?: EventOf<'CentralOutcomeRecorded'>; // 2026: the authority's decision on reasonable grounds
      outcome?: EventOf<'CentralOutcomeRecorded'>; // the authority's decision: trafficked or not
      // the latest time that somebody asked and the authority had not decided yet
      awaited?: EventOf<'CentralOutcomeRecorded'>;
      outcomes: number;
      isOver: boolean; // the authority owes no more answers
    };

export function centralOf(events: CaseEvent[]): CentralReferral {
  return events.reduce(after, { kind: 'not-recorded' } as CentralReferral);
}

function after(central: CentralReferral, event: CaseEvent): CentralReferral {
  if (event.type === 'CentralReferralRecorded') {
    const before = central.kind === 'recorded' ? central : { outcomes: 0, isOver: false };
    return { ...before, kind: 'recorded', entry: event, decisionDay: daysAfter(event.sentOn, event.within) };
  }
  if (event.type !== 'CentralOutcomeRecorded' || central.kind === 'not-recorded') return central;
  const next = { ...central, outcomes: central.outcomes + 1 };
  switch (event.outcome) {
    case 'awaited': {
      const { outcome: _, grounds, ...open } = next; // “no decision yet” also takes back a decision recorded by mistake
      return { ...open, ...(grounds?.outcome === 'grounds-yes' ? { grounds } : {}), awaited: event, isOver: false };
    }
    case 'grounds-yes':
      return { ...next, grounds: event, isOver: central.outcome !== undefined };
    case 'grounds-no':
      return { ...next, grounds: event, isOver: true };
    case 'trafficked':
    case 'not-trafficked':
      return { ...next, outcome: event, isOver: true };
  }
}
