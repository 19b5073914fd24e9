import { plus } from '../../base/time.ts';
import { wishOf } from '../../cards/who-refers.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import type { RingWish } from '../../history/referral.ts';

/** The author says it, as often as they like: a minute later the same words reach the MASH again. It stops no clock. */
export function recordWish({ events }: CaseRecord, wish: RingWish, { by, now }: Actor): Outcome {
  const sent = sentReferral({ events });
  if (!sent) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const last = wishOf(events);
  if (last?.wish === wish && now < plus(last.at, 60_000)) return nothingToDo;
  return withEvents([{ type: 'RingWishSaid', at: now, by: by.id, wish }]);
}
