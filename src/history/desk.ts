import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { SupportItem } from './assessment.ts';
import { decisionWindow, eventByItself, eventByPerson, flag, TextName, withNumber, withSaid } from './entry.ts';

/** Why two cases may belong together, the strongest reason first. It is a reason to look, never a finding. */
export const Likeness = z.enum(['birth-date', 'birth-year', 'phone', 'address', 'carer']);
export type Likeness = z.infer<typeof Likeness>;

/**
 * What two linked cases share: a family, a home or address, an adult, or something else. Linked children are not always
 * siblings.
 */
export const LinkKind = z.enum(['family', 'household', 'adult', 'other']);
export type LinkKind = z.infer<typeof LinkKind>;

/** Why words of the referrer are hidden. */
export const WhyHidden = z.enum(['another-child', 'gossip']);
export type WhyHidden = z.infer<typeof WhyHidden>;

/** The event was first recorded on the other case, which told this one. */
const mirrored = flag;

/** `strategy`: the strategy discussion. @source Protocol 8.4 */
export const TaskKind = z.enum(['task', 'strategy']);
export type TaskKind = z.infer<typeof TaskKind>;

/** How a call came in writing, where not through the bot. */
export const HowWritten = z.enum(['e-mail', 'letter', 'council', 'other']);

/** What happens to a case at the MASH, and alongside it. */
export const deskEvents = [
  /**
   * What happens to a case at the MASH besides taking it, asking the referrer and deciding.
   * @source Protocol 8.2 (telephone referrals)
   */
  // `shift`: it came with a whole shift, and waits until the colleague takes it. How many cases its notice speaks of; 0: that of another does
  eventByPerson('CaseHanded', { to: StaffId, shift: z.int().min(0).optional() }),
  // nobody has it any more: the duty of whoever had it has ended, or they have left the channel. `cases`: as `shift` of `CaseHanded`
  eventByItself('HolderGone', { of: StaffId, why: z.enum(['duty-ended', 'left']), cases: z.int().min(0) }),
  eventByPerson('ReferralSeen'), // seen, but not taken
  /**
   * Answers to “Is the child safe?”, which the bot asks whoever is on it. `seenAt`: when somebody saw the child, if the
   * typed words could be read as a time. `until`: when they want to be asked again. `ofOwn`: they refer the child themselves, so it is no answer.
   */
  // `wordsWait`: words of the author for which nobody had said the child waited then
  eventByPerson('ChildSafe', { ...withNumber, seenAt: Instant.optional(), wordsWait: flag }),
  eventByPerson('StillOnIt', { ...withNumber, until: Instant.optional() }),
  eventByPerson('OthersNeeded', { ...withNumber, ofOwn: flag }),
  /** Somebody rang the MASH, and the MASH wrote the referral down. Both clocks run from the call. */
  eventByPerson('PhoneReferralLogged', {
    calledAt: Instant,
    decisionDue: Instant,
    writtenDue: Instant,
    caller: StaffId.optional(), // the caller, if the MASH found them in Teams: the referral is theirs
  }),
  /**
   * Somebody says that the child is in police protection, or more of it. `since`, `until`: as far as the typed words could
   * be read as times. `information`, `answer`: its number, where that says it. `ProtectionOver`:
   * what followed, as the MASH records it.
   * @source Protocol 6.7
   */
  eventByPerson('ProtectionSaid', {
    ...withNumber,
    since: Instant.optional(),
    until: Instant.optional(),
    information: z.int().optional(),
    answer: z.int().optional(),
  }),
  eventByPerson('ProtectionOver', { ...withNumber, outcome: z.enum(['ended', 'order', 'other']) }),
  // somebody is to do something for the child until the day `on`, in London; `TaskDone`: the task of that number. `item`:
  // help that the Assessment team arranges; a later one of the same item replaces one that is not done
  eventByPerson('TaskSet', { ...withNumber, kind: TaskKind, on: z.iso.date(), item: SupportItem.optional() }),
  eventByPerson('TaskDone', withNumber),
  // the referral is in writing now. `how`: how it came, where the MASH says so; `WritingTakenBack`: it did not come
  eventByPerson('PhoneReferralConfirmed', { how: HowWritten.optional() }),
  eventByPerson('WritingTakenBack'),
  eventByPerson('CallerTakenBack'), // the person found in Teams was not the caller
  eventByItself('CardGone'), // Teams no longer has the case card, so a new one is posted

  /**
   * Things that may happen alongside the referral at any time, as somebody recorded them. `number` counts the events of
   * one kind and is part of the name of their text.
   * @source Protocol 3 (police), 10.1 (family, strangers), 11
   */

  /** `toldAt`: when the police were told, if the typed words could be read as a time. */
  eventByPerson('PoliceInformed', { ...withNumber, toldAt: Instant.optional() }),
  eventByPerson('FamilyClaimed', withNumber),
  eventByPerson('VisitorSeen', withNumber),
  eventByPerson('MashNewsRecorded', withNumber),

  /**
   * Somebody at the MASH must read news that comes in on a decided case. `upTo`: how many pieces of news the case had
   * when they read it. `from`: the first that they read, if the card showed not all.
   */
  eventByPerson('NewsRead', { upTo: z.int(), from: z.int().optional() }),

  /**
   * A manager asks to hide words of the referrer, and a second one does. They stay in the facts. `copies`: other texts that
   * hold the same words.
   */
  eventByPerson('HidingAsked', { ...withSaid, why: WhyHidden }),
  eventByPerson('WordsHidden', { ...withSaid, why: WhyHidden, askedBy: StaffId, copies: z.array(TextName) }),

  /**
   * A person joins a call that the MASH wrote down with the referrer's own record of the same call. `CallJoined` is an
   * event of the case that goes on. It holds what the case takes over from the call: its clock, who had it (`takenBy`),
   * since when it was urgent, whether somebody at the MASH had acted on it, when the child leaves sight, the times of its
   * police protection, whether somebody claimed to be family or a visitor or stranger was seen (`alarms`), and whether it
   * says that the child may be placed. `JoinedInto` is the event of the call. `PlacementKnown`, in either: it says so now, and
   * tells the other (`mirrored`: it was told), so that addresses wait in both. If the join is undone, both record
   * `JoinUndone`. It has no `by` if the bot undid the join, because the call was decided or joined elsewhere at the same
   * moment.
   */
  eventByPerson('CallJoined', {
    from: CaseId,
    ...decisionWindow,
    takenBy: StaffId.optional(),
    urgentSince: Instant.optional(),
    acted: flag,
    leavesSight: Instant.optional(),
    alarms: z.array(z.enum(['family', 'visitor'])).optional(),
    placed: flag,
    protection: z.object({ saidAt: Instant, since: Instant.optional(), until: Instant.optional() }).optional(),
  }),
  eventByPerson('JoinedInto', { into: CaseId }),
  eventByPerson('PlacementKnown', { other: CaseId, mirrored }),
  eventByItself('JoinUndone', { other: CaseId, by: StaffId.optional() }),

  /**
   * The links that the bot suggests, and those that a person at the MASH rules out.
   * @source R6.1.4, SR20: the bot suggests links and never links cases itself, and a person can undo any link
   */
  eventByItself('PossibleLinksFound', { found: z.array(z.object({ to: CaseId, why: z.array(Likeness) })), mirrored }),
  eventByPerson('LinkRuledOut', { to: CaseId, mirrored }),
] as const;
