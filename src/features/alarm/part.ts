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

/** An urgent referral rings until somebody of the MASH acts. */
export const part: Part = {
  clocks(record, pack) {
    const clock = alarmClock(record, pack);
    return clock ? [clock] : [];
  },
  react(event, index, { record, desk }) {
    if (settles.includes(event.type)) return remindedOf(record).map(over);
    if (event.type === 'NotReached') return inTheirPlace(event, record, desk);
    if (event.type === 'NobodyReached') return nobodyReached(index, record);
    if (event.type === 'SomebodyReached') return shownAnew(record);
    if (!isAlarm(event)) return [];
    const { remind, escalate, overdue } = event;
    const isPosted = record.said.card !== undefined; // a card that is on its way says it anyway
    const isNew = escalate || overdue || (remind && isPosted);
    return [
      ...rings(event, index, desk),
      ...(overdue
        ? [{ to: { person: record.author }, message: { kind: 'nobody-has-it' as const, event: index } }]
        : []),
      ...(isNew ? [toMash({ kind: 'line', event: index })] : []),
      ...(isNew && isPosted ? [toMash({ kind: 'case-card' })] : []),
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

/** The next hear of a mark at once, where somebody could not be reached. The card says who it was. */
function inTheirPlace({ staff, who }: EventOf<'NotReached'>, record: CaseRecord, desk: Desk): Outgoing[] {
  if (who === 'referrer') return [];
  const lost = record.outbox.filter(
    (entry) => 'person' in entry.to && entry.to.person === staff && isWaiting(entry) && isAlarming(entry.message),
  );
  const told = lost.flatMap((entry): Outgoing[] => {
    const next = standInsFor(record, entry, desk);
    if (!next || next === 'nobody') return [];
    return next.people.map((person) => ({ to: { person }, message: next.message }));
  });
  return [...told, ...(lost.length > 0 && record.said.card ? [toMash({ kind: 'case-card' })] : [])];
}

/** The referrer rings: no message of ours reaches the MASH. */
const nobodyReached = (event: number, record: CaseRecord): Outgoing[] => [
  { to: { person: record.author }, message: { kind: 'nobody-has-it', event } },
  ...(submittedIn(referralOf(record.events)) ? [toMash({ kind: 'line', event })] : []),
  ...shownAnew(record),
];

/** What the referrer and the MASH see of it says who hears, or that nobody does. */
const shownAnew = ({ author, said }: CaseRecord): Outgoing[] => [
  { to: { person: author }, message: { kind: 'receipt' } },
  ...(said.card ? [toMash({ kind: 'case-card' })] : []),
];

/** By these a reminder that was sent is out of date: it is changed in place. */
const settles: readonly CaseEvent['type'][] = [
  ...(['ReferralTaken', 'CaseHanded', 'DecisionRecorded', 'WaitsNoLonger'] as const),
  ...(['CallJoined', 'JoinedInto', 'JoinUndone'] as const),
];
const over = (person: StaffId): Outgoing => ({ to: { person }, message: { kind: 'reminder-over' } });

/** Who has reminders of the case in their chat. */
const remindedOf = ({ outbox }: CaseRecord): StaffId[] => [
  ...new Set(outbox.filter(isShownReminder).flatMap(({ to }) => ('person' in to ? [to.person] : []))),
];

/** A reminder, or an alarm, of a referral that waits for a decision, which stands in somebody's chat. */
export const isShownReminder = ({ message, state }: Entry): boolean =>
  (message.kind === 'urgent-ring' || (message.kind === 'reminder' && ofDecision.includes(message.clock))) &&
  state.kind === 'sent' &&
  state.activityId !== undefined;
const ofDecision = ['decision', 'leavesSight'];

const toMash = (message: OutboxMessage): Outgoing => ({ to: { place: 'mash' }, message });

export const isAlarm = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'urgent';

function rings({ remind, escalate, overdue }: EventOf<'ClockReached'>, event: number, desk: Desk): Outgoing[] {
  type Why = Extract<OutboxMessage, { kind: 'urgent-ring' }>['as'];
  const each = (people: StaffId[], as: Why): Outgoing[] =>
    people.map((person) => ({ to: { person }, message: { kind: 'urgent-ring', event, as } }));
  if (escalate || overdue) {
    const above = desk.escalation.filter((person) => !desk.managers.includes(person));
    return [...each(desk.managers, 'everybody'), ...each(above, 'escalation')];
  }
  if (!remind) return [];
  if (desk.managers.length === 0) return toEachOrStandIns([], desk, { kind: 'urgent-ring', event, as: 'escalation' });
  return each(
    managersToRemind(desk),
    desk.managers.some((id) => desk.onDuty.includes(id)) ? 'on-duty' : 'nobody-on-duty',
  );
}
