import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { decisionEntry } from './decision.ts';
import { ClockName, done, happened } from './entry.ts';
import { LinkKind } from './linking.ts';

/** The referral itself, from the draft to the decision, and what its clocks say. */
export const referralEvents = [
  done('DraftStarted'),
  done('PhoneCallRecorded', { calledAt: Instant }),
  done('PhoneCallTakenBack'),
  /** Nothing is in writing yet, and the MASH waits for it all the same: for a call, or because a child is missing. Said again, the clock runs from another time. */
  done('WaitsUnwritten', { clockStart: Instant, decisionDue: Instant }),
  done('WaitsNoLonger'), // they did not ring after all, and nobody of the MASH had acted: it is a draft like any other
  done('WhoRefersSaid'), // the MASH, which waits for it, can be told more of whom to ring
  done('NotRungYet'), // asked whether they rang, they said no
  /**
   * Both cases show the other. Without `by` the referrer said so; `mirrored`: it was done on the other case. Before there was a `kind`, a
   * referrer said it of a brother or sister only, and the MASH did not say.
   */
  happened('CaseLinked', {
    to: CaseId,
    by: StaffId.optional(),
    mirrored: z.literal(true).optional(),
    kind: LinkKind.optional(),
  }),
  /** `police`: whether they were told, as the author says it. */
  done('ChildMissing', { number: z.int(), police: z.enum(['yes', 'no', 'not-said']) }),
  done('ChildFound', { number: z.int() }),
  done('DraftWithdrawn'),
  done('ReferralSubmitted', {
    clockStart: Instant,
    decisionDue: Instant,
    checkDone: z.boolean(),
    leavesSight: Instant.optional(), // when the child next leaves the referrer's sight
  }),
  happened('ReferralDelivered'),
  done('ReferralTaken'),
  done('QuestionAsked', { question: z.int() }),
  done('QuestionAnswered', { question: z.int(), known: z.boolean() }),
  done('CheckAdded'),
  done('InformationAdded', { number: z.int() }),
  /** `number`: its entry of the decision record; not there for the first. */
  done('DecisionRecorded', { ...decisionEntry, late: z.boolean(), number: z.int().min(2).optional() }),
  happened('ReferrerTold'),
  /** A clock reached one or more of its marks. `upTo` is the latest of them; `late` when it could not be told at its time. */
  happened('ClockReached', {
    clock: ClockName,
    upTo: Instant,
    remind: z.boolean(),
    escalate: z.boolean(),
    overdue: z.boolean(),
    late: z.boolean(),
    noChannel: z.literal(true).optional(), // of the clock of delivery: before its time, because there is no MASH channel to post to
  }),
  happened('NotReached', { who: z.enum(['referrer', 'manager', 'escalation', 'administrator']), staff: StaffId }),
  happened('NobodyReached'), // of all who are to hear that the case waits
  happened('SomebodyReached'), // after that
] as const;
