import type { Context } from '../../actions/context.ts';
import type { Person } from '../../base/people.ts';
import { type Duration, type Instant, msIn, msOf } from '../../base/time.ts';
import { calledAt } from '../../case/along.ts';
import { ownDue } from '../../case/joined.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { whyNotJoin } from './rules.ts';

const page = 100;
const mostLookedAt = 1000; // what waits in any partnership is far below
const mostOffered = 8;

/** Cases of referrers that may be the same call as one that the MASH wrote down, the nearest in time first. */
export async function offeredFor(
  logged: CaseRecord,
  by: Person,
  { cases, pack }: Pick<Context, 'cases' | 'pack'>,
): Promise<CaseRecord[]> {
  const waiting: CaseRecord[] = [];
  for (let offset = 0; offset < mostLookedAt; offset += page) {
    const found = await cases.byDue({ status: 'awaiting-decision' }, { offset, limit: page });
    waiting.push(...found);
    if (found.length < page) break;
  }
  return nearest(logged, waiting, by, pack.clocks.writtenConfirmation.within);
}

/**
 * Those that may be joined, and came no further from the call than the time in which it is due in writing.
 * @param within the same before and after the call; its last moment is among them
 */
export function nearest(logged: CaseRecord, waiting: CaseRecord[], by: Person, within: Duration): CaseRecord[] {
  const called = heardAt(logged);
  if (!called) return [];
  const far = (record: CaseRecord) => Math.abs(msOf(heardAt(record) ?? called) - msOf(called));
  return waiting
    .filter((kept) => whyNotJoin({ logged, kept }, by) === undefined && far(kept) <= msIn(within))
    .sort((one, other) => far(one) - far(other))
    .slice(0, mostOffered);
}

/** When somebody rang, or sent it. */
export function heardAt({ events }: CaseRecord): Instant | undefined {
  const referral = submittedIn(referralOf(events));
  return referral && (calledAt(referral) ?? ownDue(referral).clockStart);
}
