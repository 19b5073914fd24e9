import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { EventOf } from '../history/events.ts';

export interface Question {
  number: number;
  askedBy: StaffId;
  askedAt: Instant;
  answered?: { at: Instant; known: boolean };
}

/** A report that the child went missing. */
export interface Missing {
  number: number;
  at: Instant;
  police: EventOf<'ChildMissing'>['police']; // whether the person who reported it says that the police know
  byMash?: true; // the MASH reported it, and not the referrer, who does not read the MASH's words
}

/** A telephone referral that the MASH wrote down. `writtenAt`: when somebody confirmed that it is in writing. */
export interface Phoned {
  loggedBy: StaffId;
  loggedAt: Instant;
  calledAt: Instant;
  writtenDue: Instant;
  writtenAt?: Instant;
  toldOverdue?: true; // the MASH was told that it is not in writing after 48 hours
}

/**
 * A case that the MASH must decide before the written referral is sent, because of a call or a missing child. Its author goes on writing
 * the draft. `deletedAt`: the author deleted the draft. `notRungAt`: the author says that they did not ring after all.
 */
export interface Unwritten {
  startedAt: Instant; // when the draft was started
  deletedAt?: Instant;
  notRungAt?: Instant;
  toldOverdue?: true; // the MASH was told that it is not in writing after 48 hours
}

/** What a case may hold both before and after it is sent. */
export interface Along {
  calledAt?: Instant;
  missing: Missing[];
  found?: { number: number; at: Instant }; // the child was found after the last report that they were missing
  links: CaseId[];
}

/** When the decision clock of a case starts, and when the decision is due. */
export interface DecisionWindow {
  clockStart: Instant; // when the referrer rang, if they rang before they sent it
  decisionDue: Instant;
}

/** A call that the MASH wrote down and then joined into this case, because both record the same call. */
export interface JoinedCall extends DecisionWindow {
  from: CaseId;
  by: StaffId;
  at: Instant;
  urgentSince?: Instant | undefined;
  acted?: true | undefined; // somebody at the MASH had acted on the call before it was joined
  alarms?: ('family' | 'visitor')[] | undefined; // what the call had recorded: somebody claims to be family, or a visitor was seen
}

export interface Begun extends Along {
  startedBy: StaffId;
  startedAt: Instant;
}

export interface Submitted extends Along, DecisionWindow {
  submittedBy: StaffId; // the referrer: who sent it, or who has since taken it over
  formerly?: StaffId[]; // earlier referrers, who handed it over
  submittedAt: Instant;
  calls?: JoinedCall[];
  ownDue?: DecisionWindow; // the window before any call was joined; only there if one was
  checkDone: boolean;
  checkAddedAt?: Instant;
  deliveredAt?: Instant;
  taken?: { by: StaffId; at: Instant; with?: CaseId } | undefined; // with: they have this case only because they had that joined call
  seen?: Instant; // when somebody marked it as seen or first had it; only there if `taken` does not show it
  phoned?: Phoned; // it came by telephone, and the MASH wrote it down
  unwritten?: Unwritten; // nothing is in writing yet, but it waits for a decision
  toldOverdue: boolean; // the referrer is told only once that the decision is overdue
  questions: Question[];
  information: { number: number; at: Instant }[];
  leavesSight?: Instant;
  /** It was decided and then opened again. `after`: the entry of the decision record that was valid at that time. */
  reopened?: { by: StaffId; at: Instant; after: number };
}

/** Whether the child is missing, according to the latest report. */
export const isGone = ({ missing, found }: Pick<Along, 'missing' | 'found'>): boolean => missing.length > 0 && !found;
