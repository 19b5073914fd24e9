import { wasEverDecided } from './ever-decided.ts';
import { conversationOf, type Entry, isWaiting, type OutboxMessage } from './outbox.ts';
import type { Part } from './part.ts';
import type { CaseRecord } from './record.ts';
import { isBeingWritten, isSubmitted, referralOf } from './state.ts';
import { isAlarming, isHeard, isReachedAgain, unreachedSince } from './unreached.ts';

/**
 * Decides, just before a message is sent, whether it is still worth sending. Two that are not: a reminder about a
 * decided case, and a refresh that a later one in the same conversation repeats.
 * @returns why the message is dropped, or undefined if it is sent
 */
export function whyDropped(record: CaseRecord, entry: Entry, parts: readonly Part[]): WhyDropped | undefined {
  const { message } = entry;
  const referral = referralOf(record.events);
  const later = record.outbox.filter((other) => other.id > entry.id && conversationOf(other) === conversationOf(entry));
  const waitingBehind = later.filter(isWaiting);
  const sentSince = later.filter(({ state }) => state.kind === 'sent');
  const again = waitingBehind.some((other) => other.message.kind === message.kind);
  // a call had put the case before the MASH, and then the author said there was none: it is a draft again or deleted
  if (!isSubmitted(referral) && isAboutSentReferral(message)) return 'no-longer-true';
  const isJoined = referral.status === 'joined' && !unreachedSince(record);
  if (isJoined && isAboutWaiting(message, record)) return 'no-longer-true'; // the clocks of a joined call do not run
  // the right person has it by now
  if (isAlarming(message) && message.instead && isHeard(record, message)) return 'no-longer-true';
  switch (message.kind) {
    case 'case-card':
      return again && record.said.card !== undefined ? 'superseded' : undefined;
    case 'assessment-card':
      return again && record.said.assessment !== undefined ? 'superseded' : undefined;
    case 'reminder-over':
    case 'receipt':
      return again ? 'superseded' : undefined;
    case 'decision-notice': // it gives the decision as it stands now, corrected or not
      // opening the case again sends its own notice
      if (referral.status !== 'decided') return wasEverDecided(referral) ? 'no-longer-true' : undefined;
      return again && (referral.correction.kind === 'corrected' || referral.reopening.kind === 'reopened')
        ? 'superseded'
        : undefined;
    case 'reminder':
      return whyReminderDropped(record, message, [...waitingBehind, ...sentSince], parts);
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
    case 'line':
      return whyLineDropped(record, message, parts);
    case 'urgent-ring':
    case 'outside-ring':
    case 'nobody-has-it':
      if (again || sentSince.some((other) => other.message.kind === message.kind)) return 'superseded';
      return parts.some((part) => part.isPast?.(record, message.event)) ? 'no-longer-true' : undefined;
    case 'stage-notice':
      return parts.some((part) => part.isPast?.(record, message.event)) ? 'no-longer-true' : undefined;
    default:
      return undefined; // everything else is news, however late it arrives
  }
}

type WhyDropped = 'decided' | 'superseded' | 'no-longer-true';

/** @param later messages in the same conversation that wait behind the reminder or were sent after it was queued */
function whyReminderDropped(
  record: CaseRecord,
  message: Reminder,
  later: readonly Entry[],
  parts: readonly Part[],
): WhyDropped | undefined {
  const referral = referralOf(record.events);
  if (parts.some((part) => part.isOver?.(record, message.clock))) return 'no-longer-true';
  if (draftClocks.includes(message.clock)) {
    if (!isBeingWritten(referral)) return 'no-longer-true';
  } else if (referral.status === 'decided') return 'decided';
  return later.some((other) => replacesReminder(other.message, message)) ? 'superseded' : undefined;
}

type Reminder = Extract<OutboxMessage, { kind: 'reminder' }>;

/** Why a line in the thread of either channel is dropped. */
function whyLineDropped(
  record: CaseRecord,
  message: Extract<OutboxMessage, { kind: 'line' | 'assessment-line' }>,
  parts: readonly Part[],
): WhyDropped | undefined {
  const event = record.events[message.event];
  if (event?.type === 'NobodyReached') return unreachedSince(record) ? undefined : 'no-longer-true';
  if (event?.type === 'NotReached' && isReachedAgain(record, event)) return 'no-longer-true';
  if (event?.type !== 'ClockReached') return undefined;
  const over = parts.map((part) => part.isOver?.(record, event.clock)).find((each) => each !== undefined);
  // In the MASH channel, a decision ends every clock that belongs to no feature.
  const isOver = over ?? (message.kind === 'line' && referralOf(record.events).status === 'decided');
  return isOver ? 'decided' : undefined;
}

/** Whether a message is about a referral that waits for the MASH, and not about a draft. */
function isAboutSentReferral(message: OutboxMessage): boolean {
  const kinds: OutboxMessage['kind'][] = [
    ...(['line', 'receipt', 'not-delivered', 'undelivered-alert'] as const),
    ...(['no-channel', 'decision-overdue', 'outside-ring', 'delivered-after-all'] as const),
  ];
  return kinds.includes(message.kind) || (message.kind === 'reminder' && !draftClocks.includes(message.clock));
}

/** Whether a message says that something waits for the MASH. */
function isAboutWaiting(message: OutboxMessage, { events }: CaseRecord): boolean {
  if (message.kind === 'line') return events[message.event]?.type === 'ClockReached';
  const kinds: OutboxMessage['kind'][] = [
    ...(['reminder', 'urgent-ring', 'outside-ring', 'nobody-has-it'] as const),
    ...(['decision-overdue', 'not-delivered', 'undelivered-alert', 'no-channel'] as const),
  ];
  return kinds.includes(message.kind);
}

const draftClocks = ['idleDraft', 'writtenConfirmation', 'dangerDraft'];

/**
 * Whether a later message replaces a reminder. It must be of the same clock, and only an escalation replaces an
 * escalation.
 */
function replacesReminder(later: OutboxMessage, message: Reminder): boolean {
  return later.kind === 'reminder' && later.clock === message.clock && (later.escalation || !message.escalation);
}
