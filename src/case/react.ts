import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Message, Recipient } from './outbox.ts';
import type { SubmittedReferral } from './state.ts';

/** Who stands where, from the configuration. */
export interface Desk {
  managers: StaffId[];
  practitioners: StaffId[]; // who else may work on cases; empty: every member of the MASH channel
  escalation: StaffId[];
  admins: StaffId[];
  onDuty: StaffId[]; // managers who said so
  hasAssessment: boolean; // whether the Assessment team has a channel
}

/** The managers who are reminded: those on duty, and all of them when nobody is. */
export function reminded({ managers, onDuty }: Desk): StaffId[] {
  const there = managers.filter((manager) => onDuty.includes(manager));
  return there.length > 0 ? there : managers;
}

export interface ToTell {
  to: Recipient;
  message: Message;
}

const mash: Recipient = { place: 'mash' };

/**
 * What must be told to whom because of an event. Written in the same write as the event, so nothing happens in silence.
 * @param index the event's place in the history, by which a line in the thread finds it again
 * @param written how many parts the whole written referral has
 * @param links the cases of brothers and sisters that are told that this one is sent
 * @param saidBefore the places in the history where it was said that the child is missing or found, before the referral was sent
 * @param isShown whether the MASH has seen something of this draft, a call or that the child is missing
 * @param additions how many parts an indicator check that was added has
 * @source Protocol 8.2; part 7 of the trace: no one but the author, the MASH and the people it names
 */
export function react(
  event: CaseEvent,
  index: number,
  {
    author,
    desk,
    written,
    additions = 1,
    referral,
    links = [],
    saidBefore = [],
    isShown = false,
  }: {
    author: StaffId;
    desk: Desk;
    written: number;
    additions?: number;
    referral: SubmittedReferral | undefined;
    links?: CaseId[];
    saidBefore?: number[];
    isShown?: boolean;
  },
): ToTell[] {
  const toAuthor = (message: Message): ToTell => ({ to: { person: author }, message });
  const line: ToTell = { to: mash, message: { kind: 'line', event: index } };
  const card: ToTell = { to: mash, message: { kind: 'case-card' } };
  switch (event.type) {
    case 'DraftStarted':
      return [];
    case 'PhoneCallRecorded':
    case 'PhoneCallTakenBack':
      return [card];
    case 'CaseLinked':
      return referral ? [card, line] : [];
    case 'DraftWithdrawn':
      return [...(isShown ? [card] : []), toAuthor({ kind: 'clear-draft' })];
    case 'ChildMissing': {
      const alerts = desk.managers.map((person): ToTell => ({ to: { person }, message: { kind: 'missing-alert' } }));
      return referral ? [card, line, ...alerts, toAuthor({ kind: 'receipt' })] : [card, ...alerts];
    }
    case 'ChildFound': {
      const told = desk.managers.map((person): ToTell => ({ to: { person }, message: { kind: 'missing-alert' } }));
      return referral ? [card, line, ...told, toAuthor({ kind: 'receipt' })] : [card, ...told];
    }
    case 'ReferralSubmitted': {
      const parts = Array.from(
        { length: written },
        (_, at): ToTell => ({ to: mash, message: { kind: 'written', part: at + 1, of: written } }),
      );
      const linked = links.map((to): ToTell => ({ to: { place: 'cases' }, message: { kind: 'link', to } }));
      // What was told before the referral was sent could not stand in its thread yet.
      const before = saidBefore.map((at): ToTell => ({ to: mash, message: { kind: 'line', event: at } }));
      return [card, ...parts, ...before, ...linked, toAuthor({ kind: 'clear-draft' }), toAuthor({ kind: 'receipt' })];
    }
    case 'ReferralDelivered':
      return [toAuthor({ kind: 'receipt' }), toAuthor({ kind: 'delivered-after-all' })];
    case 'ReferralTaken':
      return [card, line, toAuthor({ kind: 'receipt' })];
    case 'QuestionAsked':
      return [card, line, toAuthor({ kind: 'question', question: event.question }), toAuthor({ kind: 'receipt' })];
    case 'QuestionAnswered':
    case 'ReferrerTold':
      return [card, line];
    case 'InformationAdded':
      return [card, line, toAuthor({ kind: 'receipt' })];
    case 'CheckAdded': {
      const more = Array.from(
        { length: additions - 1 },
        (_, at): ToTell => ({
          to: mash,
          message: { kind: 'addition', part: at + 2, event: index },
        }),
      );
      return [card, line, ...more, toAuthor({ kind: 'receipt' }), toAuthor({ kind: 'clear-draft' })];
    }
    case 'DecisionRecorded':
    case 'DecisionCorrected':
      return [card, line, toAuthor({ kind: 'decision-notice' }), toAuthor({ kind: 'receipt' })];
    case 'NotReached':
      return event.who === 'referrer' ? [card, line] : [line];
    case 'ClockReached':
      return reachedClock(event, { toAuthor, line, card, desk, referral });
    default:
      return []; // of a feature
  }
}

function reachedClock(
  event: Extract<CaseEvent, { type: 'ClockReached' }>,
  {
    toAuthor,
    line,
    card,
    desk,
    referral,
  }: {
    toAuthor: (message: Message) => ToTell;
    line: ToTell;
    card: ToTell;
    desk: Desk;
    referral: SubmittedReferral | undefined;
  },
): ToTell[] {
  const reminder = (escalation: boolean): Message => ({
    kind: 'reminder',
    clock: event.clock,
    late: event.late,
    escalation,
  });
  switch (event.clock) {
    case 'idleDraft':
      return [toAuthor(reminder(false))];
    case 'writtenConfirmation':
      return [toAuthor(reminder(false)), ...(event.overdue ? [card] : [])];
    case 'leavesSight':
      return [...reminded(desk).map((person): ToTell => ({ to: { person }, message: reminder(false) })), line];
    case 'delivery':
      return [
        toAuthor({ kind: 'receipt' }),
        toAuthor({ kind: 'not-delivered' }),
        ...desk.admins.map((person): ToTell => ({ to: { person }, message: { kind: 'undelivered-alert' } })),
      ];
    case 'decision': {
      const managers = reminded(desk).map((person): ToTell => ({ to: { person }, message: reminder(false) }));
      const up = desk.escalation.map((person): ToTell => ({ to: { person }, message: reminder(true) }));
      const told: ToTell[] = [];
      if (event.remind || event.overdue) told.push(...managers);
      if (event.escalate || event.overdue) told.push(...up);
      told.push(line);
      if (event.overdue) told.push(card);
      if (event.overdue && !referral?.toldOverdue)
        told.push(toAuthor({ kind: 'decision-overdue' }), toAuthor({ kind: 'receipt' }));
      return told;
    }
    default:
      return []; // of a feature
  }
}
