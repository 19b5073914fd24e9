import type { Person } from '../../base/people.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import { newsOf } from './state.ts';

/**
 * A member of the MASH, or of the Assessment team if it has the case, has read what came in after the decision.
 * @param upTo how many pieces of news they had in front of them; undefined for all
 * @returns nothing to do when all of it was read before
 */
export function markNewsRead({ events }: CaseRecord, upTo: number | undefined, { by, now }: Actor): Outcome {
  const refusal = whyNotRead(events, by);
  if (refusal) return refuseWith(refusal);
  const news = newsOf(events);
  const covered = Math.min(upTo ?? news.length, news.length);
  if (news.every(({ number, read }) => number > covered || read)) return nothingToDo;
  return withEvents([{ type: 'NewsRead', at: now, by: by.id, upTo: covered }]);
}

/** Nobody can confirm reading the news on their own referral: that would not mean that the MASH has read it. */
function whyNotRead(events: CaseRecord['events'], by: Person) {
  if (!by.roles.has('mash-member') && !by.roles.has('assessment')) return { kind: 'only-the-mash' } as const;
  const sent = sentReferral({ events });
  if (!sent) return { kind: 'not-submitted' } as const;
  return isOwnReferral(sent, by.id) ? ({ kind: 'own-referral' } as const) : undefined;
}
