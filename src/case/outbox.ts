import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant, instantOf, msOf } from '../base/time.ts';
import { ClockName } from '../history/entry.ts';

/**
 * Who is told: the MASH channel, the Assessment team's, or one person in their own 1:1 chat, and nobody else. `cases`: other cases of the
 * same store, and nobody. `outside`: a person of the MASH by text message or e-mail, where no fact of a case goes.
 */
export const Recipient = z.union([
  z.object({ place: z.enum(['mash', 'assessment', 'cases']) }),
  z.object({ person: StaffId }),
  z.object({ outside: StaffId }),
]);
export type Recipient = z.infer<typeof Recipient>;

/** In the place of others who could not be reached: somebody of the desk, or an administrator, who can only see to it that others hear. */
const Instead = z.enum(['desk', 'administrators']);

/**
 * What must be told. The words are made from the state of the case when it is sent, so that what is sent is never out of date.
 * `case-card` posts or refreshes the shared card; `written` is one numbered part of the whole text; `line` is what happened, and
 * `addition` what a very long one goes on with. `information`: what the referrer added, in the same way. `assessment-card` and
 * `assessment-line`: the same in the Assessment team's channel.
 */
export const OutboxMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case-card') }),
  z.object({ kind: z.literal('written'), part: z.int(), of: z.int() }),
  z.object({ kind: z.literal('line'), event: z.int() }),
  z.object({ kind: z.literal('addition'), part: z.int(), event: z.int() }),
  z.object({ kind: z.literal('receipt') }),
  z.object({ kind: z.literal('clear-draft') }),
  z.object({ kind: z.literal('not-delivered') }),
  z.object({ kind: z.literal('delivered-after-all') }),
  z.object({ kind: z.literal('question'), question: z.int() }),
  z.object({ kind: z.literal('decision-notice') }),
  z.object({ kind: z.literal('decision-overdue') }),
  z.object({
    kind: z.literal('reminder'),
    clock: ClockName,
    late: z.boolean(),
    escalation: z.boolean(),
    event: z.int().optional(), // of the mark; an older program did not say
    instead: Instead.optional(),
  }),
  z.object({ kind: z.literal('undelivered-alert') }),
  z.object({ kind: z.literal('no-channel'), event: z.int(), instead: Instead.optional() }), // to managers: the reference of what cannot be posted
  z.object({ kind: z.literal('missing-alert'), event: z.int().optional(), instead: Instead.optional() }),
  z.object({
    kind: z.literal('urgent-ring'),
    event: z.int(),
    as: z.enum(['on-duty', 'nobody-on-duty', 'everybody', 'escalation']), // why this person gets it
    instead: Instead.optional(),
  }),
  z.object({ kind: z.literal('nobody-has-it'), event: z.int() }), // the referrer is told to ring
  z.object({ kind: z.literal('outside-ring'), event: z.int() }), // nobody has answered, or Teams does not reach them: the reference and a time
  z.object({ kind: z.literal('reminder-over') }), // earlier reminders in this chat say who has it now, or that it is decided
  z.object({ kind: z.literal('stage-notice'), event: z.int() }), // a feature tells one person of an event
  z.object({ kind: z.literal('level-notice'), event: z.int() }), // to who is set up for the level that a disagreement came to
  z.object({ kind: z.literal('assessment-card') }),
  z.object({ kind: z.literal('assessment-line'), event: z.int() }),
  z.object({ kind: z.literal('link'), to: CaseId, event: z.int().optional() }), // the other case hears that this one is sent, or of an event
  z.object({ kind: z.literal('look-for-links') }),
  z.object({ kind: z.literal('join'), to: CaseId, event: z.int() }), // the other case hears that the two are joined, or separate again
]);
export type OutboxMessage = z.infer<typeof OutboxMessage>;

/** What is meant to bring somebody of the MASH to the case now. */
export type Alarming = Extract<OutboxMessage, { kind: 'reminder' | 'urgent-ring' | 'missing-alert' | 'no-channel' }>;

