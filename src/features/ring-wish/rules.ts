import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { Instant, plus } from '../../base/time.ts';
import { withoutAddresses } from '../../case/held.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith, textIfAny } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { wishOf } from '../../case/referrer-reach.ts';
import { sentReferral } from '../../case/standing.ts';
import { worryParts } from '../../draft/aside.ts';
import { ringSaid } from '../../draft/ring-said.ts';
import { type CaseEvent, nextNumber, saidName, textOf } from '../../history/events.ts';
import { RingWish } from '../../history/referral.ts';

/** The lines of a check: of what worries them only that it is not safe to ring, as somebody else may be rung there. */
function saidBefore(worry = ''): string[] {
  const { told, beside } = worryParts(worry);
  const parts = told.split(/[\n;!?]|[.](?!\d)/).filter((each) => ringSaid(each) === 'message');
  return [...beside.map((each) => each.slice(1, -1)), ...parts];
}

/** As they said it of another child of theirs: of which referral, and when. `beside`: its words came along with the worry. */
const OfAnother = z
  .tuple([RingWish, CaseId.optional(), Instant.optional(), z.literal('beside').optional()])
  .or(z.tuple([]));

/**
 * What follows when the author adds or answers how to reach them, or typed it beside the questions of the check: the same
 * wish as the button says.
 */
export function wishSaid(event: CaseEvent, { author, events, facts: { texts, answers } }: CaseRecord): CaseEvent[] {
  const isSent = event.type === 'ReferralSubmitted';
  if (!isSent && event.type !== 'InformationAdded' && event.type !== 'QuestionAnswered') return [];
  const [before, of, saidAt, beside] = OfAnother.catch([]).parse(answers.values['ring-wish']?.split(' '));
  const own = isSent ? saidBefore(answers.values.worry).map(ringSaid).find(Boolean) : undefined;
  const said = isSent ? (own ?? before) : ringSaid(texts[saidName(event) ?? ''] ?? '');
  const wish = event.by === author ? said : undefined;
  const last = wishOf(events);
  if (!wish || wish === 'perhaps' || (last?.wish === wish && !last.of)) return [];
  const isOfAnother = isSent && wish === before && (!own || beside !== undefined);
  return [{ type: 'RingWishSaid', at: event.at, by: event.by, wish, ...(isOfAnother && { of, saidAt }) }];
}

/**
 * The author says it, as often as they like: a minute later the same words reach the MASH again. It stops no clock.
 * @param words in which they typed it: they may say whom to ring instead
 */
export function recordWish({ events }: CaseRecord, wish: RingWish, at: Actor, words = ''): Outcome {
  const sent = sentReferral({ events });
  if (!sent) return refuseWith('not-submitted');
  if (at.by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const last = wishOf(events);
  if (last?.wish === wish && !last.of && at.now < plus(last.at, 60_000)) return nothingToDo;
  const number = nextNumber(events, 'RingWishSaid');
  return doneBy(at, { type: 'RingWishSaid', wish, number }, textIfAny(textOf.wish(number), withoutAddresses(words)));
}
