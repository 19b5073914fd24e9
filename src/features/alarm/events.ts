import type { StaffId } from '../../base/people.ts';
import { leavesAt } from '../../cards/leaving.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  author,
  type ClockMeanings,
  type Events,
  type Hears,
  lateLines,
  type Notice,
  words,
} from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import {
  hasActed,
  isAlarming,
  isStillUnreached,
  isUnanswered,
  leavesToNobody,
  remindedPeople,
  unreachedSince,
} from '../../case/alarms.ts';
import { andHolder, managersToRemind, orStandIns, type ToOrStandIns } from '../../case/desk.ts';
import { isWaiting, messagesTo, nameOfMessage } from '../../case/outbox.ts';
import type { EventAt, EventOwned, Mark, Owned, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isTaken } from '../../case/referral.ts';
import { noTimeSince } from '../../case/sight.ts';
import { submitted } from '../../case/standing.ts';
import { isUrgent, missingAgain } from '../../case/urgent.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { nobodyHasItCard, noChannelCard, ringCard, type WhyYou } from './cards.ts';
import { alarmClock, isAlarm, replaceReminders, whoWasTold } from './clock.ts';
import { leavesSightCard, noTimeCard, reminderCard } from './reminder.ts';
import { somebodyHasItCard } from './ring-now.ts';
import { leavingClock } from './safe-clock.ts';

/** Whom a mark of an urgent referral rings, and why each of them gets it. What arises anew rings everybody who was rung before and has not acted. */
function whomToRing(mark: Mark, { desk, record }: EventAt): Partial<Record<WhyYou, ToOrStandIns>> {
  const { remind, escalate, overdue } = mark;
  const { managers, onDuty } = desk;
  const rang = record.events.findLastIndex(
    (event) => isAlarm(event) && event !== mark && (event.escalate || event.overdue),
  );
  if (escalate || overdue || (remind && rang >= 0 && !hasActed(record.events.slice(rang))))
    return { everybody: managers, escalation: desk.escalation.filter((person) => !managers.includes(person)) };
  if (!remind) return {};
  if (managers.length === 0) return { escalation: orStandIns([]) };
  const isOnDuty = (id: StaffId) => onDuty.includes(id);
  return { [managers.some(isOnDuty) ? 'onDuty' : 'nobodyOnDuty']: managersToRemind(desk) };
}

const ring = (why: WhyYou): Notice<Mark> => ({
  alarm: true,
  ...(why === 'escalation' && { goesUp: true }),
  to: (mark, at) => whomToRing(mark, at)[why] ?? [],
  isPast: (_, { events }, index) => hasActed(events.slice(index)),
  card: ({ at }, view) => ringCard(view, { why, at }),
});

/** An urgent referral rings until somebody at the MASH acts. */
const rings = {
  ringOnDuty: ring('onDuty'),
  ringNobodyOnDuty: ring('nobodyOnDuty'),
  ringEverybody: ring('everybody'),
  ringEscalation: ring('escalation'),
};

const card =
  (escalation: boolean): Notice<Mark>['card'] =>
  ({ late }, view) =>
    reminderCard(view, { late, escalation });

/** Tells people of the MASH that a case still waits: for its decision, or for a channel to be posted in. */
const reminders: Partial<Hears<Owned>> = {
  decision: {
    notices: {
      reminder: { alarm: true, to: toManagers, card: card(false) },
      escalation: {
        alarm: true,
        goesUp: true,
        card: card(true),
        to: ({ escalate, overdue }, { desk }) => (escalate || overdue ? desk.escalation : []),
      },
    },
  },
  delivery: {
    notices: {
      noChannel: {
        alarm: true,
        to: ({ noChannel }, { desk }) => (noChannel ? orStandIns(desk.managers) : []),
        card: (_, view) => noChannelCard(view),
      },
    },
  },
};

/**
 * The managers who are told of a mark of the decision clock: those on duty, or all of them if nobody acted on the last
 * mark. When it goes to the escalation contact, every manager who was not reminded before is told too, so nobody's
 * absence can keep it quiet.
 */
