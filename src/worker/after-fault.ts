import { type Instant, instantOf, msOf } from '../base/time.ts';
import { type Entry, nextLook, nextTry } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { isAlarming } from '../case/unreached.ts';
import { TeamsFault } from '../connector/teams.ts';
import { NotYet } from './delivered.ts';

const triesOfTheRefused = 3;
const triesOfTheBroken = 12; // about twenty minutes: a fault of ours, or of the store, must not silence what comes after for ever
const triesBeforeSaying = 8; // about two minutes; it goes on trying all the same
const mayTakeMs = 2 * 60_000; // the same where each try takes long
const outlivesMs = 14 * 24 * 60 * 60_000; // so long is somebody looked for once their case waits for nothing

interface How {
  now: Instant;
  chance: number; // 0 to 1
  hasMoved: boolean; // another chat of the person was found just now
}

/**
 * What becomes of a message that Teams did not take. A person is looked for as long as the matter stands. A card of a case is tried
 * for ever. Anything else that Teams does not want gives way to what comes after it.
 */
export function afterFault(record: CaseRecord, entry: Entry, error: unknown, how: How): Partial<Entry> {
  const { now, chance, hasMoved } = how;
  if (error instanceof NotYet) return { notBefore: instantOf(msOf(now) + 250) };
  const fault = error instanceof TeamsFault ? error : undefined;
  const wait = { notBefore: nextTry(entry.attempts, now, chance, fault?.retryAfterMs) };
  if (fault?.status === 429) return { ...wait, ...askedToWait(entry, fault, { now, until: wait.notBefore }) };
  const attempts = entry.attempts + 1;
  const failed = { attempts, askedMs: fault?.retryAfterMs ?? 0, failingSince: entry.failingSince ?? now };
  if (hasMoved && entry.attempts === 0) return failed;
  // A person mends the account, and its owner the number: a refusal does not tell which. It is tried for as long as the matter stands.
  if ('outside' in entry.to) return { ...failed, ...wait };
  const isRefused = fault?.refused === true && attempts >= triesOfTheRefused;
  const isBroken = !fault && attempts >= triesOfTheBroken;
  const givenUp: Partial<Entry> = { ...failed, state: { kind: 'failed', at: now, reason: reasonOf(fault) } };
  if ('person' in entry.to) {
    const isOver = record.status !== 'awaiting-decision' && msOf(now) - msOf(entry.addedAt) > outlivesMs;
    if (isOver) return givenUp;
    const isGone = fault?.gone === true || isRefused || isBroken;
    const isLong = attempts >= triesBeforeSaying || msOf(now) - msOf(failed.failingSince) >= mayTakeMs;
    const unreached = entry.unreached ?? (isGone || isLong ? now : undefined);
    if (!unreached) return { ...failed, ...wait };
    return { ...failed, ...(isGone ? { notBefore: nextLook(looksAgain(entry, now), now) } : wait), unreached };
  }
  const isCard = ['case-card', 'assessment-card'].includes(entry.message.kind);
  if (!isCard && (isRefused || (isBroken && entry.to.place !== 'cases'))) return givenUp;
  return { ...failed, ...wait };
}

/**
 * Being asked to wait is no failure. But an alarm that is put off for minutes is heard by nobody, whatever the reason: others hear it
 * then. While we keep to Teams' limits its chat hears other alarms, so that only a long wait counts there.
 * @param until when it is tried again
 */
function askedToWait(
  { to, message, failingSince, unreached }: Entry,
  { retryAfterMs: askedMs, isOurs }: TeamsFault,
  { now, until }: { now: Instant; until: Instant },
): Partial<Entry> {
  if (!('person' in to) || !isAlarming(message)) return { askedMs };
  const since = failingSince && failingSince < now ? failingSince : now; // a clock that was ahead may have written it
  const isLong = msOf(until) - msOf(isOurs ? now : since) >= mayTakeMs;
  const waits = isOurs ? { askedMs } : { askedMs, failingSince: since };
  return unreached || isLong ? { ...waits, unreached: unreached ?? now } : waits;
}

/** By how often the time since then doubles a minute, so that no count of its own is kept. */
const looksAgain = ({ unreached }: Entry, now: Instant): number =>
  unreached ? Math.max(0, Math.round(Math.log2(Math.max(1, (msOf(now) - msOf(unreached)) / 60_000 + 1)))) : 0;

const reasonOf = (fault: TeamsFault | undefined): string =>
  fault ? `Teams answered ${fault.status}` : 'It cannot be made';
