import { type Instant, instantOf, msIn, msOf } from '../base/time.ts';
import { type Answers, answerTo } from '../check/draft.ts';
import { isSignalled } from '../check/shown-when.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { CaseRecord } from './record.ts';
import { isSubmitted, referralOf, type SubmittedReferral } from './state.ts';

/**
 * Why a case is urgent. `leaves-sight`: the child is about to leave the sight of who refers, or has left it. `call`: a call that was
 * joined into it was urgent; `heardAt`: since when, and `acted`: somebody of the MASH had acted on it.
 */
export type Urgency =
  | { why: 'danger' | 'protection' | 'missing' | 'leaves-sight'; since: Instant }
  | { why: 'call'; since: Instant; heardAt: Instant; acted: boolean };

type Known = Pick<CaseRecord, 'facts' | 'events'>;

/**
 * All that makes a sent referral urgent, and since when; a child who leaves sight later today makes it so when the time comes.
 * @returns in no order; empty where nothing does
 * @source Protocol 6.7 (police protection), 8.2 (danger), 10.2 (missing); `clocks.urgent` of the pack
 */
export function urgencies(
  record: Known,
  { submittedAt, leavesSight, calls }: SubmittedReferral,
  pack: Pack,
): Urgency[] {
  const { answers } = record.facts;
  const since = answersSince(record, submittedAt);
  const danger = answers.values.danger === 'yes' || isSignalled(answers, pack.signals.danger);
  const soon = leavesSight && instantOf(msOf(leavesSight) - msIn(pack.clocks.urgent.sightWithin));
  const gone = missingSince(record);
  const all: (Urgency | undefined)[] = [
    danger ? { why: 'danger', since } : undefined,
    isProtected(answers) ? { why: 'protection', since } : undefined,
    gone ? { why: 'missing', since: gone } : undefined,
    soon ? { why: 'leaves-sight', since: later(soon, submittedAt) } : undefined,
    ...calls.map(({ at, urgentSince, acted = false }) =>
      urgentSince ? { why: 'call' as const, since: at, heardAt: urgentSince, acted } : undefined,
    ),
  ];
  return all.filter((each) => each !== undefined);
}

const heard: readonly CaseEvent['type'][] = [
  'WaitsUnwritten',
  'PhoneReferralLogged',
  'ReferralSubmitted',
  'CheckAdded',
];

/** When the MASH first heard what makes it urgent: as it came, or by what was sent or ticked later, where nothing had rung before. */
function answersSince({ events }: Known, submittedAt: Instant): Instant {
  const rang = events.findIndex((event) => event.type === 'ClockReached' && event.clock === 'urgent');
  const before = rang < 0 ? events : events.slice(0, rang);
  return before.findLast(({ type }) => heard.includes(type))?.at ?? submittedAt;
}

/** When the child was first said to be missing, since they were last found. */
function missingSince({ events }: Known): Instant | undefined {
  const found = events.findLastIndex(({ type }) => type === 'ChildFound');
  return events.slice(found + 1).find(({ type }) => type === 'ChildMissing')?.at;
}

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** Whether a case is urgent at this moment. Of a draft only what was said of danger and police protection counts. */
export function isUrgent(record: Known & { changedAt: Instant }, pack: Pack, at = record.changedAt): boolean {
  const referral = referralOf(record.events);
  if (isSubmitted(referral)) return urgencies(record, referral, pack).some(({ since }) => since <= at);
  const { answers } = record.facts;
  return answers.values.danger === 'yes' || isSignalled(answers, pack.signals.danger) || isProtected(answers);
}

/** Whether the child is in police protection: "no" in the box for the time is not. @source Protocol 6.7 */
export function isProtected(answers: Answers): boolean {
  const since = answerTo(answers, 'protection-when');
  return since !== undefined && !/^\s*(no|not|none|n\/a|never)\b/i.test(since);
}
