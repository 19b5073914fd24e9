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

/** That the child went missing, as it was said. */
export interface Missing {
  number: number;
  at: Instant;
  police: EventOf<'ChildMissing'>['police']; // whether they were told, say those who said it
  byMash?: true; // said by the MASH and not by the referrer, who does not read their words
}

/** A referral by telephone that the MASH wrote down. `writtenAt`: when somebody said that it is in writing. */
export interface Phoned {
  loggedBy: StaffId;
  loggedAt: Instant;
  calledAt: Instant;
  writtenDue: Instant;
  writtenAt?: Instant;
  toldOverdue?: true; // that it is not in writing after 48 hours
}

/**
 * A call, or a child who is missing, that the MASH waits with although the written referral is not sent: the draft goes on beside it.
 * `deletedAt`: its author deleted the draft; `notRungAt`: they say that they did not ring after all.
 */
export interface Unwritten {
  startedAt: Instant; // of the draft
  deletedAt?: Instant;
  notRungAt?: Instant;
  toldOverdue?: true; // that it is not in writing after 48 hours
}

/** What can be known of a case before and after it is sent. */
export interface Along {
  calledAt?: Instant;
  missing: Missing[];
  found?: { number: number; at: Instant }; // since the last time that they were said to be missing
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
  formerly?: StaffId[]; // whose it was before
  submittedAt: Instant;
  calls?: JoinedCall[]; // that the MASH wrote down, and that are this case now
  ownDue?: DecisionWindow; // without those calls, where there were some
  checkDone: boolean;
  checkAddedAt?: Instant;
  deliveredAt?: Instant;
  taken?: { by: StaffId; at: Instant; with?: CaseId } | undefined; // with: whoever had the call that was joined has this, too
  seen?: Instant; // when it was said to be seen, or first in somebody's hands, where that is not told by the rest
  phoned?: Phoned; // it came by telephone, and the MASH wrote it down
  unwritten?: Unwritten; // nothing is in writing yet, and it waits all the same
  toldOverdue: boolean; // the referrer hears once that the decision is overdue
  questions: Question[];
  information: { number: number; at: Instant }[];
  leavesSight?: Instant;
  /** It was decided before, and was opened again. `after`: the entry of the decision record that stood then. */
  reopened?: { by: StaffId; at: Instant; after: number };
}

/** Whether the child is missing, as far as anybody has said. */
export const isGone = ({ missing, found }: Pick<Along, 'missing' | 'found'>): boolean => missing.length > 0 && !found;
