import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import type { Alarming, OutboxMessage, Recipient } from './outbox.ts';
import { allocatedTo } from './referral.ts';
import { isUnwritten, type SubmittedReferral } from './state.ts';

/** The people at the MASH, from the set-up. */
export interface Desk {
  managers: StaffId[];
  practitioners: StaffId[]; // who else may work on cases; if empty, every member of the MASH channel
  escalation: StaffId[]; // the escalation contacts
  level2?: StaffId[]; // level 2 of a disagreement: senior managers
  level3?: StaffId[]; // level 3 of a disagreement: representatives on the Board
  admins: StaffId[];
  onDuty: StaffId[];
  outside?: StaffId[]; // who can be told by text message or e-mail
  hasAssessment: boolean; // whether the Assessment team has a channel
}

/** The managers to remind: those on duty, or all of them if nobody is on duty. */
export function managersToRemind({ managers, onDuty }: Desk): StaffId[] {
  const managersOnDuty = managers.filter((manager) => onDuty.includes(manager));
  return managersOnDuty.length > 0 ? managersOnDuty : managers;
}

/** Adds the person who has the case, whether or not they are on duty. */
function andHolder(people: StaffId[], referral: SubmittedReferral | undefined): StaffId[] {
  const holder = referral && allocatedTo(referral);
  return holder && !people.includes(holder) ? [...people, holder] : people;
}

export interface Outgoing {
  to: Recipient;
  message: OutboxMessage;
}

/** Tells these people, or whoever stands in for them if there are none. */
export function toEachOrStandIns(people: StaffId[], { escalation, admins }: Desk, message: Alarming): Outgoing[] {
  if (people.length > 0) return toEach(people, message);
  if (escalation.length > 0) return toEach(escalation, { ...message, instead: 'desk' });
  return toEach(admins, { ...message, instead: 'administrators' });
}

/** What `react` needs to know about the case before the event. */
interface EventContext {
  author: StaffId;
  desk: Desk;
  referral: SubmittedReferral | undefined; // before the event
  written: number; // how many messages the whole written referral fills
  additions?: number; // how many messages an added indicator check fills
  links?: CaseId[]; // the cases that the referrer linked with this one: they are told that it is sent
  earlierReports?: number[]; // earlier events that report the child missing or found, by their place in the history
  isShown?: boolean; // whether the MASH has already seen a card of this draft
  isUnanswered?: boolean; // this clock has reached an earlier mark, and nobody at the MASH has acted since
  alreadyReminded?: StaffId[]; // whose reminder of this clock is already in the outbox, whether or not it was sent
  hasActed?: boolean; // whether anybody at the MASH has ever acted on the case
}

const toMash = (message: OutboxMessage): Outgoing => ({ to: { place: 'mash' }, message });
const toEach = (people: StaffId[], message: OutboxMessage): Outgoing[] =>
  people.map((person) => ({ to: { person }, message }));
const card = toMash({ kind: 'case-card' });
const lineAt = (event: number): Outgoing => toMash({ kind: 'line', event });

/** Messages to the author that need nothing but their kind. */
type PlainKind =
  | 'receipt'
  | 'clear-draft'
  | 'not-delivered'
  | 'delivered-after-all'
  | 'decision-notice'
  | 'decision-overdue';

/**
 * The messages to send because of an event. They are stored in the same write as the event, so no event is stored
 * without its messages.
 * @param index the place of the event in the history, by which a line in the thread refers to it
 * @source Protocol 8.2: no one but the author, the MASH and the people it names
 */