export const Entry = z.object({
  id: z.int(),
  to: Recipient,
  message: OutboxMessage,
  addedAt: Instant,
  attempts: z.int(),
  notBefore: Instant,
  askedMs: z.int().optional(), // so long Teams asked to wait, the last time
  failingSince: Instant.optional(), // the first failure; of an alarm also the first time that Teams asked to wait
  unreached: Instant.optional(), // of one that still waits: since when the person is known not to be reached
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('waiting') }),
    z.object({ kind: z.literal('sent'), at: Instant, activityId: z.string().optional() }),
    z.object({ kind: z.literal('failed'), at: Instant, reason: z.string() }),
    z.object({ kind: z.literal('dropped'), at: Instant, why: z.enum(['decided', 'superseded', 'no-longer-true']) }),
  ]),
});
export type Entry = z.infer<typeof Entry>;

/** The conversation that an entry belongs to: order is kept within one, and one that is stuck holds up no other. */
export function conversationOf({ to, message }: Pick<Entry, 'to' | 'message'>): string {
  return 'place' in to && to.place === 'cases' && (message.kind === 'link' || message.kind === 'join')
    ? `case:${message.to}`
    : placeOf(to);
}

/** Where it is told. */
export function placeOf(to: Recipient): string {
  if ('outside' in to) return `outside:${to.outside}`;
  return 'person' in to ? `person:${to.person}` : to.place;
}

export const isWaiting = (entry: Entry): boolean => entry.state.kind === 'waiting';

const firstWaitMs = 1000;
const longestWaitMs = 5 * 60 * 1000;
const minuteMs = 60_000;
const longestRestMs = 60 * minuteMs;

/**
 * When to try again: doubling from one second up to five minutes, spread by chance so that a returning service is not met all at once.
 * @param chance 0 to 1
 * @param retryAfterMs what the platform asked for, which is never undercut up to an hour
 */
export function nextTry(attempts: number, now: Instant, chance: number, retryAfterMs = 0): Instant {
  const asked = Math.min(retryAfterMs, longestRestMs);
  return instantOf(msOf(now) + Math.max(asked, Math.round(waitAfter(attempts) * (0.5 + chance / 2))));
}

const waitAfter = (attempts: number): number => Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 20));

/**
 * When to look again for somebody who is not there: after one minute, then twice as long each time, up to an hour.
 * @param again how often they were looked for since they were found not to be there
 */
export const nextLook = (again: number, now: Instant): Instant =>
  instantOf(msOf(now) + Math.min(longestRestMs, minuteMs * 2 ** Math.min(again, 20)));

/** When it is tried next. What lies further ahead than this message may wait was written by a clock that was wrong: then it is now. */
export function nextAt({ notBefore, attempts, askedMs = 0, unreached }: Entry, now: Instant): Instant {
  const longest = unreached ? longestRestMs : Math.max(waitAfter(attempts), Math.min(askedMs, longestRestMs));
  return msOf(notBefore) - msOf(now) > longest ? now : notBefore;
}

const giveWay: Partial<Record<OutboxMessage['kind'], number>> = { receipt: 1, 'reminder-over': 1, 'clear-draft': 2 };
const rank = ({ message }: Entry): number => giveWay[message.kind] ?? 0;

/**
 * Per conversation, the entry that is next: what waits behind it keeps its place. Refreshing a card and tidying up give way to news.
 * What could not reach its person steps aside and is tried in its own time: what comes after does not wait for it.
 */
export function headsOfLine(outbox: Entry[]): Entry[] {
  const heads = new Map<string, Entry>();
  for (const entry of outbox.filter(isWaiting)) {
    if (entry.unreached) continue;
    const conversation = conversationOf(entry);
    const head = heads.get(conversation);
    if (!head || rank(entry) < rank(head)) {
      heads.set(conversation, entry);
    }
  }
  return [...heads.values(), ...outbox.filter((entry) => isWaiting(entry) && entry.unreached)];
}
