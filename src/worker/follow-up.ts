import { type Instant, msBetween, plus } from '../base/time.ts';
import type { CaseContext } from '../case/advance.ts';
import { isAlarming, isNobodyNamed, standInsFor, unreachedSince } from '../case/alarms.ts';
import type { Desk } from '../case/desk.ts';
import { type Entry, nextTry, nextTryToReach } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { isNotDelivered } from '../case/standing.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { TeamsFault } from '../connector/teams.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';
import { NotDrawn, NotYet, noticeIn } from './delivered.ts';

// these tries take some seconds; then the MASH is told that the Assessment team has not received the case
const triesBeforeTellingMash = 4;

/** Whether it was just found that a message cannot be made, or that its person cannot be reached. */
export const isNew = (field: 'undrawn' | 'unreached', entry: Entry, change: Partial<Entry>) =>
  change[field] !== undefined && entry[field] === undefined;

/**
 * The events that follow from a sent or failed message: the referral is delivered, the referrer was told, somebody
 * cannot be reached.
 */
export function followUp(
  record: CaseRecord,
  entry: Entry,
  change: Partial<Entry>,
  caseContext: CaseContext & { noChannel?: boolean },
): CaseEvent[] {
  const { now, desk, parts, noChannel = false } = caseContext;
  const once = (type: 'AssessmentPosted' | 'AssessmentNotPosted'): CaseEvent[] =>
    record.events.some((event) => event.type === type) ? [] : [{ type, at: now }];
  if (change.state?.kind === 'sent') {
    if (isAlarming(entry.message)) return unreachedSince(record) ? [{ type: 'SomebodyReached', at: now }] : [];
    // A card posted before the referral was sent (for a phone call or a missing child) does not count as its delivery.
    const sent = submittedIn(referralOf(record.events));
    if (entry.message.kind === 'case-card')
      return sent && !sent.deliveredAt && entry.addedAt >= sent.submittedAt
        ? [{ type: 'ReferralDelivered', at: now }]
        : [];
    if (entry.message.kind === 'assessment-card') return once('AssessmentPosted');
    if (entry.message.kind !== 'notice') return [];
    const { about, notice } = noticeIn(record, entry.message, parts);
    return notice.taken?.(about, record, now) ?? [];
  }
  if (noChannel) return withoutChannel(record, caseContext);
  // The MASH is told, because otherwise it would believe that the Assessment team has the case.
  const isUndrawn = isNew('undrawn', entry, change);
  if (entry.message.kind === 'assessment-card' && (isUndrawn || (change.attempts ?? 0) >= triesBeforeTellingMash))
    return record.said.assessment ? [] : once('AssessmentNotPosted'); // the team already has a card
  const nobodyLeft = (): CaseEvent[] =>
    standInsFor(record, entry, desk) === 'nobody' ? [{ type: 'NobodyReached', at: now }] : [];
  if (isUndrawn) return nobodyLeft();
  const concernsMash = isAlarming(entry.message) || submittedIn(referralOf(record.events));
  if (!isNew('unreached', entry, change) || !('person' in entry.to) || !concernsMash) return [];
  const { message } = entry;
  const isQuiet =
    ['receipt', 'reminder-over', 'clear-draft', 'redraw'].includes(message.kind) ||
    (message.kind === 'notice' && noticeIn(record, message, parts).notice.mayFail === true);
  if (isQuiet) return [];
  return [{ type: 'NotReached', at: now, who: whoIs(record, entry, desk), staff: entry.to.person }, ...nobodyLeft()];
}

/**
 * There is no channel to post the referral in, and waiting does not help. So the alarm about its delivery goes off now
 * instead of later.
 */
function withoutChannel(record: CaseRecord, { now, desk, pack }: CaseContext): CaseEvent[] {
  const referral = submittedIn(referralOf(record.events));
  if (referral?.status !== 'awaiting-decision' || referral.deliveredAt) return [];
  if (isNotDelivered(record, referral)) return [];
  const upTo = plus(referral.submittedAt, pack.clocks.delivery.confirmWithin);
  const flags = { remind: false, escalate: false, overdue: true, late: false, noChannel: true } as const;
  return [
    { type: 'ClockReached', at: now, clock: 'delivery', upTo, ...flags },
    ...(isNobodyNamed(desk) ? [{ type: 'NobodyReached' as const, at: now }] : []),
  ];
}

function whoIs(
  record: CaseRecord,
  { to, message }: Entry,
  { managers, escalation, admins }: Desk,
): EventOf<'NotReached'>['who'] {
  if (!('person' in to) || managers.includes(to.person)) return 'manager';
  if (to.person === record.author) return 'referrer';
  if ((isAlarming(message) && message.goesUp) || escalation.includes(to.person)) return 'escalation';
  return admins.includes(to.person) ? 'administrator' : 'manager';
}

