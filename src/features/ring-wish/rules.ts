import { plus } from '../../base/time.ts';
import { wishOf } from '../../cards/who-refers.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { ringSaid } from '../../draft/ring-said.ts';
import { type CaseEvent, saidName } from '../../history/events.ts';
import type { RingWish } from '../../history/referral.ts';

/** What follows when the author adds or answers how to reach them: the same wish as the button says. */
export function wishSaid(event: CaseEvent, { author, events, facts: { texts } }: CaseRecord): CaseEvent[] {
  if (event.type !== 'InformationAdded' && event.type !== 'QuestionAnswered') return [];
  const wish = event.by === author ? ringSaid(texts[saidName(event) ?? ''] ?? '') : undefined;
  if (!wish || wish === 'perhaps' || wishOf(events)?.wish === wish) return [];
  return [{ type: 'RingWishSaid', at: event.at, by: event.by, wish }];
}

/** The author says it, as often as they like: a minute later the same words reach the MASH again. It stops no clock. */
export function recordWish({ events }: CaseRecord, wish: RingWish, at: Actor): Outcome {
  const sent = sentReferral({ events });
  if (!sent) return refuseWith('not-submitted');
  if (at.by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const last = wishOf(events);
  if (last?.wish === wish && at.now < plus(last.at, 60_000)) return nothingToDo;
  return doneBy(at, { type: 'RingWishSaid', wish });
}
