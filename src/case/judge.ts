import { isOnceDecided } from './once-decided.ts';
import { conversationOf, type Entry, isWaiting, type OutboxMessage } from './outbox.ts';
import type { Part } from './part.ts';
import type { CaseRecord } from './record.ts';
import { isBeingWritten, isSubmitted, referralOf } from './state.ts';
import { isAlarming, isHeard, isThereAgain, unreachedSince } from './unreached.ts';

/**
 * Whether a message is still worth sending, judged just before it goes: a reminder about a decided case is not, nor is a refresh
 * that a later one in the same conversation repeats.
 * @returns why it is dropped, or undefined when it goes
 */
export function whyDropped(
  record: CaseRecord,
  entry: Entry,
  parts: readonly Part[],
): 'decided' | 'superseded' | 'no-longer-true' | undefined {
  const { message } = entry;
  const referral = referralOf(record.events);
  const later = record.outbox.filter(
    (other) => other.id > entry.id && isWaiting(other) && conversationOf(other) === conversationOf(entry),
  );
  const sentSince = record.outbox.filter(
    (other) => other.id > entry.id && other.state.kind === 'sent' && conversationOf(other) === conversationOf(entry),
  );
  const again = later.some((other) => other.message.kind === message.kind);
  if (referral.status === 'draft' && isOfSent(message)) return 'no-longer-true'; // it waited for a call that was not made
  const isOfJoined = referral.status === 'joined' && !unreachedSince(record);
  if (isOfJoined && isOfWaiting(message, record)) return 'no-longer-true'; // its clocks do not run
  if (isAlarming(message) && message.instead && isHeard(record, message)) return 'no-longer-true'; // who should get it has it
  switch (message.kind) {
    case 'case-card':
      return again && record.said.card !== undefined ? 'superseded' : undefined;
    case 'assessment-card':
      return again && record.said.assessment !== undefined ? 'superseded' : undefined;
    case 'reminder-over':
    case 'receipt':
      return again ? 'superseded' : undefined;
    case 'decision-notice': // it says what is decided by now: of a correction, too
      if (referral.status !== 'decided') return isOnceDecided(referral) ? 'no-longer-true' : undefined; // opened again has its own
      return again && (referral.correction.kind === 'corrected' || referral.reopening.kind === 'reopened')
        ? 'superseded'
        : undefined;
    case 'reminder':
      if (parts.some((part) => part.isOver?.(record, message.clock))) return 'no-longer-true';
      if (ofDraft.includes(message.clock)) {
        if (!isBeingWritten(referral)) return 'no-longer-true';
      } else if (referral.status === 'decided') return 'decided';
      return [...later, ...sentSince].some((other) => saysAsMuch(other.message, message)) ? 'superseded' : undefined;
    case 'decision-overdue':
      return referral.status === 'decided' ? 'decided' : undefined;
    case 'not-delivered':
    case 'undelivered-alert':
    case 'no-channel':
      return isSubmitted(referral) && referral.delivery.kind === 'delivered' ? 'no-longer-true' : undefined;
    case 'delivered-after-all':
      return record.outbox.some((each) => each.message.kind === 'not-delivered' && each.state.kind === 'sent')
        ? undefined
        : 'no-longer-true';
    case 'assessment-line':
    case 'line': {
      const event = record.events[message.event];
      if (event?.type === 'NobodyReached') return unreachedSince(record) ? undefined : 'no-longer-true';
      if (event?.type === 'NotReached' && isThereAgain(record, event)) return 'no-longer-true';
      if (event?.type !== 'ClockReached') return undefined;
      const over = parts.map((part) => part.isOver?.(record, event.clock)).find((each) => each !== undefined);
      // In the MASH the decision ends what no part speaks for.
      const isOver = over ?? (message.kind === 'line' && referral.status === 'decided');
      return isOver ? 'decided' : undefined;
    }
    case 'urgent-ring':
    case 'outside-ring':
    case 'nobody-has-it':
      if (again || sentSince.some((other) => other.message.kind === message.kind)) return 'superseded';
      return parts.some((part) => part.isPast?.(record, message.event)) ? 'no-longer-true' : undefined;
    case 'stage-notice':
      return parts.some((part) => part.isPast?.(record, message.event)) ? 'no-longer-true' : undefined;
    default:
      return undefined; // it is news, however late
  }
}

/** Whether it says something of a referral that waits, and not of a draft. */
function isOfSent(message: OutboxMessage): boolean {
  const kinds: OutboxMessage['kind'][] = [
    ...([
      'line',
      'receipt',
      'not-delivered',
      'undelivered-alert',
      'no-channel',
      'decision-overdue',
      'outside-ring',
    ] as const),
  ];
  return kinds.includes(message.kind) || (message.kind === 'reminder' && !ofDraft.includes(message.clock));
}

/** Whether it says that something waits for the MASH. */
function isOfWaiting(message: OutboxMessage, { events }: CaseRecord): boolean {
  if (message.kind === 'line') return events[message.event]?.type === 'ClockReached';
  const ofWaiting: OutboxMessage['kind'][] = [
    'reminder',
    'urgent-ring',
    'outside-ring',
    'nobody-has-it',
    'decision-overdue',
  ];
  return [...ofWaiting, 'not-delivered', 'undelivered-alert', 'no-channel'].includes(message.kind);
}

const ofDraft = ['idleDraft', 'writtenConfirmation', 'dangerDraft'];

/** A later reminder stands in for one of the same clock; only another escalation stands in for an escalation. */
function saysAsMuch(later: OutboxMessage, message: Extract<OutboxMessage, { kind: 'reminder' }>): boolean {
  return later.kind === 'reminder' && later.clock === message.clock && (later.escalation || !message.escalation);
}
