import { type Instant, instantOf, msOf } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { callMayTakeMs } from '../connector/teams.ts';

export type Lease = NonNullable<CaseRecord['lease']>;

const leaseMs = 15_000; // how long a case waits when the instance that held it was killed
const longestMs = leaseMs + callMayTakeMs;

/** @param isCalling a call to Teams is under way, so the lease must outlast it */
export const leaseFor = (by: string, now: Instant, isCalling: boolean): Lease => ({
  by,
  until: instantOf(msOf(now) + (isCalling ? longestMs : leaseMs)),
});

/** Whether a lease ends later than any lease can, which means that the clock of its holder is wrong. */
export const isImpossiblyLong = ({ until }: Lease, now: Instant): boolean => msOf(until) - msOf(now) > longestMs;
