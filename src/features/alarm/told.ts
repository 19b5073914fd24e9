import type { Entry } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';

/** Whether this is an alarm or a decision reminder that somebody can still see in their chat. */
export const isShownReminder = ({ message, state }: Entry): boolean =>
  (message.kind === 'urgent-ring' || (message.kind === 'reminder' && decisionClocks.includes(message.clock))) &&
  state.kind === 'sent' &&
  state.activityId !== undefined;
const decisionClocks = ['decision', 'leavesSight']; // leavesSight: until the child leaves the referrer's sight

export const isAlarm = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'urgent';

export function whoWasTold({ outbox, events }: CaseRecord, event: EventOf<'ClockReached'>): string {
  if (event.overdue) return 'all managers, the escalation contact and the referrer';
  if (event.escalate) return 'all managers and the escalation contact';
  const index = events.indexOf(event);
  const isOnDuty = outbox.some(
    ({ message }) => message.kind === 'urgent-ring' && message.event === index && message.as === 'on-duty',
  );
  return isOnDuty ? 'managers on duty' : 'all managers';
}
