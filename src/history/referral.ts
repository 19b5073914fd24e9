import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { decisionEntry } from './decision.ts';
import { ClockName, done, happened } from './entry.ts';

/** The referral itself, from the draft to the decision, and what its clocks say. */
export const referralEvents = [
  z.object({ type: z.literal('DraftStarted'), ...done }),
  z.object({ type: z.literal('PhoneCallRecorded'), ...done, calledAt: Instant }),
  z.object({ type: z.literal('PhoneCallTakenBack'), ...done }),
  /** Both cases show the other. Without `by` the referrer said so, of a brother or sister; `mirrored`: it was done on the other case. */
  z.object({
    type: z.literal('CaseLinked'),
    ...happened,
    to: CaseId,
    by: StaffId.optional(),
    mirrored: z.literal(true).optional(),
  }),
  /** `police`: whether they were told, as the author says it. */
  z.object({ type: z.literal('ChildMissing'), ...done, number: z.int(), police: z.enum(['yes', 'no', 'not-said']) }),
  z.object({ type: z.literal('ChildFound'), ...done, number: z.int() }),
  z.object({ type: z.literal('DraftWithdrawn'), ...done }),
  z.object({
    type: z.literal('ReferralSubmitted'),
    ...done,
    clockStart: Instant,
    decisionDue: Instant,
    checkDone: z.boolean(),
    leavesSight: Instant.optional(), // when the child next leaves the referrer's sight
  }),
  z.object({ type: z.literal('ReferralDelivered'), ...happened }),
  z.object({ type: z.literal('ReferralTaken'), ...done }),
  z.object({ type: z.literal('QuestionAsked'), ...done, question: z.int() }),
  z.object({ type: z.literal('QuestionAnswered'), ...done, question: z.int(), known: z.boolean() }),
  z.object({ type: z.literal('CheckAdded'), ...done }),
  z.object({ type: z.literal('InformationAdded'), ...done, number: z.int() }),
  z.object({ type: z.literal('DecisionRecorded'), ...decisionEntry, late: z.boolean() }),
  z.object({ type: z.literal('ReferrerTold'), ...happened }),
  /** A clock reached one or more of its marks. `upTo` is the latest of them; `late` when it could not be told at its time. */
  z.object({
    type: z.literal('ClockReached'),
    ...happened,
    clock: ClockName,
    upTo: Instant,
    remind: z.boolean(),
    escalate: z.boolean(),
    overdue: z.boolean(),
    late: z.boolean(),
  }),
  z.object({
    type: z.literal('NotReached'),
    ...happened,
    who: z.enum(['referrer', 'manager', 'escalation']),
    staff: StaffId,
  }),
] as const;
