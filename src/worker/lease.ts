import { type Instant, instantOf, msOf } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { callMayTakeMs } from '../connector/teams.ts';

export type Lease = NonNullable<CaseRecord['lease']>;

const leaseMs = 15_000; // so long does a case wait when whoever held it was killed
const longestMs = leaseMs + callMayTakeMs;

/** @param isCalling a call to Teams is on its way, so that the lease must outlast its answer */
export const leaseFor = (by: string, now: Instant, isCalling: boolean): Lease => ({
  by,
  until: instantOf(msOf(now) + (isCalling ? longestMs : leaseMs)),
});

/** Whether a lease lies further ahead than any is long: whoever wrote it has a clock that is wrong. */
export const isBeyondAny = ({ until }: Lease, now: Instant): boolean => msOf(until) - msOf(now) > longestMs;
