import type { Context } from '../../actions/context.ts';
import type { Person } from '../../base/people.ts';
import { type Duration, type Instant, msIn, msOf } from '../../base/time.ts';
import { ownWindow } from '../../case/joined.ts';
import type { CaseRecord } from '../../case/record.ts';
import { calledAt } from '../../case/referral.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { whyNotJoin } from './rules.ts';

const pageSize = 100;
const mostLookedAt = 1000; // far more cases than wait in any partnership
const mostOffered = 8;

/** Referrers' cases that may be about the same call as a logged one, the nearest in time first. */
export async function joinableCases(
  logged: CaseRecord,
  by: Person,
  { cases, pack }: Pick<Context, 'cases' | 'pack'>,
): Promise<CaseRecord[]> {
  const waiting: CaseRecord[] = [];
  for (let offset = 0; offset < mostLookedAt; offset += pageSize) {
    const page = await cases.byDue({ status: 'awaiting-decision' }, { offset, limit: pageSize });
    waiting.push(...page);
    if (page.length < pageSize) break;
  }
  return nearestJoinable(logged, waiting, by, pack.clocks.writtenConfirmation.within);
}

/**
 * The cases that can be joined with the call and that came close enough to it in time.
 * @param within the longest time between the two, before or after the call; exactly this long still counts
 */
export function nearestJoinable(logged: CaseRecord, waiting: CaseRecord[], by: Person, within: Duration): CaseRecord[] {
  const calledTime = heardAt(logged);
  if (!calledTime) return [];
  const distance = (record: CaseRecord) => Math.abs(msOf(heardAt(record) ?? calledTime) - msOf(calledTime));
  return waiting
    .filter((kept) => whyNotJoin({ logged, kept }, by) === undefined && distance(kept) <= msIn(within))
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, mostOffered);
}

/** When the MASH first heard of a case: when somebody rang, or else when it was sent. */
export function heardAt({ events }: CaseRecord): Instant | undefined {
  const referral = submittedIn(referralOf(events));
  return referral && (calledAt(referral) ?? ownWindow(referral).clockStart);
}
