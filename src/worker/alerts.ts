import type { ClockRules } from '../case/advance.ts';
import { isAlarming } from '../case/alarms.ts';
import type { OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { isUrgent } from '../case/urgent.ts';
import { meaningOf } from '../views/mash-thread.ts';
import { noticeIn } from './personal.ts';

/**
 * Whether a message carries Teams' notification flag, so that the phone sounds: when somebody must act on it now. A
 * message that is updated in place never carries it. A bystander might see the referrer's screen, so a message to the
 * referrer carries it only if they must act now.
 */
export function isAlerting(record: CaseRecord, message: OutboxMessage, { pack, parts }: ClockRules): boolean {
  if (isAlarming(message)) return true;
  if (message.kind === 'notice') return noticeIn(record, message, parts).notice.sounds === true;
  if (message.kind === 'case-card')
    return record.status !== 'decided' && record.status !== 'joined' && isUrgent(record, pack);
  const event = message.kind === 'line' ? record.events[message.event] : undefined;
  const meaning = event && meaningOf(event);
  return meaning !== undefined && meaning.line !== 'none' && meaning.sounds === true;
}
