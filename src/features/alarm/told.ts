import { isAlarming } from '../../case/alarms.ts';
import type { Entry } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isMark } from '../../case/unreached.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';

/** The alarms and decision reminders that people can still see in their chats. */
export const shownReminders = (record: CaseRecord): Entry[] =>
  record.outbox.filter(
    ({ message, state }) =>
      isAlarming(message) &&
      isMark(record.events[message.event]) &&
      state.kind === 'sent' &&
      state.activityId !== undefined,
  );

export const toOnDuty = 'alarm/ringOnDuty'; // the ring that the managers on duty get

export const isAlarm = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'urgent';

export function whoWasTold({ outbox, events }: CaseRecord, event: EventOf<'ClockReached'>): string {
  if (event.overdue) return 'all managers, the escalation contact and the referrer';
  if (event.escalate) return 'all managers and the escalation contact';
  const index = events.indexOf(event);
  const isOnDuty = outbox.some(
    ({ message }) => message.kind === 'notice' && message.event === index && message.as === toOnDuty,
  );
  return isOnDuty ? 'managers on duty' : 'all managers';
}