export function react(event: CaseEvent, index: number, caseContext: EventContext): Outgoing[] {
  const { author, desk, additions = 1, referral, earlierReports = [], isShown = false } = caseContext;
  const toAuthor = (...kinds: PlainKind[]) => kinds.flatMap((kind) => toEach([author], { kind }));
  const line = lineAt(index);
  switch (event.type) {
    case 'PhoneCallRecorded':
    case 'PhoneCallTakenBack':
    case 'WhoRefersSaid':
      return [card];
    // the thread starts now, so earlier reports can go into it; the card was sent for the event just before this one
    case 'WaitsUnwritten':
      return referral ? [] : earlierReports.map(lineAt);
    case 'CaseLinked':
      return referral ? [card, line] : [];
    case 'DraftWithdrawn':
      return [
        ...(isShown ? [card] : []),
        ...(referral && isUnwritten(referral) ? [line] : []),
        ...toAuthor('clear-draft'),
      ];
    case 'ChildMissing':
    case 'ChildFound': {
      const people = andHolder(desk.managers, referral);
      const alerts = toEachOrStandIns(people, desk, { kind: 'missing-alert', event: index });
      return referral ? [card, line, ...alerts, ...toAuthor('receipt')] : [card, ...alerts];
    }
    case 'ReferralSubmitted':
      return [...postsOfReferral(caseContext), ...toAuthor('clear-draft', 'receipt')];
    case 'ReferralDelivered':
      return toAuthor('receipt', 'delivered-after-all');
    case 'QuestionAsked': {
      const question = toEach([author], { kind: 'question', question: event.question });
      return [card, line, ...question, ...toAuthor('receipt')];
    }
    case 'QuestionAnswered':
    case 'ReferrerTold':
      return [card, line];
    case 'ReferralTaken':
    case 'InformationAdded':
      return [card, line, ...toAuthor('receipt')];
    case 'CheckAdded': {
      const more = numbers(2, additions).map((part) => toMash({ kind: 'addition', part, event: index }));
      return [card, line, ...more, ...toAuthor('receipt', 'clear-draft')];
    }
    case 'DecisionRecorded':
    case 'DecisionCorrected':
      return [card, line, ...toAuthor('decision-notice', 'receipt')];
    case 'NotReached':
      if (event.who === 'referrer') return [card, line];
      return referral ? [line] : []; // before anything is sent, there is no thread
    case 'ClockReached':
      return reachedClock(event, index, caseContext);
    default:
      return []; // an event of a feature, or one that nobody is told about
  }
}

/** The posts about a referral that has just been sent: to the MASH channel and to linked cases. */
function postsOfReferral({ written, links = [], referral, earlierReports = [] }: EventContext): Outgoing[] {
  const parts = numbers(1, written).map((part) => toMash({ kind: 'written', part, of: written }));
  const linked = links.map((to): Outgoing => ({ to: { place: 'cases' }, message: { kind: 'link', to } }));
  // Earlier reports go into the thread now, unless the MASH already had a thread because it was waiting for this
  // referral.
  const lines = referral ? [] : earlierReports.map(lineAt);
  return [card, ...parts, ...lines, ...linked];
}

/** All whole numbers from the first to the last, including both. */
const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

function reachedClock(event: EventOf<'ClockReached'>, index: number, caseContext: EventContext): Outgoing[] {
  const { author, desk, referral, hasActed = false } = caseContext;
  const { clock, late, remind, escalate, overdue } = event;
  const line = toMash({ kind: 'line', event: index });
  const reminder = (escalation: boolean) => ({ kind: 'reminder' as const, clock, late, escalation, event: index });
  const reminders = (people: StaffId[], escalation = false) => toEach(people, reminder(escalation));
  const toAuthor = (...kinds: PlainKind[]) => kinds.flatMap((kind) => toEach([author], { kind }));
  switch (clock) {
    case 'idleDraft':
      return reminders([author]);
    case 'writtenConfirmation':
      return [...reminders([author]), ...(overdue ? [card] : [])];
    case 'leavesSight':
      return [
        ...toEachOrStandIns(
          andHolder(hasActed ? managersToRemind(desk) : desk.managers, referral),
          desk,
          reminder(false),
        ),
        line,
      ];
    case 'delivery':
      return [
        ...toAuthor('receipt', 'not-delivered'),
        ...toEach(desk.admins, { kind: 'undelivered-alert' }),
        ...(event.noChannel ? toEachOrStandIns(desk.managers, desk, { kind: 'no-channel', event: index }) : []),
      ];
    case 'decision':
      return [
        ...(remind && desk.managers.length === 0
          ? toEachOrStandIns(andHolder([], referral), desk, reminder(false))
          : reminders(managersForMark(event, caseContext))),
        ...(escalate || overdue ? reminders(desk.escalation, true) : []),
        line,
        ...(overdue ? [card] : []),
        ...(overdue && !referral?.toldOverdue ? toAuthor('decision-overdue', 'receipt') : []),
      ];
    default:
      return []; // a clock of a feature
  }
}

/**
 * The managers who are told of a mark of the decision clock: those on duty, or all of them if nobody acted on the last
 * mark. When it goes to the escalation contact, every manager who was not reminded before is told too, so nobody's
 * absence can keep it quiet.
 */
function managersForMark({ remind, escalate, overdue }: EventOf<'ClockReached'>, caseContext: EventContext): StaffId[] {
  const { desk, isUnanswered = false, alreadyReminded = [] } = caseContext;
  const inTurn = isUnanswered ? desk.managers : managersToRemind(desk);
  const managers = desk.managers.filter(
    (manager) =>
      ((remind || overdue) && inTurn.includes(manager)) ||
      ((escalate || overdue) && !alreadyReminded.includes(manager)),
  );
  return remind || overdue ? andHolder(managers, caseContext.referral) : managers;
}
