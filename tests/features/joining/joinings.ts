import type { CaseEvent } from '../../../src/history/events.ts';
import { at, mo, OTHER_REFERENCE, pat, REFERENCE } from '../../case/a-case.ts';

const T = at('2026-11-24T14:20:00.000Z');

/** Every kind of event about joining a call into a case. */
export const joinings: CaseEvent[] = [
  {
    type: 'CallJoined',
    at: T,
    by: pat.id,
    from: OTHER_REFERENCE,
    clockStart: at('2026-11-24T14:00:00.000Z'),
    decisionDue: at('2026-11-25T14:00:00.000Z'),
    takenBy: mo.id,
    urgentSince: at('2026-11-24T14:02:00.000Z'),
    acted: true,
    alarms: ['family', 'visitor'],
  },
  { type: 'JoinedInto', at: T, by: pat.id, into: REFERENCE },
  { type: 'PlacementKnown', at: T, by: pat.id, other: OTHER_REFERENCE },
  { type: 'JoinUndone', at: T, by: pat.id, other: OTHER_REFERENCE },
];
