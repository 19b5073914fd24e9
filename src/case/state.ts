import { byTelephone, type StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { DecisionKind } from '../history/decision.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { Begun, Question, Submitted, Unwritten } from './along.ts';
import { earliestDue, withCall, withoutCall } from './joined.ts';
import { justSent, loggedCall } from './logged-call.ts';
import { openedAgain } from './opened-again.ts';

/** The state of a case. Each state has exactly the fields that belong to it. */
export type Referral =
  | { status: 'not-started' }
  | ({ status: 'draft' } & Begun)
  | ({ status: 'withdrawn' } & Begun)
  | ({ status: 'awaiting-decision' } & Submitted)
  /** A call that the MASH wrote down and joined into another case. */
  | ({ status: 'joined'; joined: { into: CaseId; by: StaffId; at: Instant } } & Submitted)
  | ({
      status: 'decided';
      decision: DecisionKind;
      decidedBy: StaffId;
      decidedAt: Instant;
      late: boolean;
      referrerToldAt?: Instant; // when the platform accepted the notice
      protection: EventOf<'DecisionRecorded'>['protection'];
      police: EventOf<'DecisionRecorded'>['police'];
      trafficking?: EventOf<'DecisionRecorded'>['trafficking'];
      /** The latest correction, whose decision is valid now. The fields above still say who decided first, when, and whether late. */
      corrected?: { number: number; corrects: number; by: StaffId; at: Instant };
    } & Submitted);

export type SubmittedReferral = Extract<Referral, { submittedBy: StaffId }>;
export type UnwrittenReferral = SubmittedReferral & { unwritten: Unwritten };
export type UnsentReferral = Extract<Referral, { startedBy: StaffId }>;

/** The referral if the MASH has it; undefined if it is a draft, withdrawn or not started. */
export function submittedIn(referral: Referral): SubmittedReferral | undefined {
  return 'submittedBy' in referral ? referral : undefined;
}

/** Whether the MASH waits for the case, or has decided it, without the written referral. */
export const isUnwritten = (referral: Referral): referral is UnwrittenReferral =>
  'unwritten' in referral && referral.unwritten !== undefined;

/** Whether the author is still writing the referral. The MASH may already be waiting for it. */
export const isBeingWritten = (referral: Referral): boolean =>
  referral.status === 'draft' || (isUnwritten(referral) && referral.unwritten.deletedAt === undefined);

export function referralOf(events: CaseEvent[]): Referral {
  return events.reduce(evolve, { status: 'not-started' } as Referral);
}

/** The state after one more event. An event that makes no sense in a state is ignored: this reads the history and does not judge it. */
export function evolve(referral: Referral, event: CaseEvent): Referral {
  switch (event.type) {
    case 'DraftStarted':
      if (referral.status !== 'not-started') return referral;
      return { status: 'draft', startedBy: event.by, startedAt: event.at, missing: [], links: [] };
    case 'PhoneReferralLogged':
      return referral.status === 'not-started' ? loggedCall(event) : referral;
    case 'NotReached':
    case 'NobodyReached':
    case 'SomebodyReached':
      return referral;
  }
  if (referral.status === 'not-started') return referral;
  switch (event.type) {
    case 'PhoneCallRecorded':
      return { ...referral, calledAt: event.calledAt, ...sinceTheCall(referral, {}) };
    case 'PhoneCallTakenBack': {
      const { calledAt: _, ...rest } = referral;
      return { ...rest, ...sinceTheCall(rest, { notRungAt: event.at }) };
    }
    case 'WaitsUnwritten':
      return waiting(referral, event);
    case 'WaitsNoLonger':
      return isUnwritten(referral) && referral.status === 'awaiting-decision' ? draftAgain(referral) : referral;
    case 'CaseLinked':
      if (event.by) return referral; // the MASH made this link, and the referrer is not told: see linking/other-cases.ts
      return { ...referral, links: [...new Set([...referral.links, event.to])] };
    case 'ChildMissing': {
      const { number, at, police } = event;
      const { found: _, ...rest } = referral;
      const byMash = 'submittedBy' in referral && event.by !== referral.submittedBy;
      const said = { number, at, police, ...(byMash ? { byMash } : {}) };
      return { ...rest, missing: [...referral.missing, said] };
    }
    case 'ChildFound':
      return { ...referral, found: { number: event.number, at: event.at } };
    case 'FactsErased':
      return referral.status === 'draft' ? { ...referral, status: 'withdrawn' } : referral;
    case 'DraftWithdrawn':
      if (referral.status === 'draft') return { ...referral, status: 'withdrawn' };
      return isUnwritten(referral)
        ? { ...referral, unwritten: { ...referral.unwritten, deletedAt: event.at } }
        : referral;
    case 'ReferralSubmitted':
      if (referral.status === 'draft') return sent(referral, event);
      return isUnwritten(referral) ? inWriting(referral, event) : referral;
  }
  if (referral.status === 'draft' || referral.status === 'withdrawn') return referral;
  switch (event.type) {
    case 'ClockReached': {
      const { phoned, unwritten, toldOverdue } = referral;
      const calls = event.clock === 'writtenConfirmation' && event.overdue;
      return {
        ...referral,
        toldOverdue: toldOverdue || (event.clock === 'decision' && event.overdue),
        ...(calls && phoned ? { phoned: { ...phoned, toldOverdue: true } } : {}),
        ...(calls && unwritten ? { unwritten: { ...unwritten, toldOverdue: true } } : {}),
      };
    }
    case 'ReferralDelivered':
      return { ...referral, deliveredAt: event.at };
    case 'ReferralTaken':
      return { ...referral, taken: { by: event.by, at: event.at }, ...seenBefore(referral) };
    case 'CaseHanded':
      return { ...referral, taken: { by: event.to, at: event.at }, seen: seenAt(referral) ?? event.at };
    case 'ReferralSeen':
    case 'ReferrerInstructed':
      if (isOwnReferral(referral, event.by)) return referral;
      return { ...referral, seen: referral.seen ?? event.at };
    case 'PhoneReferralConfirmed': {
      const { phoned } = referral;
      return phoned ? { ...referral, phoned: { ...phoned, writtenAt: phoned.writtenAt ?? event.at } } : referral;
    }
    case 'CallerTakenBack':
      return { ...referral, submittedBy: byTelephone };
    case 'HandOverAccepted':
      return { ...referral, submittedBy: event.by, formerly: [...(referral.formerly ?? []), referral.submittedBy] };
    case 'QuestionAsked': {
      const question = { number: event.question, askedBy: event.by, askedAt: event.at };
      return { ...referral, questions: [...referral.questions, question] };
    }
    case 'QuestionAnswered': {
      const answered = { at: event.at, known: event.known };
      const withIt = (each: Question) => (each.number === event.question ? { ...each, answered } : each);
      return { ...referral, questions: referral.questions.map(withIt) };
    }
    case 'InformationAdded':
      return { ...referral, information: [...referral.information, { number: event.number, at: event.at }] };
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
    case 'CheckAdded':
      return { ...referral, checkAddedAt: event.at };
    case 'ReferrerTold':
      return referral.status === 'decided' ? { ...referral, referrerToldAt: event.at } : referral;
    case 'DecisionRecorded': {
      if (referral.status !== 'awaiting-decision') return referral; // the first decision is valid
      const { decision, by, at, late, protection, police, trafficking } = event;
      const said = { decision, protection, police, trafficking };
      return { ...referral, status: 'decided', decidedBy: by, decidedAt: at, late, ...said };
    }
    case 'DecisionReopened':
      if (referral.status !== 'decided') return referral;
      return { ...openedAgain(referral, event), status: 'awaiting-decision' };
    case 'DecisionCorrected': {
      if (referral.status !== 'decided') return referral;
      const { decision, protection, police, trafficking, number, corrects, by, at } = event;
      const { referrerToldAt: _, ...before } = referral; // the referrer has not been told about the correction yet
      return { ...before, decision, protection, police, trafficking, corrected: { number, corrects, by, at } };
    }
    default:
      return referral; // an event of a feature, which reads the history itself
  }
}

function sent(
  { startedBy: _, startedAt: __, ...along }: Extract<Referral, { status: 'draft' }>,
  { type: ___, by, at, ...due }: EventOf<'ReferralSubmitted'>,
): Referral {
  return { ...along, ...due, submittedBy: by, submittedAt: at, ...justSent };
}

/** The MASH starts to wait for the case, or its clock now starts at another time. */
function waiting(referral: Exclude<Referral, { status: 'not-started' }>, event: EventOf<'WaitsUnwritten'>): Referral {
  const { at, clockStart, decisionDue } = event;
  if (referral.status === 'draft') {
    const { startedBy, startedAt, ...along } = referral;
    const due = { clockStart, decisionDue, checkDone: false, unwritten: { startedAt } };
    return { ...along, ...due, submittedBy: startedBy, submittedAt: at, ...justSent };
  }
  if (!isUnwritten(referral) || referral.status !== 'awaiting-decision') return referral;
  return { ...referral, ...earliestDue({ clockStart, decisionDue }, referral.calls), toldOverdue: false };
}

/** Turns the case back into a draft, as if nobody had rung. */
function draftAgain({ submittedBy, missing, links, found, unwritten }: UnwrittenReferral): Referral {
  const { startedAt } = unwritten;
  return { status: 'draft', startedBy: submittedBy, startedAt, missing, links, ...(found ? { found } : {}) };
}

/** Adds the written referral to a case that the MASH was waiting for. Its holder, questions and decision stay as they are. */
function inWriting(
  { unwritten: _, deliveredAt: __, leavesSight: ___, ...waited }: SubmittedReferral,
  { at, clockStart, decisionDue, checkDone, leavesSight }: EventOf<'ReferralSubmitted'>,
): SubmittedReferral {
  const written = { ...waited, submittedAt: at, checkDone, ...(leavesSight ? { leavesSight } : {}) };
  return waited.status === 'decided' || waited.reopened
    ? written
    : { ...written, ...earliestDue({ clockStart, decisionDue }, waited.calls) };
}

/** Forgets what was recorded about the previous call. The time to put it in writing counts from the next call. */
function sinceTheCall(referral: Referral, { notRungAt }: Pick<Unwritten, 'notRungAt'>) {
  if (!isUnwritten(referral)) return {};
  const { startedAt, deletedAt } = referral.unwritten;
  return { unwritten: { startedAt, ...(deletedAt ? { deletedAt } : {}), ...(notRungAt ? { notRungAt } : {}) } };
}

/** Whether a person is or was the referrer of this case. If so, they may not work on it for the MASH. */
export const isOwnReferral = ({ submittedBy, formerly = [] }: SubmittedReferral, id: StaffId): boolean =>
  submittedBy === id || formerly.includes(id);

/** Keeps the time at which the case was seen when another person takes it, even if that person is its author. */
function seenBefore(referral: SubmittedReferral): { seen?: Instant } {
  const seen = referral.taken && seenAt(referral);
  return seen ? { seen } : {};
}

/** When the MASH first acted on the referral, and so must have seen it. What the author did at the MASH does not count. */
export function seenAt(referral: SubmittedReferral): Instant | undefined {
  const { taken, questions } = referral;
  const asked = questions.find(({ askedBy }) => !isOwnReferral(referral, askedBy));
  const took = taken && !isOwnReferral(referral, taken.by) ? taken.at : undefined;
  const times = [referral.seen, took, asked?.askedAt, referral.reopened?.at];
  if (referral.status === 'decided') times.push(referral.decidedAt);
  return times.filter((at) => at !== undefined).sort()[0];
}