function toManagers({ remind, escalate, overdue }: Mark, { desk, record, referral }: EventAt) {
  if (remind && desk.managers.length === 0) return orStandIns(andHolder([], referral, desk));
  const alreadyReminded = remindedPeople(record, 'decision');
  const inTurn = isUnanswered(record.events, 'decision') ? desk.managers : managersToRemind(desk);
  const managers = desk.managers.filter(
    (manager) =>
      ((remind || overdue) && inTurn.includes(manager)) ||
      ((escalate || overdue) && !alreadyReminded.includes(manager)),
  );
  return remind || overdue ? andHolder(managers, referral, desk) : managers;
}

const caseCard: Plain = { to: { place: 'mash' }, message: { kind: 'case-card' } };
const isPosted = (_: unknown, { record }: EventAt) => record.said.card !== undefined;
const isUnreached = (record: CaseRecord) => unreachedSince(record) !== undefined;
const ringNow: Notice<CaseEvent> = {
  to: author,
  sounds: true,
  card: (_, { record, pack }) => nobodyHasItCard(record, pack),
};

export const events = {
  NotReached: {
    card: ({ who }) => who === 'referrer',
    also: tellStandIns,
    isPast: ({ who, staff }, record) => who !== 'referrer' && !isStillUnreached(record, staff),
    line({ who, staff, at }, { record }) {
      const [title, what] =
        who === 'referrer'
          ? ['The referrer could NOT be reached in Teams', 'Please ring them. Their number is on the card.']
          : [
              `Teams does NOT reach ${record.facts.names[staff] ?? whoIs[who]}`,
              'If nobody has heard of it, I tell others.',
            ];
      return words(title, what, line(clockAndDay(at), 'small'));
    },
  },
  /** Asks the referrer to ring, because the bot's messages reach nobody at the MASH. */
  NobodyReached: {
    card: isPosted,
    receipt: true,
    notices: { ringNow: { ...ringNow, isPast: (_, record) => !isUnreached(record) } },
    isPast: (_, record) => !isUnreached(record),
    line: () => words('No one at the MASH gets my alerts', line('Whoever reads this: please take it now.', 'bold')),
  },
  SomebodyReached: { card: isPosted, receipt: true, line: 'none', words: 'Somebody at the MASH was reached' },
} satisfies Partial<Events<EventOwned>>;

/** A card that still waits to be posted will show the alarm anyway. */
const isWorthSaying = ({ escalate, overdue, remind }: Mark, at: EventAt) =>
  escalate || overdue || (remind && isPosted(undefined, at));

/** An urgent referral rings until somebody at the MASH acts. */
export const clocks: ClockMeanings<'urgent' | 'leavesSight'> = {
  leavesSight: {
    runs: leavingClock,
    isOver: ({ status }) => status !== 'awaiting-decision',
    sounds: true,
    notices: {
      leavesSight: {
        alarm: true,
        to: (_, { desk, referral, record }) =>
          orStandIns(andHolder(hasActed(record.events) ? managersToRemind(desk) : desk.managers, referral, desk)),
        card: (_, view) => leavesSightCard(view),
      },
    },
    line: (mark, { referral }) =>
      words(
        `Undecided. Child leaves the referrer’s sight at ${leavesAt(referral)}. Reminding: managers`,
        lateLines(mark),
      ),
  },
  urgent: {
    runs: alarmClock,
    isOver: ({ status }) => status !== 'awaiting-decision',
    card: (mark, at) => isPosted(mark, at) && isWorthSaying(mark, at),
    notices: {
      ...rings,
      ringNow: {
        ...ringNow,
        to: ({ overdue }, { record }) => (overdue ? [record.author] : []),
        isPast: (_, { events: all }, index) => hasActed(all.slice(index)),
      },
    },
    hasLine: isWorthSaying,
    sounds: true,
    line(mark, { record }) {
      return words(`URGENT. Nobody has it. Telling: ${whoWasTold(record, mark)}`, lateLines(mark));
    },
  },
};

/** After one of these events, a reminder that was sent is out of date and is replaced where it is. */
const ends = { also: replaceReminders };

const hasItCard: Notice<CaseEvent>['card'] = (_, { record, pack }) =>
  somebodyHasItCard({ record, referral: submitted(record), pack });

