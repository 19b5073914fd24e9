import type { CaseEvent, EventOf } from '../../history/events.ts';
import { daysAfter } from '../../protocol/days.ts';

/** Where the referral to the central competent authority stands. The latest entry of each counts. */
export type CentralReferral =
  | { kind: 'not-recorded' }
  | {
      kind: 'recorded';
      entry: EventOf<'CentralReferralRecorded'>;
      lastDay: string; // 2016: the authority decides by then. 2026: the conclusive decision comes not before
      grounds?: EventOf<'CentralOutcomeRecorded'>; // 2026: reasonable grounds, as the authority decided
      outcome?: EventOf<'CentralOutcomeRecorded'>; // trafficked or not, as the authority decided
      asked?: EventOf<'CentralOutcomeRecorded'>; // that it is awaited, said since anything else was
      outcomes: number;
      isOver: boolean; // nothing more is awaited
    };

export function centralOf(events: CaseEvent[]): CentralReferral {
  return events.reduce(after, { kind: 'not-recorded' } as CentralReferral);
}

function after(central: CentralReferral, event: CaseEvent): CentralReferral {
  if (event.type === 'CentralReferralRecorded') {
    const before = central.kind === 'recorded' ? central : { outcomes: 0, isOver: false };
    return { ...before, kind: 'recorded', entry: event, lastDay: daysAfter(event.sentOn, event.within) };
  }
  if (event.type !== 'CentralOutcomeRecorded' || central.kind === 'not-recorded') return central;
  const next = { ...central, outcomes: central.outcomes + 1 };
  switch (event.outcome) {
    case 'awaited': {
      const { outcome: _, grounds, ...open } = next; // whoever recorded too much says by this that nothing is decided yet
      return { ...open, ...(grounds?.outcome === 'grounds-yes' ? { grounds } : {}), asked: event, isOver: false };
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
