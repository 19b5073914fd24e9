import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import { allocatedTo } from './along.ts';
import type { Alarming, OutboxMessage, Recipient } from './outbox.ts';
import { isUnwritten, type SubmittedReferral } from './state.ts';

/** Who stands where, from the configuration. */
export interface Desk {
  managers: StaffId[];
  practitioners: StaffId[]; // who else may work on cases; empty: every member of the MASH channel
  escalation: StaffId[];
  level2?: StaffId[]; // of a disagreement: senior managers
  level3?: StaffId[]; // representatives on the Board
  admins: StaffId[];
  onDuty: StaffId[]; // managers who said so
  outside?: StaffId[]; // who can be told by text message or e-mail
  hasAssessment: boolean; // whether the Assessment team has a channel
}

/** The managers who are reminded: those on duty, and all of them when nobody is. */
export function reminded({ managers, onDuty }: Desk): StaffId[] {
  const there = managers.filter((manager) => onDuty.includes(manager));
  return there.length > 0 ? there : managers;
}

/** Who has the case hears of it too, on duty or not. */
function andHolder(people: StaffId[], referral: SubmittedReferral | undefined): StaffId[] {
  const holder = referral && allocatedTo(referral);
  return holder && !people.includes(holder) ? [...people, holder] : people;
}

export interface ToTell {
  to: Recipient;
  message: OutboxMessage;
}

/** A mark that would go to nobody goes to whoever stands in. */
export function orStandIns(people: StaffId[], { escalation, admins }: Desk, message: Alarming): ToTell[] {
  if (people.length > 0) return toEach(people, message);
  if (escalation.length > 0) return toEach(escalation, { ...message, instead: 'desk' });
  return toEach(admins, { ...message, instead: 'administrators' });
}

/** What is known of the case around an event. */
interface Around {
  author: StaffId;
  desk: Desk;
  referral: SubmittedReferral | undefined; // as it was before
  written: number; // how many parts the whole written referral has
  additions?: number; // how many parts an indicator check that was added has
  links?: CaseId[]; // the cases that the referrer linked with this one: they are told that it is sent
  saidBefore?: number[]; // where in the history it was said that the child is missing or found, before the referral was sent
  isShown?: boolean; // whether the MASH has seen something of this draft, a call or that the child is missing
  unanswered?: boolean; // a clock speaks, spoke before, and nobody of the MASH has acted since
  heard?: StaffId[]; // who was sent a reminder of that clock so far
  hasActed?: boolean; // whether anybody of the MASH has acted on the case at all
}

const toMash = (message: OutboxMessage): ToTell => ({ to: { place: 'mash' }, message });
const toEach = (people: StaffId[], message: OutboxMessage): ToTell[] =>
  people.map((person) => ({ to: { person }, message }));
const card = toMash({ kind: 'case-card' });

/** What the author is told without anything more to be said of it. */
type Plain =
  | 'receipt'
  | 'clear-draft'
  | 'not-delivered'
  | 'delivered-after-all'
  | 'decision-notice'
  | 'decision-overdue';

/**
 * What must be told to whom because of an event. Written in the same write as the event, so nothing happens in silence.
 * @param index the event's place in the history, by which a line in the thread finds it again
 * @source Protocol 8.2; part 7 of the trace: no one but the author, the MASH and the people it names
 */
export function react(event: CaseEvent, index: number, caseContext: Around): ToTell[] {
  const { author, desk, written, additions = 1, referral, links = [], saidBefore = [], isShown = false } = caseContext;
  const toAuthor = (...kinds: Plain[]) => kinds.flatMap((kind) => toEach([author], { kind }));
  const lineAt = (at: number): ToTell => toMash({ kind: 'line', event: at });
  const line = lineAt(index);
  switch (event.type) {
    case 'PhoneCallRecorded':
    case 'PhoneCallTakenBack':
    case 'WhoRefersSaid':
      return [card];
    case 'WaitsUnwritten': // why it waits was told with the event before; the thread is there from now on
      return referral ? [] : saidBefore.map(lineAt);
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
      const alerts = orStandIns(andHolder(desk.managers, referral), desk, { kind: 'missing-alert', event: index });
      return referral ? [card, line, ...alerts, ...toAuthor('receipt')] : [card, ...alerts];
    }
    case 'ReferralSubmitted': {
      const parts = numbers(1, written).map((part) => toMash({ kind: 'written', part, of: written }));
      const linked = links.map((to): ToTell => ({ to: { place: 'cases' }, message: { kind: 'link', to } }));
      // What was told before the referral was sent could not stand in its thread yet, unless the MASH waited for it already.
      const lines = referral ? [] : saidBefore.map(lineAt);
      return [card, ...parts, ...lines, ...linked, ...toAuthor('clear-draft', 'receipt')];
    }
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
      return referral ? [line] : []; // a child may be missing before anything is sent
    case 'ClockReached':
      return reachedClock(event, index, caseContext);
    default:
      return []; // of a feature, or nothing that anybody is told of
  }
}

/** From the first to the last, both among them. */
const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

function reachedClock(event: EventOf<'ClockReached'>, index: number, caseContext: Around): ToTell[] {
  const { author, desk, referral, hasActed = false } = caseContext;
  const { clock, late, remind, escalate, overdue } = event;
  const line = toMash({ kind: 'line', event: index });
  const reminder = (escalation: boolean) => ({ kind: 'reminder' as const, clock, late, escalation, event: index });
  const reminders = (people: StaffId[], escalation = false) => toEach(people, reminder(escalation));
  const toAuthor = (...kinds: Plain[]) => kinds.flatMap((kind) => toEach([author], { kind }));
  switch (clock) {
    case 'idleDraft':
      return reminders([author]);
    case 'writtenConfirmation':
      return [...reminders([author]), ...(overdue ? [card] : [])];
    case 'leavesSight':
      return [
        ...orStandIns(andHolder(hasActed ? reminded(desk) : desk.managers, referral), desk, reminder(false)),
        line,
      ];
    case 'delivery':
      return [
        ...toAuthor('receipt', 'not-delivered'),
        ...toEach(desk.admins, { kind: 'undelivered-alert' }),
        ...(event.noChannel ? orStandIns(desk.managers, desk, { kind: 'no-channel', event: index }) : []),
      ];
    case 'decision':
      return [
        ...(remind && desk.managers.length === 0
          ? orStandIns(andHolder([], referral), desk, reminder(false))
          : reminders(ofDecision(event, caseContext))),
        ...(escalate || overdue ? reminders(desk.escalation, true) : []),
        line,
        ...(overdue ? [card] : []),
        ...(overdue && !referral?.toldOverdue ? toAuthor('decision-overdue', 'receipt') : []),
      ];
    default:
      return []; // of a feature
  }
}

/**
 * Which managers a mark of the decision clock goes to: those on duty, or all of them where nobody has acted on the last one. When it
 * goes up to the escalation contact, whoever has not heard of it hears of it too, so that nobody's absence can keep it quiet.
 */
function ofDecision({ remind, escalate, overdue }: EventOf<'ClockReached'>, caseContext: Around): StaffId[] {
  const { desk, unanswered = false, heard = [] } = caseContext;
  const now = unanswered ? desk.managers : reminded(desk);
  const told = desk.managers.filter(
    (manager) => ((remind || overdue) && now.includes(manager)) || ((escalate || overdue) && !heard.includes(manager)),
  );
  return remind || overdue ? andHolder(told, caseContext.referral) : told;
}
