import { type Instant, plus } from '../base/time.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Clocks } from '../protocol/pack.ts';
import { isWorkedOn } from './alarms.ts';
import { ownWindow } from './joined.ts';
import { type CommonState, calledAt } from './referral.ts';
import { isUnwritten, type Referral, submittedIn } from './state.ts';

/**
 * The event that follows from a call or a missing child while nothing is in writing. The MASH must decide in time even
 * so. Its clock starts with the call or with the first report that the child is missing, whichever came first. Only a call
 * that the referrer corrects, before somebody at the MASH has worked on the case or joined a call into it, moves it back.
 * @param after  the referral after the event
 * @param events the history, including the event
 * @source Protocol 8.2 (24 hours; a telephone referral is confirmed in writing), 10.2
 */
export function eventsWhileUnwritten(
  event: CaseEvent,
  after: Referral,
  events: CaseEvent[],
  { decision }: Clocks,
): CaseEvent[] {
  if (event.type !== 'PhoneCallRecorded' && event.type !== 'ChildMissing') return [];
  if (after.status !== 'draft' && !(isUnwritten(after) && after.status === 'awaiting-decision')) return [];
  const waits = submittedIn(after);
  const own = waits && ownWindow(waits).clockStart;
  const isCorrected = event.type === 'PhoneCallRecorded' && !isWorkedOn(events) && waits?.calls.length === 0;
  const { at, by } = event;
  const first = firstOf(after, at, isCorrected ? undefined : own);
  if (!first || first === own) return [];
  return [{ type: 'WaitsUnwritten', at, by, clockStart: first, decisionDue: plus(first, decision.within) }];
}

/**
 * When the case starts to wait: the earliest of its reasons, but never in the future.
 * @param since when its clock started, if it does not move back
 */
function firstOf(referral: CommonState, now: Instant, since: Instant | undefined) {
  const times = [calledAt(referral), referral.missing[0]?.at, since].filter((at) => at !== undefined).sort();
  return times[0] !== undefined && times[0] > now ? now : times[0];
}
