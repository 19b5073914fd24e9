import type { StaffId } from '../../base/people.ts';
import { hasActed } from '../../case/acted.ts';
import { type Entry, isWaiting, type OutboxMessage } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import { type Desk, managersToRemind, type Outgoing, toEachOrStandIns } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { isAlarming, standInsFor, unreachedSince } from '../../case/unreached.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { alarmClock } from './clock.ts';

/** An urgent referral rings until somebody at the MASH acts. */
export const part: Part = {
  clocks(record, pack) {
    const clock = alarmClock(record, pack);
    return clock ? [clock] : [];
  },
  react(event, index, { record, desk }) {
    if (endingEvents.includes(event.type)) return remindedPeople(record).map(reminderOver);
    if (event.type === 'NotReached') return tellStandIns(event, record, desk);
    if (event.type === 'NobodyReached') return tellNobodyReached(index, record);
    if (event.type === 'SomebodyReached') return updateShown(record);
    if (!isAlarm(event)) return [];
    const { remind, escalate, overdue } = event;
    const isPosted = record.said.card !== undefined; // a card that is still waiting will show the alarm anyway
    const isWorthSaying = escalate || overdue || (remind && isPosted);
    return [
      ...ringMessages(event, index, desk),
      ...(overdue
        ? [{ to: { person: record.author }, message: { kind: 'nobody-has-it' as const, event: index } }]
        : []),
      ...(isWorthSaying ? [toMash({ kind: 'line', event: index })] : []),
      ...(isWorthSaying && isPosted ? [toMash({ kind: 'case-card' })] : []),
    ];
  },
  isPast(record, index) {
    const { events } = record;
    const event = events[index];
    if (!event || !(isAlarm(event) || event.type === 'NobodyReached')) return false;
    if (event.type === 'NobodyReached') return unreachedSince(record) === undefined;
    const referral = referralOf(events);
    return referral.status !== 'awaiting-decision' || hasActed(events.slice(index));
  },
};

/**
 * When Teams cannot reach somebody, the next people in line are told at once. The card names the person who was not
 * reached.
 */
function tellStandIns({ staff, who }: EventOf<'NotReached'>, record: CaseRecord, desk: Desk): Outgoing[] {
  if (who === 'referrer') return [];
  const unreachedAlarms = record.outbox.filter(
    (entry) => 'person' in entry.to && entry.to.person === staff && isWaiting(entry) && isAlarming(entry.message),
  );
  const standInMessages = unreachedAlarms.flatMap((entry): Outgoing[] => {
    const next = standInsFor(record, entry, desk);
    if (!next || next === 'nobody') return [];
    return next.people.map((person) => ({ to: { person }, message: next.message }));
  });
  return [
    ...standInMessages,
    ...(unreachedAlarms.length > 0 && record.said.card ? [toMash({ kind: 'case-card' })] : []),
  ];
}

/** Asks the referrer to ring, because the bot's messages reach nobody at the MASH. */
const tellNobodyReached = (event: number, record: CaseRecord): Outgoing[] => [
  { to: { person: record.author }, message: { kind: 'nobody-has-it', event } },
  ...(submittedIn(referralOf(record.events)) ? [toMash({ kind: 'line', event })] : []),
  ...updateShown(record),
];

/** Updates the referrer's receipt and the MASH's card, which say whether the bot reaches anybody. */
const updateShown = ({ author, said }: CaseRecord): Outgoing[] => [
  { to: { person: author }, message: { kind: 'receipt' } },
  ...(said.card ? [toMash({ kind: 'case-card' })] : []),
];

/** After one of these events, a reminder that was sent is out of date and is replaced where it is. */
const endingEvents: readonly CaseEvent['type'][] = [
  ...(['ReferralTaken', 'CaseHanded', 'DecisionRecorded', 'WaitsNoLonger'] as const), // WaitsNoLonger: a draft again
  ...(['CallJoined', 'JoinedInto', 'JoinUndone'] as const),
];
const reminderOver = (person: StaffId): Outgoing => ({ to: { person }, message: { kind: 'reminder-over' } });

/** The people who have a reminder of the case in their chat. */
const remindedPeople = ({ outbox }: CaseRecord): StaffId[] => [
  ...new Set(outbox.filter(isShownReminder).flatMap(({ to }) => ('person' in to ? [to.person] : []))),
];

/** Whether this is an alarm or a decision reminder that somebody can still see in their chat. */
export const isShownReminder = ({ message, state }: Entry): boolean =>
  (message.kind === 'urgent-ring' || (message.kind === 'reminder' && decisionClocks.includes(message.clock))) &&
  state.kind === 'sent' &&
  state.activityId !== undefined;
const decisionClocks = ['decision', 'leavesSight']; // leavesSight: until the child leaves the referrer's sight

const toMash = (message: OutboxMessage): Outgoing => ({ to: { place: 'mash' }, message });

export const isAlarm = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'urgent';

function ringMessages({ remind, escalate, overdue }: EventOf<'ClockReached'>, event: number, desk: Desk): Outgoing[] {
  type Why = Extract<OutboxMessage, { kind: 'urgent-ring' }>['as'];
  const ringEach = (people: StaffId[], as: Why): Outgoing[] =>
    people.map((person) => ({ to: { person }, message: { kind: 'urgent-ring', event, as } }));
  if (escalate || overdue) {
    const escalationOnly = desk.escalation.filter((person) => !desk.managers.includes(person));
    return [...ringEach(desk.managers, 'everybody'), ...ringEach(escalationOnly, 'escalation')];
  }
  if (!remind) return [];
  if (desk.managers.length === 0) return toEachOrStandIns([], desk, { kind: 'urgent-ring', event, as: 'escalation' });
  return ringEach(
    managersToRemind(desk),
    desk.managers.some((id) => desk.onDuty.includes(id)) ? 'on-duty' : 'nobody-on-duty',
  );
}
