import { z } from 'zod';
import { oncePer } from '../base/once-per.ts';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant, msBetween, plus } from '../base/time.ts';
import { flag } from '../history/entry.ts';

/**
 * Where a message goes: the MASH channel, the Assessment team's channel, or one person's 1:1 chat. `cases`: to another
 * case in the same store, which no person reads. `council`: to the council's own system. `outside`: to a person of the MASH
 * by text message or e-mail. Neither gets a fact of the case.
 */
export const Recipient = z.union([
  z.object({ place: z.enum(['mash', 'assessment', 'cases', 'council']) }),
  z.object({ person: StaffId }),
  z.object({ outside: StaffId }),
]);
export type Recipient = z.infer<typeof Recipient>;

/**
 * Who gets a message instead of people who could not be reached: somebody of the MASH desk, or an administrator, who
 * can only make sure that others hear of it.
 */
const Instead = z.enum(['desk', 'administrators']);
export type Instead = z.infer<typeof Instead>;

/**
 * What the council's own system may hear of a case, and nothing else. None says what the case is about: not that a child
 * is missing, or in danger.
 */
const CouncilEvent = z.enum([
  'begun', // somebody rang, or it waits to be written
  'sent',
  'taken',
  'decided',
  'corrected',
  'passed-on',
  'reopened',
  'closed',
  'joined', // it goes on as another case
  'erased',
]);
export type CouncilEvent = z.infer<typeof CouncilEvent>;

/** The schema of an object of this kind. `more`: its other fields. */
const ofKind = <Kind extends string, More extends z.ZodRawShape = Record<never, never>>(
  kind: Kind,
  more: More = {} as More,
) => z.object({ kind: z.literal(kind), ...more });

/**
 * A message to send. Its words are made from the state of the case at the time of sending, so they are never out of
 * date. `case-card` posts or refreshes the shared card. `written` is one numbered part of the whole written referral.
 * `line` is a reply in the thread that says what happened, and `addition` continues a reply that is too long for one
 * message. `assessment-card` and `assessment-line` are the same in the Assessment team's channel. `again`: it was posted in
 * another channel before, so it makes no sound.
 */
export const OutboxMessage = z.discriminatedUnion('kind', [
  ofKind('case-card'),
  ofKind('written', { part: z.int(), of: z.int(), again: flag }),
  ofKind('line', { event: z.int(), again: flag }),
  ofKind('addition', { part: z.int(), event: z.int(), again: flag }),
  // tells one person about an event; `as`: which notice of which feature, such as “question/asked”
  ofKind('notice', {
    event: z.int(),
    as: z.string(),
    alarm: flag, // it should bring somebody at the MASH to the case now
    goesUp: flag, // an alarm to the person above the managers
    instead: Instead.optional(),
  }),
  ofKind('receipt'),
  ofKind('clear-draft'),
  // the channel is another one now: what was posted in this thread before the entry with this id shows where to go
  ofKind('moved', { thread: z.string(), card: z.string().optional(), before: z.int() }),
  ofKind('redraw', { entry: z.int() }), // draws an earlier message again: an address or words in it are not for all any more
  // nobody answered, or Teams cannot reach the person; holds the reference and a time
  ofKind('outside-ring', { event: z.int() }),
  // changes earlier reminders in this chat: somebody has the case now, or it is decided
  ofKind('reminder-over'),
  ofKind('assessment-card'),
  ofKind('assessment-line', { event: z.int(), again: flag }),
  // tells a linked case about an event here, or that this one is sent
  ofKind('link', { to: CaseId, event: z.int().optional() }),
  ofKind('look-for-links'),
  ofKind('unread-at-night'), // notes the case, so that the next manager on duty hears of it
  // tells the other case that the two were joined or separated
  ofKind('join', { to: CaseId, event: z.int() }),
  // `address`: the one of the council's system at the time; when another is set up, it goes to neither
  ofKind('council', { event: z.int(), what: CouncilEvent, address: z.string() }),
]);
export type OutboxMessage = z.infer<typeof OutboxMessage>;

type Message<K extends OutboxMessage['kind']> = Extract<OutboxMessage, { kind: K }>;

/** A message with who gets it. Each kind has its own recipients. */
export type Outgoing =
  | {
      to: { place: 'mash' };
      message: Message<'case-card' | 'written' | 'line' | 'addition' | 'clear-draft' | 'redraw' | 'moved'>;
    }
  | {
      to: { place: 'assessment' };
      message: Message<'assessment-card' | 'assessment-line' | 'clear-draft' | 'redraw' | 'moved'>;
    }
  | { to: { place: 'cases' }; message: Message<'link' | 'look-for-links' | 'join' | 'unread-at-night'> }
  | { to: { place: 'council' }; message: Message<'council'> }
  | { to: { person: StaffId }; message: Message<'notice' | 'receipt' | 'clear-draft' | 'redraw' | 'reminder-over'> }
  | { to: { outside: StaffId }; message: Message<'outside-ring'> };

export type CouncilMessage = Message<'council'>;
export type NoticeMessage = Message<'notice'>;

