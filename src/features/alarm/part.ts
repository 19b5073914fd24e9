import type { StaffId } from '../../base/people.ts';
import { hasActed } from '../../case/acted.ts';
import type { Entry, Message } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import { type Desk, reminded, type ToTell } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
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
  isPast({ events }, index) {
    const event = events[index];
    if (!event || !isAlarm(event)) return false;
    const referral = referralOf(events);
    return referral.status !== 'awaiting-decision' || hasActed(events.slice(index));
  },
};

/** By these a reminder that was sent is out of date: it is changed in place. */
const settles: readonly CaseEvent['type'][] = [
  ...(['ReferralTaken', 'CaseHanded', 'DecisionRecorded', 'WaitsNoLonger'] as const),
  ...(['CallJoined', 'JoinedInto', 'JoinUndone'] as const),
];
const over = (person: StaffId): ToTell => ({ to: { person }, message: { kind: 'reminder-over' } });

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

const toMash = (message: Message): ToTell => ({ to: { place: 'mash' }, message });

export const isAlarm = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'urgent';

function rings({ remind, escalate, overdue }: EventOf<'ClockReached'>, event: number, desk: Desk): ToTell[] {
  type Why = Extract<Message, { kind: 'urgent-ring' }>['as'];
  const each = (people: StaffId[], as: Why): ToTell[] =>
    people.map((person) => ({ to: { person }, message: { kind: 'urgent-ring', event, as } }));
  if (escalate || overdue) {
    const above = desk.escalation.filter((person) => !desk.managers.includes(person));
    return [...each(desk.managers, 'everybody'), ...each(above, 'escalation')];
  }
  if (!remind) return [];
  return each(reminded(desk), desk.managers.some((id) => desk.onDuty.includes(id)) ? 'on-duty' : 'nobody-on-duty');
}
