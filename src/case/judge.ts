import { clockOfAlarm, hasActed, isAlarming, isHeard, unreachedSince } from './alarms.ts';
import { conversationOf, type Entry, isWaiting, type OutboxMessage } from './outbox.ts';
import type { Part } from './part.ts';
import type { CaseRecord } from './record.ts';
import { referralOf } from './state.ts';
import { clockOfMark, noticeRule, tellingOf } from './tell.ts';

type WhyDropped = 'decided' | 'superseded' | 'no-longer-true';

/**
 * Decides, just before a message is sent, whether it is still worth sending. Two that are not: a reminder about a
 * decided case, and a refresh that a later one in the same conversation repeats.
 * @returns why the message is dropped, or undefined if it is sent
 */
export function whyDropped(record: CaseRecord, entry: Entry, parts: readonly Part[]): WhyDropped | undefined {
  const { message } = entry;
  const referral = referralOf(record.events);
  const later = record.outbox.filter((other) => other.id > entry.id && conversationOf(other) === conversationOf(entry));
  const isRepeated = (among: Entry[]) => among.some((other) => repeats(other.message, message, record));
  const again = isRepeated(later.filter(isWaiting));
  const event = 'event' in message && message.event !== undefined ? record.events[message.event] : undefined;
  if (event && clockOfMark(parts, event)?.isOver(record))
    return referral.status === 'decided' ? 'decided' : 'no-longer-true';
  // the right person has it by now
  if (isAlarming(message) && message.instead && isHeard(record, message)) return 'no-longer-true';
  switch (message.kind) {
    case 'case-card':
      return again && record.said.card !== undefined ? 'superseded' : undefined;
    case 'assessment-card':
      return again && record.said.assessment !== undefined ? 'superseded' : undefined;
    case 'reminder-over':
      return again ? 'superseded' : undefined;
    case 'receipt': // it was handed over meanwhile: the chat of the first referrer shows nothing of it any more
      if (!('person' in entry.to) || entry.to.person !== record.author) return 'no-longer-true';
      return again ? 'superseded' : undefined;
    case 'assessment-line':
    case 'line':
      if (message.again) return undefined;
      return event && tellingOf(parts, event).telling.isPast?.(event, record) ? 'no-longer-true' : undefined;
    case 'notice': {
      if (event && noticeRule(parts, event, message.as).isPast?.(event, record, message.event)) return 'no-longer-true';
      return isRepeated(later.filter(isSentOrWaiting)) ? 'superseded' : undefined;
    }
    case 'outside-ring': {
      if (isRepeated(later.filter(isSentOrWaiting))) return 'superseded';
      if (event?.type === 'NobodyReached') return unreachedSince(record) ? undefined : 'no-longer-true';
      const isAnswered = record.status !== 'awaiting-decision' || hasActed(record.events.slice(message.event));
      return isAnswered ? 'no-longer-true' : undefined;
    }
    default:
      return undefined; // everything else is news, however late it arrives
  }
}

const isSentOrWaiting = (entry: Entry) => isWaiting(entry) || entry.state.kind === 'sent';

/**
 * Whether a later message replaces this one. The same notice replaces one that nobody's act brought about: a mark, or
 * that nobody is reached. What a person did is news each time. An alarm replaces another one of its clock, but of
 * reminders only one that goes up replaces one that goes up.
 */
function repeats(later: OutboxMessage, message: OutboxMessage, record: CaseRecord) {
  if (message.kind !== 'notice' || later.kind !== 'notice') return later.kind === message.kind;
  if (!isAlarming(message) || !isAlarming(later)) {
    const about = record.events[message.event];
    return later.as === message.as && about !== undefined && !('by' in about);
  }
  const clock = clockOfAlarm(record, message);
  if (clock === undefined || clock !== clockOfAlarm(record, later)) return false;
  return clock === 'urgent' || later.goesUp === true || !message.goesUp;
}