/** The referrer of a case whose alarm rang, or of a missing child, is told who has it now. */
const hasIt: Notice<EventOf<'ReferralTaken' | 'CaseHanded'>> = {
  to: (event, at) => {
    const isTold = at.record.events.some((each) => isAlarm(each) || each.type === 'ChildMissing');
    return isTold && !leavesToNobody(event) ? author(event, at) : [];
  },
  isPast: (_, { status }) => status !== 'awaiting-decision',
  replaces: 'alarm/ringNow',
  mayFail: true,
  card: hasItCard,
};
/** What it said is no longer so. */
const hadIt: Notice<EventOf<'HolderGone' | 'CaseHanded'>> = {
  to: (event, at) => (leavesToNobody(event) && wasToldWhoHasIt(at) ? author(event, at) : []),
  isPast: (_, { status, events: all }, index) => status !== 'awaiting-decision' || hasActed(all.slice(index)),
  replaces: 'alarm/hasIt',
  mayFail: true,
  card: hasItCard,
};
const wasToldWhoHasIt = ({ record: { outbox } }: EventAt) =>
  outbox.some(({ message }) => nameOfMessage(message) === 'alarm/hasIt');
/** Of an urgent case its referrer is told so with a sound: they may have put the telephone away. */
const nobodyNow: Notice<EventOf<'HolderGone'>> = {
  ...ringNow,
  to: (event, at) => (isUrgent(at.record, at.pack, event.at) ? author(event, at) : []),
  isPast: hadIt.isPast,
  card: hasItCard,
};

/** What the referrer writes after the ✓ of a confirmation or decision, and that it was read, stands beside it; and beside “found”, that it is taken back. */
const saidSince = {
  also(event: CaseEvent, at: EventAt) {
    const record = { ...at.record, events: [...at.record.events, event] };
    const isShown = at.referral?.safe || at.referral?.status === 'decided' || missingAgain(record);
    return isShown ? replaceReminders(event, { ...at, record }) : [];
  },
};

/** No leaving time is known: it rings once, unless the case rings anyway or somebody has it. */
const noTime: Notice<EventOf<'ReferralSubmitted'>> = {
  alarm: true,
  to(event, { desk, record, pack }) {
    const sent = { ...record, events: [...record.events, event] };
    const referral = submitted(sent);
    const rings = noTimeSince(sent, referral) && !isTaken(referral) && !isUrgent(sent, pack, event.at);
    return rings ? orStandIns(managersToRemind(desk).filter((person) => person !== record.author)) : [];
  },
  isPast: (_, record, index) => hasActed(record.events.slice(index)) || !noTimeSince(record, submitted(record)),
  card: (_, view) => noTimeCard(view),
};

export const hears: Partial<Hears<Owned>> = {
  ...reminders,
  InformationAdded: saidSince,
  CheckAdded: saidSince,
  QuestionAnswered: saidSince,
  ChildMissing: saidSince,
  ChildFound: saidSince,
  DangerTakenBack: saidSince,
  ReferralSubmitted: { ...saidSince, notices: { noTime } },
  HandOverAccepted: saidSince,
  WhoRefersSaid: saidSince,
  AddressShown: saidSince,
  LeavingTimeChecked: saidSince,
  NewsRead: saidSince,
  DecisionReopened: ends,
  ReferralTaken: { ...ends, notices: { hasIt } },
  CaseHanded: { ...ends, notices: { hasIt, hadIt } },
  HolderGone: { ...ends, notices: { hadIt, ringNow: nobodyNow } },
  DecisionRecorded: ends,
  CallJoined: ends,
  JoinedInto: ends,
  JoinUndone: ends,
};

const whoIs = {
  manager: 'a manager',
  escalation: 'the escalation contact',
  administrator: 'an administrator',
};

/**
 * When Teams cannot reach somebody, the next people in line are told at once. The card names the person who was not
 * reached.
 */
function tellStandIns({ staff, who }: EventOf<'NotReached'>, { record, standIns }: EventAt): Plain[] {
  if (who === 'referrer') return [];
  const unreachedAlarms = messagesTo(record.outbox, staff).filter(
    (entry) => isWaiting(entry) && isAlarming(entry.message),
  );
  return [...unreachedAlarms.flatMap(standIns), ...(unreachedAlarms.length > 0 && record.said.card ? [caseCard] : [])];
}
