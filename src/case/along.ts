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
