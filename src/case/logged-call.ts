import { byTelephone } from '../base/people.ts';
import type { EventOf } from '../history/events.ts';

/** The fields of a case that has just come to the MASH. */
export const justSent = { status: 'awaiting-decision' as const, toldOverdue: false, questions: [], information: [] };

/** The state of a telephone referral that the MASH has just written down. */
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
