import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import { isA } from '../history/events.ts';
import type { CaseRecord } from './record.ts';
import { sentReferral } from './standing.ts';

/**
 * Who at the MASH is on it: who took the case, or has since said that they are on it; of a decided case that nobody had,
 * who decided it.
 */
export function whoIsOnIt({ events }: CaseRecord): { by: StaffId; at: Instant } | undefined {
  const referral = sentReferral({ events });
  if (!referral) return undefined;
  const { allocation } = referral;
  const said = events.findLast(isA('StillOnIt'));
  const taken = allocation.kind === 'nobody' || allocation.kind === 'handed' ? undefined : allocation;
  if (said && (!taken || said.at >= taken.at)) return said;
  if (taken) return taken;
  return referral.status === 'decided' ? { by: referral.decidedBy, at: referral.decidedAt } : undefined;
}
