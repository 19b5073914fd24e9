import { phoneCaller } from '../base/people.ts';
import type { EventOf } from '../history/events.ts';
import type { Decided, Submitted } from './referral.ts';
import { isSightAnswered } from './sight.ts';

/** The fields of a case that has just come to the MASH. */
export const justSent = {
  status: 'awaiting-decision',
  formerly: [],
  calls: [],
  allocation: { kind: 'nobody' },
  toldOverdue: false,
  questions: [],
  information: [],
  mistakes: {},
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
    route: { kind: 'phoned', loggedBy: by, calledAt, writtenDue, toldOverdue: false },
    call: { kind: 'made', at: calledAt },
    missing: [],
    links: [],
    submittedBy: caller ?? phoneCaller,
    submittedAt: at,
    clockStart: calledAt,
    decisionDue,
    checkDone: false,
  };
}

/**
 * Opens a decided case again, to wait for a new decision. The history keeps the old decision, and the new decision gets
 * a new clock. The time at which the child leaves the referrer's sight is dropped if the MASH has answered it.
 */
export function openedAgain(
  whole: Submitted & Decided,
  { by, at, after, clockStart, decisionDue }: EventOf<'DecisionReopened'>,
): Submitted {
  const { decision: _, decidedBy: _by, decidedAt: _at, late: _late, toldAt: _toldAt, ...before } = whole;
  const {
    protection: _protection,
    police: _police,
    trafficking: _concern,
    correction: _correction,
    leavesSight,
    ...sent
  } = before;
  const sight = leavesSight && !isSightAnswered(whole) ? { leavesSight } : {};
  const reopening = { by, at, after }; // after: the entry that stands until the new decision
  return { ...sent, ...sight, clockStart, decisionDue, toldOverdue: false, reopening };
}
