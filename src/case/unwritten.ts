import { type Instant, plus } from '../base/time.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Clocks } from '../protocol/pack.ts';
import { isWorkedOn } from './alarms.ts';
import { ownWindow } from './joined.ts';
import { type CommonState, calledAt } from './referral.ts';
import { isUnwritten, type Referral } from './state.ts';

/**
 * The events that follow from a call or a missing child while nothing is in writing. The MASH must decide in time even
 * so. Its clock starts with the call or with the first report that the child is missing, whichever came first. If the
 * referrer did not ring after all, the MASH no longer waits, unless somebody there has acted or joined a call into the
 * case, or it was told of danger or of a missing child.
 * @param after  the referral after the event
 * @param events the history, including the event. `isInDanger`: the MASH was told of danger, and has not confirmed that
 *   the child is safe
 * @source Protocol 8.2 (24 hours; a telephone referral is confirmed in writing), 10.2
 */
export function eventsWhileUnwritten(
  event: CaseEvent,
  after: Referral,
  events: CaseEvent[],
  { clocks, isInDanger }: { clocks: Clocks; isInDanger: boolean },
): CaseEvent[] {
  if (event.type !== 'PhoneCallRecorded' && event.type !== 'ChildMissing' && event.type !== 'PhoneCallTakenBack')
    return [];
  if (after.status === 'not-started') return [];
  const waits = isUnwritten(after) && after.status === 'awaiting-decision' ? after : undefined;
  if (after.status !== 'draft' && !waits) return [];
  const { at, by } = event;
  const own = waits && ownWindow(waits).clockStart;
  // once the MASH has worked on it, has joined a call that it wrote down, or knows of danger, it goes on waiting
  const isDanger = isInDanger && event.type === 'PhoneCallTakenBack';
  const goesOn = isWorkedOn(events) || isDanger || (waits !== undefined && waits.calls.length > 0);
  const first = firstOf(after, at, goesOn ? own : undefined);
  if (!first) return waits ? [{ type: 'WaitsNoLonger', at, by }] : [];
  if (first === own) return [];
  return [{ type: 'WaitsUnwritten', at, by, clockStart: first, decisionDue: plus(first, clocks.decision.within) }];
}

/**
 * When the case starts to wait: the earliest of its reasons, but never in the future.
 * @param since when its clock started, if the case goes on waiting whatever the referrer says
 */
function firstOf(referral: CommonState, now: Instant, since: Instant | undefined) {
  const times = [calledAt(referral), referral.missing[0]?.at, since].filter((at) => at !== undefined).sort();
  return times[0] !== undefined && times[0] > now ? now : times[0];
}
