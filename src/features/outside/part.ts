import type { StaffId } from '../../base/people.ts';
import { hasActed } from '../../case/acted.ts';
import { type Entry, isWaiting, type OutboxMessage } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { Desk } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isAlarming } from '../../case/unreached.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';

/**
 * The second way out, by text message or e-mail: for an urgent or overdue case that nobody has answered, and for whoever Teams does not
 * reach. Only who confirmed an address of theirs is told, and only which case it is.
 */
export const part: Part = {
  react(event, index, { record, desk }) {
    const able = desk.outside ?? [];
    const people = [...new Set(whoHears(event, record, desk))].filter((person) => able.includes(person));
    return people.map((outside) => ({ to: { outside }, message: { kind: 'outside-ring', event: index } }));
  },
  isPast({ events, status }, index) {
    const event = events[index];
    const isOurs = event?.type === 'NotReached' || isOverdue(event);
    return isOurs && (status !== 'awaiting-decision' || hasActed(events.slice(index)));
  },
};

function whoHears(event: CaseEvent, record: CaseRecord, desk: Desk): StaffId[] {
  const { managers, escalation, admins } = desk;
  if (record.status !== 'awaiting-decision') return [];
  if (event.type === 'NotReached') return notReached(event, record);
  if (event.type === 'NobodyReached')
    return [...managers, ...escalation, ...admins].filter((person) => !toldSinceMark(record).includes(person));
  if (isUnanswered(event) || (isOverdue(event) && !hasActed(record.events))) return [...managers, ...escalation];
  return [];
}

/** The alarm of an urgent case went up, because nobody had answered. */
const isUnanswered = (event: CaseEvent): boolean =>
  event.type === 'ClockReached' && event.clock === 'urgent' && (event.escalate || event.overdue);

const isOverdue = (event: CaseEvent | undefined): boolean =>
  event?.type === 'ClockReached' && event.clock === 'decision' && event.overdue;

/** Whoever an alarm could not reach in Teams. */
function notReached({ staff, who }: EventOf<'NotReached'>, record: CaseRecord): StaffId[] {
  if (who === 'referrer') return [];
  const isTheirs = ({ to }: Entry) => 'person' in to && to.person === staff;
  return record.outbox.some((entry) => isTheirs(entry) && isWaiting(entry) && presses(entry.message)) ? [staff] : [];
}

/** Whether it cannot wait until they look into Teams: an urgent case, or one that went up. */
const presses = (message: OutboxMessage): boolean =>
  isAlarming(message) && (message.kind !== 'reminder' || message.clock !== 'decision' || message.escalation);

/** Who was told outside Teams since clocks of the case last spoke; those that speak at one time are one mark. */
function toldSinceMark({ events, outbox }: CaseRecord): StaffId[] {
  const last = events.findLast(({ type }) => type === 'ClockReached');
  const mark = events.findIndex(({ type, at }) => type === 'ClockReached' && at === last?.at);
  return outbox.flatMap(({ to, message }) =>
    'outside' in to && message.kind === 'outside-ring' && message.event >= mark ? [to.outside] : [],
  );
}
