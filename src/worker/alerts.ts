import type { OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { isUrgent } from '../case/urgent.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';

/** Matches a notice or thread line whose event is of one of these types. */
const isAbout = (...types: CaseEvent['type'][]) => {
  return (message: OutboxMessage, { events }: CaseRecord) => {
    const event = 'event' in message && message.event !== undefined ? events[message.event] : undefined;
    return event !== undefined && types.includes(event.type);
  };
};

/**
 * Which messages carry Teams' notification flag, so that the phone sounds: those that somebody must act on now. A
 * message that is updated in place never carries it. A bystander might see the referrer's screen, so a message to the
 * referrer carries it only if they must act now.
 */
const alerting: Record<
  OutboxMessage['kind'],
  boolean | ((message: OutboxMessage, record: CaseRecord, pack: Pack) => boolean)
> = {
  'urgent-ring': true,
  'nobody-has-it': true,
  'missing-alert': true,
  'undelivered-alert': true,
  'no-channel': true,
  'not-delivered': true,
  reminder: (message) => message.kind === 'reminder' && message.clock !== 'idleDraft',
  'stage-notice': isAbout(
    ...(['ClockReached', 'FamilyClaimed', 'VisitorSeen', 'ReferrerInstructed'] as const),
    // news on a decided case
    ...(['InformationAdded', 'CheckAdded', 'QuestionAnswered', 'ChildMissing', 'ReferralSubmitted'] as const),
  ),
  'case-card': (_, record, pack) => record.status !== 'decided' && record.status !== 'joined' && isUrgent(record, pack),
  line: (message, record) => isAbout('ChildMissing')(message, record) || isAlarmLine(message, record),
  'outside-ring': false,
  'assessment-card': false,
  'assessment-line': false,
  written: false,
  addition: false,
  receipt: false,
  'clear-draft': false,
  'reminder-over': false,
  'delivered-after-all': false,
  question: false,
  'decision-notice': false,
  'level-notice': false,
  'decision-overdue': false,
  link: false,
  'look-for-links': false,
  join: false,
};

function isAlarmLine(message: OutboxMessage, { events }: CaseRecord): boolean {
  const event = message.kind === 'line' ? events[message.event] : undefined;
  return event?.type === 'ClockReached' && ['urgent', 'leavesSight', 'news'].includes(event.clock);
}

export function isAlerting(record: CaseRecord, message: OutboxMessage, pack: Pack): boolean {
  const rule = alerting[message.kind];
  return typeof rule === 'function' ? rule(message, record, pack) : rule;
}
