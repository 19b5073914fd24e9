import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { DecisionKind } from '../history/decision.ts';
import type { EventOf } from '../history/events.ts';

export interface Question {
  number: number;
  askedBy: StaffId;
  askedAt: Instant;
  answer: { kind: 'awaited' } | { kind: 'given' | 'not-known'; at: Instant };
}

/** That the child went missing, as it was said. */
export interface Missing {
  number: number;
  at: Instant;
  police: EventOf<'ChildMissing'>['police']; // whether they were told, say those who said it
  byMash: boolean; // said by the MASH and not by the referrer, who does not read their words
}

/** The referrer's telephone call to the MASH. `taken-back`: the referrer says that they did not ring after all. */
export type Call = { kind: 'none' } | { kind: 'made' | 'taken-back'; at: Instant };

/** A referral by telephone that the MASH wrote down. `writtenAt`: when somebody said that it is in writing. */
export type Phoned = {
  loggedBy: StaffId;
  loggedAt: Instant;
  calledAt: Instant;
  writtenDue: Instant;
  toldOverdue: boolean; // the caller was reminded after 48 hours without a written referral
} & ({ kind: 'phoned' } | { kind: 'phoned-and-in-writing'; writtenAt: Instant });

/** A call, or a missing child, on which the MASH acts before the written referral is sent. */
export interface Unwritten {
  kind: 'unwritten';
  startedAt: Instant; // of the draft
  draft: { kind: 'goes-on' } | { kind: 'deleted'; at: Instant };
  toldOverdue: boolean; // the author was reminded after 48 hours without a written referral
}

/** How a referral came to the MASH. */
export type Route = { kind: 'written' } | Unwritten | Phoned;

/** Who in the MASH has the case. `with-call`: they had the call that was joined into it, so they have the case too. */
export type Allocation =
  | { kind: 'nobody' }
  | { kind: 'taken'; by: StaffId; at: Instant }
  | { kind: 'with-call'; by: StaffId; at: Instant; call: CaseId };

/** What is known of a case before and after it is sent. */
export interface Along {
  call: Call;
  missing: Missing[];
  finding: { kind: 'not-found' } | { kind: 'found'; number: number; at: Instant }; // since the child was last said to be missing
  links: CaseId[];
}

/** From when a case counts, and by when it must be decided. */
export interface DecisionWindow {
  clockStart: Instant; // the telephone call, when that came first
  decisionDue: Instant;
}

/** A call that the MASH wrote down and joined into this case: it is the same call. */
export interface JoinedCall extends DecisionWindow {
  from: CaseId;
  by: StaffId;
  at: Instant;
  urgentSince?: Instant | undefined;
  acted?: true | undefined; // somebody of the MASH had acted on it before
  alarms?: ('family' | 'visitor')[] | undefined; // who claims to be family, or was seen, as it was recorded on the call
}

export interface Begun extends Along {
  startedBy: StaffId;
  startedAt: Instant;
}

export interface Submitted extends Along, DecisionWindow {
  submittedBy: StaffId; // whose it is: who sent it, or who took it over since
  formerly: StaffId[]; // whose it was before
  submittedAt: Instant;
  calls: JoinedCall[]; // that the MASH wrote down, and that are this case now
  ownDue?: DecisionWindow; // without those calls, where there were some
  route: Route;
  delivery: { kind: 'sending' } | { kind: 'delivered'; at: Instant };
  checkDone: boolean; // when it was sent
  checkAddition: { kind: 'none' } | { kind: 'added'; at: Instant };
  allocation: Allocation;
  seen: { kind: 'not-noted' } | { kind: 'noted'; at: Instant }; // only what allocation, questions and decisions do not show: see seenAt
  toldOverdue: boolean; // the referrer hears once that the decision is overdue
  questions: Question[];
  information: { number: number; at: Instant }[];
  leavesSight?: Instant; // where the referrer gave a time
  /** Whether a decided case was opened again. `after`: the entry of the decision record that stood then. */
  reopening: { kind: 'none' } | { kind: 'reopened'; by: StaffId; at: Instant; after: number };
}

export interface Decided {
  decision: DecisionKind;
  decidedBy: StaffId;
  decidedAt: Instant;
  late: boolean;
  notice: { kind: 'not-told' } | { kind: 'told'; at: Instant }; // whether Teams took the referrer's notice of the decision as it stands
  protection: EventOf<'DecisionRecorded'>['protection'];
  police: EventOf<'DecisionRecorded'>['police'];
  trafficking?: EventOf<'DecisionRecorded'>['trafficking'];
  /** The latest correction, whose decision stands now; who decided first, when and whether late stays above. */
  correction: { kind: 'none' } | { kind: 'corrected'; number: number; corrects: number; by: StaffId; at: Instant };
}

/** Whether the child is missing, as far as anybody has said. */
export const isGone = ({ missing, finding }: Pick<Along, 'missing' | 'finding'>): boolean =>
  missing.length > 0 && finding.kind === 'not-found';

/** The call that the MASH wrote down, where the referral came by telephone. */
export const phonedIn = ({ route }: Pick<Submitted, 'route'>): Phoned | undefined =>
  route.kind === 'phoned' || route.kind === 'phoned-and-in-writing' ? route : undefined;

/** When the referrer rang the MASH, as they say. */
export const calledAt = ({ call }: Pick<Along, 'call'>): Instant | undefined =>
  call.kind === 'made' ? call.at : undefined;

/** Whoever in the MASH has the case. */
export const allocatedTo = ({ allocation }: Pick<Submitted, 'allocation'>): StaffId | undefined =>
  allocation.kind === 'nobody' ? undefined : allocation.by;
