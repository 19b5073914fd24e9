import { type Instant, plus } from '../base/time.ts';
import type { Answers } from '../check/draft.ts';
import { isInCare } from '../check/in-care.ts';
import { withoutUnasked } from '../check/places.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Clocks } from '../protocol/pack.ts';
import { hasActed } from './acted.ts';
import { type Along, calledAt } from './along.ts';
import { ownDue } from './joined.ts';
import { isUnwritten, type Referral } from './state.ts';

/** Who refers, that they rang, and whether there is danger: all that the MASH is told before the written referral is sent. */
const toldBefore = [
  ...['danger', 'phoned', 'phoned-when', 'phoned-who'],
  ...['agency', 'organisation', 'name', 'role', 'phone', 'other'],
];

/**
 * Of the answers of a draft what may be told before it is sent. No fact of the child is among it, and of a child in care nothing that
 * could say where they are placed.
 * @source Protocol 8.2, 10.1
 */
export function toldUnwritten(answers: Answers): Answers {
  const only = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([field]) => toldBefore.includes(field)));
  const { organisation: _, ...values } = only(answers.values);
  const told = isInCare(answers)
    ? Object.fromEntries(Object.entries(values).map(([id, text]) => [id, withoutUnasked(text, answers)]))
    : only(answers.values);
  return { values: told, ticks: {}, readings: only(answers.readings) };
}

/**
 * What follows from a call or a missing child while nothing is in writing: the MASH decides within its window all the same, from the
 * call or from when the child was said to be missing, whichever came first. A call that was not made ends that, unless somebody of
 * the MASH has acted on it or joined a call of theirs into it, or the child is missing.
 * @param after  the referral with the event
 * @param events the history, with the event
 * @source Protocol 8.2 (24 hours; a telephone referral is confirmed in writing), 10.2
 */
export function opening(event: CaseEvent, after: Referral, events: CaseEvent[], clocks: Clocks): CaseEvent[] {
  if (event.type !== 'PhoneCallRecorded' && event.type !== 'ChildMissing' && event.type !== 'PhoneCallTakenBack')
    return [];
  if (after.status === 'not-started') return [];
  const waits = isUnwritten(after) && after.status === 'awaiting-decision' ? after : undefined;
  if (after.status !== 'draft' && !waits) return [];
  const { at, by } = event;
  const own = waits && ownDue(waits).clockStart;
  const goesOn = hasActed(events) || (waits !== undefined && waits.calls.length > 0); // what the MASH heard itself was a call
  const first = firstOf(after, at, goesOn ? own : undefined);
  if (!first) return waits ? [{ type: 'WaitsNoLonger', at, by }] : [];
  if (first === own) return [];
  return [{ type: 'WaitsUnwritten', at, by, clockStart: first, decisionDue: plus(first, clocks.decision.within) }];
}

/** The call or the first word of a missing child, never ahead of the clock. @param since from when the MASH has been working on it */
function firstOf(along: Along, now: Instant, since: Instant | undefined): Instant | undefined {
  const times = [calledAt(along), along.missing[0]?.at, since].filter((at) => at !== undefined).sort();
  return times[0] !== undefined && times[0] > now ? now : times[0];
}
