import type { StaffId } from '../base/people.ts';
import type { ClockName } from '../history/entry.ts';
import { type Alarming, type Entry, isWaiting, type OutboxMessage, stepsAside } from './outbox.ts';
import type { CaseRecord } from './record.ts';

/** Whether a message should bring somebody at the MASH to the case now. */
export const isAlarming = (message: OutboxMessage): message is Alarming =>
  message.kind === 'notice' && message.alarm === true;

/** The clock whose mark an alarm is about; undefined for the news that the child is missing, or found. */
export function clockOfAlarm({ events }: Pick<CaseRecord, 'events'>, { event }: Alarming): ClockName | undefined {
  const about = events[event];
  return about?.type === 'ClockReached' ? about.clock : undefined;
}

/** Whether a message rings: it is about an urgent case that nobody has, or a missing child. */
export function isRing(record: Pick<CaseRecord, 'events'>, message: OutboxMessage): boolean {
  const clock = isAlarming(message) ? clockOfAlarm(record, message) : 'delivery';
  return clock === undefined || clock === 'urgent';
}

/**
 * Whether `entry` rings and no other entry that rings may still come soon. The receipt can now say who was told.
 */
export const isLastRing = (record: Pick<CaseRecord, 'events' | 'outbox'>, entry: Entry): boolean =>
  isRing(record, entry.message) &&
  !record.outbox.some((each) => isRing(record, each.message) && isWaiting(each) && !stepsAside(each));

/** The people to whom a reminder of this clock is in the outbox, whether or not it was sent. */
export const remindedPeople = (record: Pick<CaseRecord, 'events' | 'outbox'>, clock: ClockName): StaffId[] =>
  record.outbox.flatMap(({ to, message }) =>
    'person' in to && isAlarming(message) && clockOfAlarm(record, message) === clock ? [to.person] : [],
  );
