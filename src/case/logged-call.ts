import { byTelephone } from '../base/people.ts';
import type { EventOf } from '../history/events.ts';

/** Of a case that has just come to the MASH. */
export const justSent = { status: 'awaiting-decision' as const, toldOverdue: false, questions: [], information: [] };

/** A referral by telephone, as the MASH wrote it down. */
export function loggedCall({ by, at, calledAt, decisionDue, writtenDue, caller }: EventOf<'PhoneReferralLogged'>) {
  return {
    ...justSent,
    phoned: { loggedBy: by, loggedAt: at, calledAt, writtenDue },
    calledAt,
    missing: [],
    links: [],
    submittedBy: caller ?? byTelephone,
    submittedAt: at,
    clockStart: calledAt,
    decisionDue,
    checkDone: false,
  };
}
