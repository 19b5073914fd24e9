import { Duration, type Instant, msIn, plus } from '../base/time.ts';
import type { EventOf } from '../history/events.ts';
import type { Submitted } from './referral.ts';

const NEAR = Duration.parse('PT30M');

/**
 * The referral after its author said when the child leaves, or whether the bot read it right, or after the MASH used the
 * time that they said.
 */
export function withSight<R extends Submitted>(
  referral: R,
  event: EventOf<'LeavingTimeSaid' | 'LeavingTimeChecked' | 'LeavingTimeUsed'>,
): R {
  const { number, at, leavesSight } = { leavesSight: undefined, ...event };
  const { sightSaid } = referral;
  const isOfClock = sightSaid?.number === number;
  switch (event.type) {
    case 'LeavingTimeSaid': {
      const soon = event.soon && { soon: event.soon };
      const isBelieved = leavesSight && isSightBelieved(referral, leavesSight, at);
      return isBelieved ? { ...referral, leavesSight, sightSaid: { number, at, ...soon } } : referral;
    }
    case 'LeavingTimeChecked':
      return isOfClock ? { ...referral, sightSaid: { ...sightSaid, right: event.right } } : referral;
    case 'LeavingTimeUsed':
      return { ...referral, leavesSight, sightSaid: { ...(isOfClock ? sightSaid : { number, at }), right: 'yes' } };
    default:
      return event satisfies never;
  }
}

/** What changes when the child is safe: a leaving time that had come by then is over. One that lies ahead stays. */
export const sightOver = (referral: Submitted | undefined, safeAt: Instant) =>
  referral?.leavesSight && referral.leavesSight <= safeAt ? { leavesSight: undefined, sightSaid: undefined } : {};

/**
 * Whether the clocks run to a leaving time that the referrer says at `at`. An earlier one is believed at once, and a later
 * one is a report; but half an hour after the known time a near one is believed.
 */
function isSightBelieved({ leavesSight: known }: Submitted, leavesSight: Instant, at: Instant) {
  if (!known || leavesSight < known) return true;
  return plus(known, msIn(NEAR)) <= at && leavesSight <= plus(at, msIn(NEAR));
}
