import { z } from 'zod';
import { StaffId } from '../people.ts';
import { CaseId } from '../reference.ts';
import { Instant } from '../time.ts';
import { assessmentEvents } from './assessment.ts';
import { centralEvents } from './central.ts';
import { decisionEvents } from './decision.ts';
import { decisionEntry } from './decision-kind.ts';
import { deskEvents } from './desk.ts';
import { disagreementEvents } from './disagreement.ts';
import { done, happened } from './entry.ts';
import { linkingEvents } from './linking.ts';
import { retentionEvents } from './retention.ts';
import { sideEvents } from './side-records.ts';

export const ClockName = z.enum([
  'decision',
  'writtenConfirmation',
  'idleDraft',
  'delivery',
  'leavesSight',
  'central',
  'reasonableGrounds',
  'disagreement',
]);
export type ClockName = z.infer<typeof ClockName>;

/**
 * What has happened to a case, in order, never changed afterwards. No personal fact of the child is in here: texts are in the
 * case's facts under the names given by `textOf`.
 */
export const CaseEvent = z.discriminatedUnion('type', [
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
  ...assessmentEvents,
  ...centralEvents,
  ...disagreementEvents,
  ...sideEvents,
  ...decisionEvents,
  ...deskEvents,
  ...linkingEvents,
  ...retentionEvents,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;

export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** Under which name a text that belongs to an event is kept among the facts of the case. */
export const textOf = {
  question: (number: number) => `question-${number}`,
  answer: (number: number) => `answer-${number}`,
  information: (number: number) => `information-${number}`,
  missing: (number: number) => `missing-${number}`,
  found: (number: number) => `found-${number}`,
  decisionAction: 'decision-action',
  decisionReasons: 'decision-reasons',
  decisionTell: 'decision-tell',
  decisionProtection: 'decision-protection',
} as const;
