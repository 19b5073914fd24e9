import type { CaseEvent } from '../../../src/history/events.ts';
import { at, meg, mo, pat } from '../../case/a-case.ts';

const T = at('2026-11-24T14:20:00.000Z');

/** One event of each kind that comes from the MASH desk. */
export const sampleDeskEvents: CaseEvent[] = [
  {
    type: 'PhoneReferralLogged',
    at: T,
    by: pat.id,
    calledAt: at('2026-11-24T14:00:00.000Z'),
    decisionDue: at('2026-11-25T14:00:00.000Z'),
    writtenDue: at('2026-11-26T14:00:00.000Z'),
  },
  { type: 'ReferralSeen', at: T, by: pat.id },
  { type: 'CaseHanded', at: T, by: mo.id, to: meg.id },
  { type: 'HolderGone', at: T, of: meg.id, why: 'duty-ended', cases: 1 },
  { type: 'PhoneReferralConfirmed', at: T, by: pat.id, how: 'letter' },
  { type: 'WritingTakenBack', at: T, by: pat.id },
  { type: 'PhoneReferralConfirmed', at: T, by: pat.id },
  { type: 'CallerTakenBack', at: T, by: pat.id },
  { type: 'CardGone', at: T },
];