/** What the log, the metrics and an answer to a subject-access request call a message. */
export const nameOfMessage = (message: OutboxMessage): string =>
  message.kind === 'notice' ? message.as : message.kind;

/** A message that should bring somebody at the MASH to the case now. It has stand-ins: see `alarms.ts`. */
export type Alarming = NoticeMessage & { alarm: true };

export const Entry = z.object({
  id: z.int(),
  to: Recipient,
  message: OutboxMessage,
  addedAt: Instant,
  attempts: z.int(),
  notBefore: Instant,
  askedMs: z.int().optional(), // how long Teams last asked to wait
  failingSince: Instant.optional(), // the first failure; for an alarm, also the first time that Teams asked to wait
  unreached: Instant.optional(), // since when the person could not be reached, while the entry still waits
  undrawn: Instant.optional(), // since when the program could not make the message, while the entry still waits
  gathers: flag, // it waits to stand in one message with others, and later ones pass it
  state: z.discriminatedUnion('kind', [
    ofKind('waiting'),
    // `digest`: the message about several cases that told it, which is drawn again by itself
    ofKind('sent', { at: Instant, activityId: z.string().optional(), digest: z.string().optional() }),
    ofKind('failed', { at: Instant, reason: z.string() }),
    ofKind('dropped', { at: Instant, why: z.enum(['decided', 'superseded', 'no-longer-true']) }),
  ]),
});
export type Entry = z.infer<typeof Entry>;

/**
 * The conversation that an entry belongs to. Order is kept within a conversation, and one that is stuck does not hold
 * up the others.
 */
export function conversationOf({ to, message }: Pick<Entry, 'to' | 'message'>): string {
  return 'place' in to && to.place === 'cases' && (message.kind === 'link' || message.kind === 'join')
    ? `case:${message.to}`
    : placeOf(to);
}

/** A key for the place where a message goes. */
export function placeOf(to: Recipient): string {
  if ('outside' in to) return `outside:${to.outside}`;
  return 'person' in to ? `person:${to.person}` : to.place;
}

/** The messages to this person, in their own chat. */
export const messagesTo = (outbox: readonly Entry[], person: StaffId): Entry[] =>
  outbox.filter(({ to }) => 'person' in to && to.person === person);

export const isWaiting = (entry: Entry) => entry.state.kind === 'waiting';

/** Whether later messages pass this one: it could not reach its person, or it could not be made. */
export const stepsAside = ({ unreached, undrawn }: Entry) => unreached !== undefined || undrawn !== undefined;

const isPassed = (entry: Entry) => stepsAside(entry) || entry.gathers === true;

const firstWaitMs = 1000;
const longestWaitMs = 5 * 60 * 1000;
const minuteMs = 60_000;
const longestRestMs = 60 * minuteMs;

/**
 * When to try again: the wait doubles from one second up to five minutes. It is randomised, so that not everything hits
 * a returning service at once.
 * @param chance 0 to 1
 * @param retryAfterMs how long the platform asked to wait; the next try is never earlier than that, up to an hour
 */
export function nextTry(attempts: number, now: Instant, chance: number, retryAfterMs = 0): Instant {
  const asked = Math.min(retryAfterMs, longestRestMs);
  return plus(now, Math.max(asked, Math.round(waitAfter(attempts) * (0.5 + chance / 2))));
}

const waitAfter = (attempts: number) => Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 20));

/**
 * When to try again to reach a person whom Teams could not reach: after one minute, then twice as long each time, up to
 * an hour.
 * @param again how many times it was tried since the person was first found unreachable
 */
export const nextTryToReach = (again: number, now: Instant): Instant =>
  plus(now, Math.min(longestRestMs, minuteMs * 2 ** Math.min(again, 20)));

/**
 * When an entry is tried next. A `notBefore` further ahead than any wait comes from a machine whose clock was wrong:
 * such an entry is tried now.
 */
export function nextAt(entry: Entry, now: Instant): Instant {
  const { notBefore, attempts, askedMs = 0 } = entry;
  const longest = isPassed(entry) ? longestRestMs : Math.max(waitAfter(attempts), Math.min(askedMs, longestRestMs));
  return msBetween(now, notBefore) > longest ? now : notBefore;
}

const giveWay: Partial<Record<OutboxMessage['kind'], number>> = {
  receipt: 1,
  'reminder-over': 1,
  'clear-draft': 2,
  moved: 2,
  redraw: 1,
};
const rank = ({ message }: Entry) => giveWay[message.kind] ?? 0;

/**
 * The next entry of each conversation; the entries behind it keep their order. Receipts and tidying up give way
 * to news. An entry that could not reach its person, could not be made, or gathers with others is tried at its own times, so
 * later entries do not wait for it.
 */
export const headsOfLine = oncePer((outbox: Entry[]): Entry[] => {
  const waiting = outbox.filter(isWaiting);
  const inLine = waiting.filter((entry) => !isPassed(entry));
  const heads = [...Map.groupBy(inLine, conversationOf).values()].flatMap((line) =>
    line.sort((one, other) => rank(one) - rank(other)).slice(0, 1),
  );
  return [...heads, ...waiting.filter(isPassed)];
});