const triesWhenRefused = 3;
// about twenty minutes: a bug of ours, or a store fault, must not block later messages for ever
const triesWhenBroken = 12;
const triesBeforeUnreached = 8; // about two minutes: then the person counts as unreached, but is still tried
const undrawnWaitsMs = 5 * 60_000; // until a message that could not be made is tried again
const mayTakeMs = 2 * 60_000; // the same limit in time instead of tries, because a single try may take long
const outlivesMs = 14 * 24 * 60 * 60_000; // how long a message to a person is retried when no decision is awaited, and one to the council's own system

interface FaultContext {
  now: Instant;
  chance: number; // a random number from 0 to 1, which spreads the retries
  hasMoved: boolean; // a new chat of the person has just been found
}

/**
 * How an outbox entry changes after its message could not be sent. A message to a person is retried as long as the case
 * is open. A case card is retried for ever. Any other message that Teams refuses is given up, so that later messages
 * are not blocked. A message that could not be made is kept and tried again, because a new version of the program may be
 * able to; it says nothing about the person.
 */
export function afterFault(record: CaseRecord, entry: Entry, error: unknown, context: FaultContext): Partial<Entry> {
  const { now, chance, hasMoved } = context;
  if (error instanceof NotYet) return { notBefore: plus(now, error.afterMs), ...(error.gathers && { gathers: true }) };
  if (error instanceof NotDrawn) return { undrawn: entry.undrawn ?? now, notBefore: plus(now, undrawnWaitsMs) };
  const fault = error instanceof TeamsFault ? error : undefined;
  const wait = { undrawn: undefined, notBefore: nextTry(entry.attempts, now, chance, fault?.retryAfterMs) };
  const attempts = entry.attempts + 1;
  if (fault?.status === 429) {
    const counted = fault.retryAfterMs > 0 ? {} : { attempts }; // Teams did not say how long, so each wait is longer
    return { ...wait, ...counted, ...askedToWait(entry, fault, { now, until: wait.notBefore }) };
  }
  const failed = {
    undrawn: undefined,
    gathers: undefined,
    attempts,
    askedMs: fault?.retryAfterMs ?? 0,
    failingSince: entry.failingSince ?? now,
  };
  if (hasMoved && entry.attempts === 0) return failed;
  // A text message or e-mail. It may be refused because of the council's account at GOV.UK Notify or of this person's
  // number or address. Either can be repaired, so it is retried.
  if ('outside' in entry.to) return { ...failed, ...wait };
  if (entry.message.kind === 'council')
    return msBetween(entry.addedAt, now) > outlivesMs ? givenUp(failed, fault, now) : { ...failed, ...wait };
  const isRefused = fault?.refused === true && attempts >= triesWhenRefused;
  const isBroken = !fault && attempts >= triesWhenBroken;
  const over = givenUp(failed, fault, now);
  if ('person' in entry.to) {
    const isOver = record.status !== 'awaiting-decision' && msBetween(entry.addedAt, now) > outlivesMs;
    if (isOver) return over;
    const isGone = fault?.gone === true || isRefused || isBroken;
    const isLong = attempts >= triesBeforeUnreached || msBetween(failed.failingSince, now) >= mayTakeMs;
    const unreached = entry.unreached ?? (isGone || isLong ? now : undefined);
    if (!unreached) return { ...failed, ...wait };
    return { ...failed, ...(isGone ? { notBefore: nextTryToReach(looksAgain(entry, now), now) } : wait), unreached };
  }
  const isCard = ['case-card', 'assessment-card'].includes(entry.message.kind);
  if (!isCard && (isRefused || (isBroken && entry.to.place !== 'cases'))) return over;
  return { ...failed, ...wait };
}

const givenUp = (failed: Partial<Entry>, fault: TeamsFault | undefined, at: Instant): Partial<Entry> => ({
  ...failed,
  state: { kind: 'failed', at, reason: reasonOf(fault) },
});

/**
 * Teams asked us to wait (429), which is not a failure. But nobody hears an alarm that is delayed for minutes, so the
 * person then counts as unreached and others are alerted instead. When the delay comes from our own rate limits, the
 * chat works, and other messages get through to it. So short waits are not added up; only a single long one counts.
 * @param until when the retry is due
 */
function askedToWait(
  { to, message, failingSince, unreached }: Entry,
  { retryAfterMs: askedMs, isOurs }: TeamsFault,
  { now, until }: { now: Instant; until: Instant },
): Partial<Entry> {
  if (!('person' in to) || !isAlarming(message)) return { askedMs };
  // a future value comes from a clock that was ahead
  const since = failingSince && failingSince < now ? failingSince : now;
  const isLong = msBetween(isOurs ? now : since, until) >= mayTakeMs;
  const waits = isOurs ? { askedMs } : { askedMs, failingSince: since };
  return unreached || isLong ? { ...waits, unreached: unreached ?? now } : waits;
}

/**
 * How often a person has been looked for. It is derived from the time since they became unreachable, so it needs no
 * stored counter.
 */
const looksAgain = ({ unreached }: Entry, now: Instant) =>
  unreached ? Math.round(Math.log2(Math.max(1, msBetween(unreached, now) / 60_000 + 1))) : 0;

const reasonOf = (fault: TeamsFault | undefined) =>
  fault ? `Teams answered ${fault.status}` : 'The program could not send it';
