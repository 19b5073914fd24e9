import { phoneCaller } from '../base/people.ts';
import type { EventOf } from '../history/events.ts';
import type { Submitted } from './referral.ts';

/** The fields of a case that has just come to the MASH. */
export const justSent = {
  status: 'awaiting-decision',
  formerly: [],
  calls: [],
  delivery: { kind: 'sending' },
  checkAddition: { kind: 'none' },
  allocation: { kind: 'nobody' },
  seen: { kind: 'not-noted' },
  toldOverdue: false,
  questions: [],
  information: [],
  reopening: { kind: 'none' },
} satisfies Partial<Submitted> & { status: 'awaiting-decision' };

/** The state of a telephone referral that the MASH has just written down. */
export function loggedCall({
  by,
  at,
  calledAt,
  decisionDue,
  writtenDue,
  caller,
}: EventOf<'PhoneReferralLogged'>): Submitted & { status: 'awaiting-decision' } {
  return {
    ...justSent,
    route: { kind: 'phoned', loggedBy: by, loggedAt: at, calledAt, writtenDue, toldOverdue: false },
    call: { kind: 'made', at: calledAt },
    missing: [],
    finding: { kind: 'not-found' },
    links: [],
    submittedBy: caller ?? phoneCaller,
    submittedAt: at,
    clockStart: calledAt,
    decisionDue,
    checkDone: false,
  };
}
