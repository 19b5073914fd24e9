import type { Person } from '../../base/people.ts';
import type { Now } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isOwnReferral, referralOf, submittedIn } from '../../case/state.ts';
import { newsOf } from './state.ts';

/**
 * Somebody of the MASH, or of the Assessment team where it has the case, has read what came in after the decision.
 * @param upTo how many news they had before them; all that there are where it is not said
 * @returns nothing to do where all of it was read before
 */
export function readNews({ events }: Pick<CaseRecord, 'events'>, upTo: number | undefined, { by, now }: Now): Outcome {
  const refusal = whyNotRead(events, by);
  if (refusal) return refuseWith(refusal);
  const all = newsOf(events);
  const covered = Math.min(upTo ?? all.length, all.length);
  if (all.every(({ number, read }) => number > covered || read)) return nothingToDo;
  return withEvents([{ type: 'NewsRead', at: now, by: by.id, upTo: covered }]);
}

/** The author of the news cannot mark it as read: nobody has heard it by that. */
function whyNotRead(events: CaseRecord['events'], by: Person) {
  if (!by.roles.has('mash-member') && !by.roles.has('assessment')) return { kind: 'only-the-mash' } as const;
  const sent = submittedIn(referralOf(events));
  if (!sent) return { kind: 'not-submitted' } as const;
  return isOwnReferral(sent, by.id) ? ({ kind: 'own-referral' } as const) : undefined;
}
