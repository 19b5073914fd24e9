import { grownFold } from '../base/once-per.ts';
import { phoneCaller, type StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import { earliestDue, withCall, withoutCall } from './joined.ts';
import {
  type Begun,
  type Decided,
  handedTo,
  isChildMissing,
  type Question,
  type Submitted,
  type Unwritten,
} from './referral.ts';
import { withoutMoved } from './said.ts';
import { sightAnswered, sightIn, sightOver, withSight } from './sight.ts';
import { justSent, loggedCall, openedAgain } from './starts-again.ts';

/** The state of a case. Each state has exactly the fields that belong to it. */
export type Referral =
  | { status: 'not-started' }
  | ({ status: 'draft' } & Begun)
  | ({ status: 'withdrawn' } & Begun)
  | ({ status: 'awaiting-decision' } & Submitted)
  /** A call that the MASH wrote down and joined into another case. */
  | ({ status: 'joined'; joined: { into: CaseId; by: StaffId; at: Instant } } & Submitted)
  | ({ status: 'decided' } & Decided & Submitted);

type Started = Exclude<Referral, { status: 'not-started' }>;
export type SubmittedReferral = Extract<Referral, Submitted>;
export type UnwrittenReferral = SubmittedReferral & { route: Unwritten };

/** Whether the MASH has the case, in writing or not: it is not a draft, not withdrawn and not still to start. */
export const isSubmitted = (referral: Referral): referral is SubmittedReferral => 'submittedBy' in referral;

/** The referral if the MASH has it; undefined if it is a draft, withdrawn or not started. */
export const submittedIn = (referral: Referral) => (isSubmitted(referral) ? referral : undefined);

/** Whether the MASH acts on the case, or has decided it, before its author has sent the written referral. */
export const isUnwritten = (referral: Referral): referral is UnwrittenReferral =>
  isSubmitted(referral) && referral.route.kind === 'unwritten';

/** Whether the author is still writing the referral. The MASH may already be waiting for it. */
export const isBeingWritten = (referral: Referral) =>
  referral.status === 'draft' || (isUnwritten(referral) && referral.route.draft.kind === 'goes-on');

/** Whose the case is: who started it, sent it, or has since taken it over. */
export const authorOf = (referral: Started) => (isSubmitted(referral) ? referral.submittedBy : referral.startedBy);

/** What a stored case calls its state: one that has not started is a draft. */
export const statusOf = ({ status }: Referral) => (status === 'not-started' ? 'draft' : status);

const folded = grownFold<CaseEvent, Referral>({ status: 'not-started' }, evolve);
/** The state of a case after these events. */
export const referralOf = (events: CaseEvent[]): Referral => folded(withoutMoved(events));

/** The state after one more event. An event that makes no sense is ignored: refusing is the task of the rules. */
export function evolve(referral: Referral, event: CaseEvent): Referral {
  if (referral.status === 'not-started') return begun(referral, event);
  switch (event.type) {
    case 'PhoneCallRecorded':
      return { ...withReminderForgotten(referral), call: { kind: 'made', at: event.calledAt } };
    case 'PhoneCallTakenBack':
      return {
        ...withReminderForgotten(referral),
        call: isUnwritten(referral) ? { kind: 'taken-back', at: event.at } : { kind: 'none' },
      };
    case 'WaitsUnwritten':
      return waiting(referral, event);
    case 'CaseLinked':
      // the MASH made this link, and the referrer is not told: features/linking/state.ts reads it
      if (event.by) return referral;
      return { ...referral, links: [...new Set([...referral.links, event.to])] };
    case 'ChildMissing': {
      const { number, typedAt: at = event.at, police } = event;
      const byMash = isSubmitted(referral) && event.by !== referral.submittedBy;
      const isAnswer = police !== 'not-said' && isChildMissing(referral) && !referral.found;
      return {
        ...referral,
        missing: [...referral.missing, { number, at, police, byMash, ...(isAnswer && { isAnswer }) }],
        found: undefined,
        safe: undefined,
      };
    }
    case 'ChildFound':
      return { ...referral, found: { number: event.number, at: event.at } };
    case 'ChildSafe':
      return { ...referral, safe: event, ...sightOver(submittedIn(referral), event.at) };
    case 'FactsErased':
      return referral.status === 'draft' ? { ...referral, status: 'withdrawn' } : referral;
    case 'DraftWithdrawn':
      if (referral.status === 'draft') return { ...referral, status: 'withdrawn' };
      return isUnwritten(referral)
        ? { ...referral, route: { ...referral.route, draft: { kind: 'deleted', at: event.at } } }
        : referral;
    case 'ReferralSubmitted':
      if (referral.status === 'draft') return sent(referral, event);
      return isUnwritten(referral) ? inWriting(referral, event) : referral;
    default:
      return isSubmitted(referral) ? withTheMash(referral, event) : referral;
  }
}

function begun(referral: Extract<Referral, { status: 'not-started' }>, event: CaseEvent): Referral {
  if (event.type === 'PhoneReferralLogged') return loggedCall(event);
  if (event.type !== 'DraftStarted') return referral;
  return { status: 'draft', startedBy: event.by, call: { kind: 'none' }, missing: [], links: [] };
}

/** The state of a referral that the MASH has, after one more event. */
function withTheMash(referral: SubmittedReferral, event: CaseEvent): SubmittedReferral {
  switch (event.type) {
    case 'ClockReached':
      return reached(referral, event);
    case 'ReferralDelivered':
      return { ...referral, deliveredAt: event.at };
    case 'ReferralTaken':
      return { ...referral, allocation: { kind: 'taken', by: event.by, at: event.at }, seen: seenAt(referral) };
    case 'CaseHanded':
      return { ...referral, allocation: handedTo(referral, event), seen: seenAt(referral) ?? event.at };
    case 'HolderGone':
      return { ...referral, allocation: { kind: 'nobody' }, seen: seenAt(referral) };
    case 'ReferralSeen':
    case 'NewsRead':
    case 'ReferrerMessaged':
      return isOwnReferral(referral, event.by) ? referral : { ...referral, seen: referral.seen ?? event.at };
    case 'PhoneReferralConfirmed':
    case 'WritingTakenBack':
      return { ...referral, route: written(referral.route, event.type === 'WritingTakenBack' ? undefined : event.at) };
    case 'CallerTakenBack':
      return { ...referral, submittedBy: phoneCaller, formerly: [...referral.formerly, referral.submittedBy] };
    case 'HandOverAccepted':
      return { ...referral, submittedBy: event.by, formerly: [...referral.formerly, referral.submittedBy] };
    case 'QuestionAsked': {
      const asked = { number: event.question, askedBy: event.by, askedAt: event.at };
      return { ...referral, questions: [...referral.questions, { ...asked, answer: { kind: 'awaited' } }] };
    }
    case 'QuestionAnswered': {
      const answer = { kind: event.known ? 'given' : 'not-known', at: event.at } as const;
      const withIt = (each: Question) => (each.number === event.question ? { ...each, answer } : each);
      return { ...referral, questions: referral.questions.map(withIt) };
    }
    case 'AnswerDenied': {
      const first = referral.questions.find(({ number }) => number === event.question);
      const again = first && { ...first, number: event.again, askedAt: event.at, answer: { kind: 'awaited' } as const };
      return again ? { ...referral, questions: [...referral.questions, again] } : referral;
    }
    case 'InformationAdded': {
      const { number, at, typedAt } = event;
      return { ...referral, information: [...referral.information, { number, at, ...(typedAt && { typedAt }) }] };
    }
    case 'SentByMistake': {
      const { [event.said]: _, ...others } = referral.mistakes;
      return { ...referral, mistakes: event.back ? others : { ...others, [event.said]: event.at } };
    }
    case 'LeavingTimeSaid':
    case 'LeavingTimeChecked':
    case 'LeavingTimeUsed':
      return withSight(referral, event);
    case 'StillOnIt':
      return { ...referral, ...sightAnswered(referral, event) };
    case 'CheckAdded':
      return { ...referral, checkAddedAt: event.at };
    case 'CallJoined':
      return referral.status === 'awaiting-decision' ? withCall(referral, event) : referral;
    case 'JoinedInto': {
      const { into, by, at } = event;
      return referral.status === 'awaiting-decision'
        ? { ...referral, status: 'joined', joined: { into, by, at } }
        : referral;
    }
    case 'JoinUndone': {
      if (referral.status !== 'joined') return withoutCall(referral, event);
      const { joined: _, ...rest } = referral;
      return { ...rest, status: 'awaiting-decision' };
    }
    default:
      return deciding(referral, event);
  }
}

/** @param writtenAt since when a call is in writing; undefined where it is not */
function written(route: SubmittedReferral['route'], writtenAt: Instant | undefined): SubmittedReferral['route'] {
  if (writtenAt && route.kind === 'phoned') return { ...route, kind: 'phoned-and-in-writing', writtenAt };
  if (writtenAt || route.kind !== 'phoned-and-in-writing') return route;
  const { writtenAt: _, ...call } = route;
  return { ...call, kind: 'phoned' };
}

/** The state after a decision, or after an event that follows one. */
function deciding(referral: SubmittedReferral, event: CaseEvent): SubmittedReferral {
  if (event.type === 'DecisionRecorded') {
    if (referral.status !== 'awaiting-decision') return referral; // the first decision stands
    const { type: _, by, at, number: __, ...decided } = event;
    return { ...referral, ...decided, status: 'decided', decidedBy: by, decidedAt: at };
  }
  if (referral.status !== 'decided') return referral;
  switch (event.type) {
    case 'ReferrerTold':
      return { ...referral, toldAt: event.at };
    case 'DecisionReopened':
      return { ...openedAgain(referral, event), status: 'awaiting-decision' };
    case 'DecisionCorrected': {
      const { decision, protection, police, trafficking, number, corrects, by, at } = event;
      const correction = { number, corrects, by, at };
      // until the referrer is told of the correction, too
      return { ...referral, decision, protection, police, trafficking, correction, toldAt: undefined };
    }
    default:
      return referral; // an event of a feature, which reads the history itself
  }
}

function reached(referral: SubmittedReferral, { clock, overdue }: EventOf<'ClockReached'>): SubmittedReferral {
  const { route } = referral;
  if (!overdue) return referral;
  if (clock === 'decision') return { ...referral, toldOverdue: true };
  return clock === 'writtenConfirmation' && route.kind !== 'written'
    ? { ...referral, route: { ...route, toldOverdue: true } }
    : referral;
}

function sent(
  { startedBy: _, ...along }: Extract<Referral, { status: 'draft' }>,
  event: EventOf<'ReferralSubmitted'>,
): Referral {
  const { type: ___, by, at, leaves: ____, ...due } = event;
  return {
    ...along,
    ...due,
    ...sightIn(event),
    submittedBy: by,
    submittedAt: at,
    ...justSent,
    route: { kind: 'written' },
  };
}

/** The MASH starts to act on the case before it is in writing, or its clock now starts at another time. */
function waiting(referral: Started, event: EventOf<'WaitsUnwritten'>): Referral {
  const { at, clockStart, decisionDue } = event;
  if (referral.status === 'draft') {
    const { startedBy, ...along } = referral;
    const route: Unwritten = { kind: 'unwritten', draft: { kind: 'goes-on' }, toldOverdue: false };
    const due = { clockStart, decisionDue, checkDone: false };
    return { ...along, ...due, submittedBy: startedBy, submittedAt: at, ...justSent, route };
  }
  if (!isUnwritten(referral) || referral.status !== 'awaiting-decision') return referral;
  return { ...referral, ...earliestDue({ clockStart, decisionDue }, referral.calls), toldOverdue: false };
}

/** Adds the written referral to a case on which the MASH already acts. Holder, questions and decision stay. */
function inWriting(
  { leavesSight: said, sightSaid, deliveredAt: _, ...waited }: SubmittedReferral,
  event: EventOf<'ReferralSubmitted'>,
): SubmittedReferral {
  const { at, clockStart, decisionDue, checkDone, leavesSight } = event;
  const isSaidEarlier = said && sightSaid && !(leavesSight && leavesSight < said);
  const sight = isSaidEarlier ? { leavesSight: said, sightSaid } : sightIn(event);
  const written = {
    ...waited,
    route: { kind: 'written' as const },
    submittedAt: at,
    checkDone,
    ...sight,
  };
  return waited.status === 'decided' || waited.reopening
    ? written
    : { ...written, ...earliestDue({ clockStart, decisionDue }, waited.calls) };
}

/** Forgets that the author was reminded about the last call. The time for writing starts again with the next call. */
function withReminderForgotten<Case extends Started>(referral: Case): Case {
  return isUnwritten(referral) ? { ...referral, route: { ...referral.route, toldOverdue: false } } : referral;
}

/** Whether a person is or was the referrer of this case. If so, they may not work on it for the MASH. */
export const isOwnReferral = ({ submittedBy, formerly }: SubmittedReferral, id: StaffId) =>
  submittedBy === id || formerly.includes(id);

/**
 * When the MASH first acted on the referral, and so must have seen it. What its author did there does not count. Taking
 * the case replaces `allocation`, so `seen` keeps the time from before.
 */
export function seenAt(referral: SubmittedReferral) {
  const { allocation, questions, seen, reopening } = referral;
  const isTaken = allocation.kind !== 'nobody' && !isOwnReferral(referral, allocation.by);
  return [
    seen,
    isTaken ? allocation.at : undefined,
    questions.find(({ askedBy }) => !isOwnReferral(referral, askedBy))?.askedAt,
    reopening?.at,
    referral.status === 'decided' ? referral.decidedAt : undefined,
  ].sort()[0];
}
