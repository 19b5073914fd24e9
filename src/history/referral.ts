import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { decisionEntry, YesNo } from './decision.ts';
import { LinkKind } from './desk.ts';
import {
  ClockName,
  decisionWindow,
  eventByItself,
  eventByPerson,
  flag,
  textName,
  withNumber,
  withSaid,
} from './entry.ts';

/** Whether the referrer wants to be rung, or a message only. */
export const RingWish = z.enum(['ring', 'message']);
export type RingWish = z.infer<typeof RingWish>;

/** The name under which the facts of the case store the text of a message. */
export const referrerMessageText = textName('tell');

/** The name under which the facts of the case store the phone number of the person who took it over. */
export const handOverPhone = (number: number): string => `hand-over-${number}-phone`;

/** The events of the referral, of messages to the referrer and of its hand-over to a colleague. */
export const referralEvents = [
  /** The referral itself, from the draft to the decision, and the events of its clocks. */
  eventByPerson('DraftStarted'),
  eventByPerson('PhoneCallRecorded', { calledAt: Instant }),
  eventByPerson('PhoneCallTakenBack'),
  /**
   * Nothing is in writing yet, but the MASH must decide in time, because somebody rang or a child is missing. If the
   * event comes again, the clock starts at another time.
   */
  eventByPerson('WaitsUnwritten', decisionWindow),
  /**
   * The author said more about who refers, while the MASH waits for the written part. `changes`: what they had said
   * otherwise before.
   */
  eventByPerson('WhoRefersSaid', { changes: z.array(z.enum(['danger', 'phone', 'other'])).optional() }),
  /** The MASH knows of danger, and the author’s answers do not say it any more. It is a report: danger goes on. */
  eventByPerson('DangerTakenBack'),
  eventByPerson('NotRungYet'), // the bot asked the author whether they rang, and they said no
  /**
   * Each of two linked cases shows the other. Without `by`, the referrer made the link. `mirrored`: the link was made
   * on the other case.
   */
  eventByItself('CaseLinked', {
    to: CaseId,
    by: StaffId.optional(),
    mirrored: flag,
    kind: LinkKind,
  }),
  /**
   * `police`: whether the police were told, according to the person who reports it. `typedAt`: when the author typed it, if
   * somebody had to say the child.
   */
  eventByPerson('ChildMissing', { ...withNumber, police: YesNo, typedAt: Instant.optional() }),
  eventByPerson('ChildFound', withNumber),
  eventByPerson('DraftWithdrawn'),
  eventByPerson('ReferralSubmitted', {
    ...decisionWindow,
    checkDone: z.boolean(),
    leavesSight: Instant.optional(), // when the child next leaves the referrer's sight
    leaves: z.enum(['now', 'within-hour']).optional(), // so they said it, in place of a time
    offered: flag, // the bot read that time in other words, and nobody has confirmed it
  }),
  eventByItself('ReferralDelivered'),
  eventByPerson('ReferralTaken'),
  eventByPerson('QuestionAsked', { question: z.int() }),
  eventByPerson('QuestionAnswered', { question: z.int(), known: z.boolean() }),
  /** The author says that what they wrote was no answer. The question waits anew, as number `again`. */
  eventByPerson('AnswerDenied', { question: z.int(), again: z.int() }),
  eventByPerson('CheckAdded'),
  /**
   * `typedAt`: when the author typed it in their chat, without a form. `filedBy`: who said that it is about this case.
   * `read`: the MASH had read it before that.
   * `inWriting`: it is the written part of a call, which the bot had asked for.
   */
  eventByPerson('InformationAdded', {
    ...withNumber,
    typedAt: Instant.optional(),
    filedBy: StaffId.optional(),
    read: z.object({ by: StaffId, at: Instant }).optional(),
    inWriting: flag,
    perhapsPlaced: flag,
    rang: flag, // while nobody had said the child
  }),
  // the author says so of what they added or answered: it stays. `back`: it was no mistake after all
  eventByPerson('SentByMistake', { ...withSaid, back: flag }),
  // a member of the MASH says whether what these words may say of the child is so; `no`: none of it is
  eventByPerson('GuessAnswered', { ...withSaid, is: z.enum(['missing', 'danger', 'left', 'no']) }),
  // what the author added or answered here is about another child: it stays, and stands there, too. Without `to`, nobody has said of which
  eventByPerson('SaidOfAnother', { ...withSaid, to: CaseId.optional() }),
  // words of the author of which nobody had said the child, and which may be of this one. `onIt`: by who is on them
  eventByPerson('WordsRead', { onIt: flag, over: flag }), // `over`: none wait any more without a child
  /**
   * What the author added or answered says when the child leaves their sight. `soon`: they are about to leave, and no
   * time is known. Without `leavesSight`, it may say so, and no time could be read. `typedAt`: earlier, if somebody had to
   * say the child. `leads`: they say more plainly than earlier words that the child has left.
   */
  eventByPerson('LeavingTimeSaid', {
    ...withNumber,
    typedAt: Instant.optional(),
    leavesSight: Instant.optional(),
    soon: flag,
    leads: flag,
  }),
  eventByPerson('LeavingTimeChecked', { ...withNumber, right: z.enum(['yes', 'no']) }), // the author was asked
  /**
   * Addresses are held back until `by`, who wrote them, says of each whether the child is placed there. `earlier`: they
   * stood in words that came before.
   * @source Protocol 10.1
   */
  eventByPerson('AddressesHeld', {
    numbers: z.array(z.int()),
    earlier: flag,
    perhaps: flag, // it does not say that this child is placed: see `perhapsPlaced`
    inAnswer: flag, // one of them answers a question of the MASH
  }),
  eventByPerson('AddressShown', withNumber), // the child is not placed there
  eventByPerson('AddressRemoved', withNumber), // the child is placed there: the address is gone for good
  eventByPerson('LeavingTimeUsed', { ...withNumber, leavesSight: Instant }), // the MASH takes the author's time over
  /** The author says it, and may change it. `of`: they said it of that referral, at `saidAt`, before this one was sent. */
  eventByPerson('RingWishSaid', {
    wish: RingWish,
    number: z.int().optional(),
    of: CaseId.optional(),
    saidAt: Instant.optional(),
  }),
  /** `number`: its entry in the decision record; left out for the first. */
  eventByPerson('DecisionRecorded', { ...decisionEntry, late: z.boolean(), number: z.int().min(2).optional() }),
  eventByItself('ReferrerTold'),
  /** A clock reached one or more of its marks. `upTo`: the latest of them. `late`: it could not be told on time. */
  eventByItself('ClockReached', {
    clock: ClockName,
    upTo: Instant,
    remind: z.boolean(),
    escalate: z.boolean(),
    overdue: z.boolean(),
    late: z.boolean(),
    // the delivery clock fired early, because there is no MASH channel to post to
    noChannel: flag,
  }),
  eventByItself('NotReached', { who: z.enum(['referrer', 'manager', 'escalation', 'administrator']), staff: StaffId }),
  eventByItself('NobodyReached'), // nobody who should hear that the case waits could be reached
  eventByItself('SomebodyReached'), // one of them was reached after all

  /**
   * The MASH tells the referrer what to do now. It may do so at any time, and no clock stops.
   * @source Protocol 8.2 (advice to the referrer)
   */
  eventByPerson('ReferrerMessaged', withNumber),
  eventByItself('ReferrerMessageDelivered', withNumber), // Teams accepted it
  eventByPerson('ReferrerMessageRead', withNumber), // the referrer pressed that they have read it

  /**
   * A referrer whose shift ends hands their referral to a colleague of the same organisation. `number` counts the offers
   * of a case.
   */

  // the offer is open to whoever has the code; it names nobody
  eventByPerson('HandOverOffered', { ...withNumber, until: Instant }),
  eventByPerson('HandOverAccepted', { ...withNumber, from: StaffId }), // `by` is the colleague, whose referral it is from now on
] as const;
