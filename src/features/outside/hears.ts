import type { StaffId } from '../../base/people.ts';
import type { Hears } from '../../cards/meaning.ts';
import { hasActed } from '../../case/acted.ts';
import { clockOfAlarm, isAlarming } from '../../case/alarms.ts';
import type { Desk } from '../../case/desk.ts';
import { type Entry, isWaiting, type OutboxMessage } from '../../case/outbox.ts';
import type { EventAt, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';

/**
 * Messages outside Teams, by text or email: about an urgent or overdue case that nobody has answered, and to people
 * whom Teams does not reach. Only people who confirmed an address get one. It holds the reference and a time.
 */
const ring = <E>(whom: (event: E, record: CaseRecord, desk: Desk) => StaffId[]) => ({
  also(event: E, { record, desk, index }: EventAt): Plain[] {
    const people = record.status === 'awaiting-decision' ? new Set(whom(event, record, desk)) : new Set<StaffId>();
    const reachable = [...people].filter((person) => desk.outside?.includes(person));
    return reachable.map((outside) => ({ to: { outside }, message: { kind: 'outside-ring', event: index } }));
  },
});

export const hears: Hears<'NotReached' | 'NobodyReached' | 'urgent' | 'decision'> = {
  NotReached: ring(unreachedPerson),
  NobodyReached: ring((_, record, { managers, escalation, admins }) =>
    [...managers, ...escalation, ...admins].filter((person) => !toldSinceMark(record).includes(person)),
  ),
  // the alarm went up, because nobody had answered
  urgent: ring(({ escalate, overdue }, _, { managers, escalation }) =>
    escalate || overdue ? [...managers, ...escalation] : [],
  ),
  decision: ring(({ overdue }, { events }, { managers, escalation }) =>
    overdue && !hasActed(events) ? [...managers, ...escalation] : [],
  ),
};

/** The person whom an alarm could not reach in Teams, if it is urgent enough. */
function unreachedPerson({ staff, who }: EventOf<'NotReached'>, record: CaseRecord): StaffId[] {
  if (who === 'referrer') return [];
  const isTheirs = ({ to }: Entry) => 'person' in to && to.person === staff;
  return record.outbox.some((entry) => isTheirs(entry) && isWaiting(entry) && cannotWait(record, entry.message))
    ? [staff]
    : [];
}

/** Whether a message cannot wait until the person looks at Teams: any alarm but a mere reminder of the decision. */
const cannotWait = (record: CaseRecord, message: OutboxMessage): boolean =>
  isAlarming(message) && (clockOfAlarm(record, message) !== 'decision' || message.goesUp === true);

/**
 * The people who were told outside Teams since a clock of the case last reached a mark. Marks that are reached at the
 * same time count as one.
 */
function toldSinceMark({ events, outbox }: CaseRecord): StaffId[] {
  const last = events.findLast(({ type }) => type === 'ClockReached');
  const mark = events.findIndex(({ type, at }) => type === 'ClockReached' && at === last?.at);
  return outbox.flatMap(({ to, message }) =>
    'outside' in to && message.kind === 'outside-ring' && message.event >= mark ? [to.outside] : [],
  );
}
