import type { CaseId } from '../reference.ts';
import type { Instant } from '../time.ts';
import type { CaseEvent, DecisionKind, EventOf, StaffId } from './events.ts';

export interface Question {
  number: number;
  askedBy: StaffId;
  askedAt: Instant;
  answered?: { at: Instant; known: boolean };
}

/** That the child went missing, as the referrer said it. */
export interface Missing {
  number: number;
  at: Instant;
  reported: boolean; // to the police, says the referrer
}

/** What can be known of a case before and after it is sent. */
export interface Along {
  calledAt?: Instant;
  missing: Missing[];
  links: CaseId[];
}

interface Begun extends Along {
  startedBy: StaffId;
  startedAt: Instant;
}

interface Submitted extends Along {
  submittedBy: StaffId;
  submittedAt: Instant;
  clockStart: Instant; // the telephone call, when that came first
  decisionDue: Instant;
  checkDone: boolean;
  checkAddedAt?: Instant;
  deliveredAt?: Instant;
  taken?: { by: StaffId; at: Instant };
  toldOverdue: boolean; // the referrer hears once that the decision is overdue
  questions: Question[];
  information: { number: number; at: Instant }[];
  leavesSight?: Instant;
}

/** What has become of a case: each state carries exactly what that state has. */
export type Referral =
  | { status: 'not-started' }
  | ({ status: 'draft' } & Begun)
  | ({ status: 'withdrawn' } & Begun)
  | ({ status: 'awaiting-decision' } & Submitted)
  | ({
      status: 'decided';
      decision: DecisionKind;
      decidedBy: StaffId;
      decidedAt: Instant;
      late: boolean;
      referrerToldAt?: Instant; // the notice was taken by the platform
      protection: EventOf<'DecisionRecorded'>['protection'];
      police: EventOf<'DecisionRecorded'>['police'];
    } & Submitted);

export type SubmittedReferral = Extract<Referral, { submittedBy: StaffId }>;
export type UnsentReferral = Extract<Referral, { startedBy: StaffId }>;

/** Whether it was sent; undefined where it is still a draft, withdrawn or not begun. */
export function submittedIn(referral: Referral): SubmittedReferral | undefined {
  return 'submittedBy' in referral ? referral : undefined;
}

export function referralOf(events: CaseEvent[]): Referral {
  return events.reduce(evolve, { status: 'not-started' } as Referral);
}

/** The state after one more event. An event that makes no sense in a state changes nothing: history is read, not judged. */
export function evolve(referral: Referral, event: CaseEvent): Referral {
  switch (event.type) {
    case 'DraftStarted':
      if (referral.status !== 'not-started') return referral;
      return { status: 'draft', startedBy: event.by, startedAt: event.at, missing: [], links: [] };
    case 'NotReached':
      return referral;
  }
  if (referral.status === 'not-started') return referral;
  switch (event.type) {
    case 'PhoneCallRecorded':
      return { ...referral, calledAt: event.calledAt };
    case 'PhoneCallTakenBack': {
      const { calledAt: _, ...rest } = referral;
      return rest;
    }
    case 'CaseLinked':
      return { ...referral, links: [...new Set([...referral.links, event.to])] };
    case 'ChildMissing': {
      const { number, at, reported } = event;
      return { ...referral, missing: [...referral.missing, { number, at, reported }] };
    }
    case 'DraftWithdrawn':
      return referral.status === 'draft' ? { ...referral, status: 'withdrawn' } : referral;
    case 'ReferralSubmitted':
      if (referral.status !== 'draft') return referral;
      return {
        status: 'awaiting-decision',
        ...(referral.calledAt ? { calledAt: referral.calledAt } : {}),
        ...(event.leavesSight ? { leavesSight: event.leavesSight } : {}),
        missing: referral.missing,
        links: referral.links,
        submittedBy: event.by,
        submittedAt: event.at,
        clockStart: event.clockStart,
        decisionDue: event.decisionDue,
        checkDone: event.checkDone,
        toldOverdue: false,
        questions: [],
        information: [],
      };
  }
  if (referral.status === 'draft' || referral.status === 'withdrawn') return referral;
  switch (event.type) {
    case 'ClockReached':
      return { ...referral, toldOverdue: referral.toldOverdue || (event.clock === 'decision' && event.overdue) };
    case 'ReferralDelivered':
      return { ...referral, deliveredAt: event.at };
    case 'ReferralTaken':
      return { ...referral, taken: { by: event.by, at: event.at } };
    case 'QuestionAsked': {
      const question = { number: event.question, askedBy: event.by, askedAt: event.at };
      return { ...referral, questions: [...referral.questions, question] };
    }
    case 'QuestionAnswered': {
      const answered = { at: event.at, known: event.known };
      const questions = referral.questions.map((each) =>
        each.number === event.question ? { ...each, answered } : each,
      );
      return { ...referral, questions };
    }
    case 'InformationAdded':
      return { ...referral, information: [...referral.information, { number: event.number, at: event.at }] };
    case 'CheckAdded':
      return { ...referral, checkAddedAt: event.at };
    case 'ReferrerTold':
      return referral.status === 'decided' ? { ...referral, referrerToldAt: event.at } : referral;
    case 'DecisionRecorded': {
      if (referral.status === 'decided') return referral; // the first one stands
      const { decision, by, at, late, protection, police } = event;
      return { ...referral, status: 'decided', decision, decidedBy: by, decidedAt: at, late, protection, police };
    }
    default:
      return referral; // an event of a stage, which reads the history itself
  }
}

/** When the MASH first acted on the referral, which shows that somebody has seen it. */
export function seenAt(referral: SubmittedReferral): Instant | undefined {
  const times = [referral.taken?.at, referral.questions[0]?.askedAt];
  if (referral.status === 'decided') times.push(referral.decidedAt);
  return times.filter((at) => at !== undefined).sort()[0];
}
