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

const LEAD =
  '(?:(?:ok|okay|yes|hi|pls|please|so|and|now|im (?:ok|okay|safe|alone|free|out|outside)|(?:hes|shes|theyve|he has|she has|they have)(?: just)? (?:gone|left)) )*';
const END = '(?: back)?(?: (?:now|again|pls|please|asap|anytime|any time|straight away))*(?: on)?[ \\d+()]*$';
/** The words are nothing else: in a story, somebody else may have said them. */
const RING = new RegExp(
  `^${LEAD}(?:(?:(?:you|u) can|(?:its |it is )?(?:ok|okay|safe|fine) to|can you|could you) (?:ring|call|phone)(?: (?:me|us))?|(?:ring|call|phone) (?:me|us))${END}`,
);
const PERHAPS_RING = /\b(?:ring|call|phone) (?:me|us)\b|\b(?:(?:you|u) can|(?:ok|okay|safe) to) (?:ring|call|phone)\b/;

/**
 * What words say of ringing the referrer. That it is not safe counts wherever it stands: the MASH may still ring, it makes no
 * more than messages silent. `perhaps`: they may allow it, so the bot asks.
 */
export function ringSaid(text: string): RingWish | 'perhaps' | undefined {
  const said = text.toLowerCase().replace(/['’‘`´]/g, '');
  if (NO_RING.test(said.replace(/[.,;!?]/g, '\n'))) return 'message';
  const whole = said.replace(/[.,;:!\s]+/g, ' ').trim();
  if (RING.test(whole.replace(/^((?:can|could) .*)\?$/, '$1'))) return 'ring';
  return PERHAPS_RING.test(whole) ? 'perhaps' : undefined;
}

/** What follows when the author adds or answers how to reach them: the same wish as the button says. */
export function wishSaid(event: CaseEvent, { author, events, facts: { texts } }: CaseRecord): CaseEvent[] {
  if (event.type !== 'InformationAdded' && event.type !== 'QuestionAnswered') return [];
  const wish = event.by === author ? ringSaid(texts[saidName(event) ?? ''] ?? '') : undefined;
  if (!wish || wish === 'perhaps' || wishOf(events)?.wish === wish) return [];
  return [{ type: 'RingWishSaid', at: event.at, by: event.by, wish }];
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
