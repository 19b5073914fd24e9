import { plus } from '../../base/time.ts';
import { wishOf } from '../../cards/who-refers.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { type CaseEvent, saidName } from '../../history/events.ts';
import type { RingWish } from '../../history/referral.ts';

const NO_RING = new RegExp(
  `\\b(?:${[
    '(?:do not|dont|never) (?:ring|call|phone|telephone)(?: (?:me|us|back|again|now|here|this)\\b|(?= *$))',
    '(?:cant|cannot|can not|not able to|unable to|not safe to) (?:talk|speak|answer)',
    '(?:hes|shes|theyre|he is|she is|they are) (?:all )?listening(?! to)',
    'message (?:me )?only',
  ].join('|')})`,
  'm',
);

/** Whether words say that it is not safe to ring. The MASH may still ring: it makes no more than messages silent. */
export const saysNoRing = (text: string): boolean =>
  NO_RING.test(
    text
      .toLowerCase()
      .replace(/['’‘`´]/g, '')
      .replace(/[.,;!?]/g, '\n'),
  );

/** What follows when the author adds or answers that nobody should ring them: the same wish as the button says. */
export function wishSaid(event: CaseEvent, { author, events, facts: { texts } }: CaseRecord): CaseEvent[] {
  if (event.type !== 'InformationAdded' && event.type !== 'QuestionAnswered') return [];
  const { [saidName(event) ?? '']: words = '' } = texts;
  const isNew = event.by === author && wishOf(events)?.wish !== 'message' && saysNoRing(words);
  return isNew ? [{ type: 'RingWishSaid', at: event.at, by: event.by, wish: 'message' }] : [];
}

/** The author says it, as often as they like: a minute later the same words reach the MASH again. It stops no clock. */
export function recordWish({ events }: CaseRecord, wish: RingWish, { by, now }: Actor): Outcome {
  const sent = sentReferral({ events });
  if (!sent) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const last = wishOf(events);
  if (last?.wish === wish && now < plus(last.at, 60_000)) return nothingToDo;
  return withEvents([{ type: 'RingWishSaid', at: now, by: by.id, wish }]);
}
