import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import type { LinkKind } from '../../history/linking.ts';
import { otherCases } from './state.ts';

/**
 * A person of the MASH says that two cases belong together. Both stay whole; each shows the other. Only a case that the bot found like
 * this one can be linked, so that nobody learns of a case by trying references.
 * @param kind what the two share; said again, the later word holds
 * @source Trace SR20, FB11
 */
export function linkCases(events: CaseEvent[], to: CaseId, kind: LinkKind | undefined, { by, now }: Actor): Outcome {
  return judged(events, by, { type: 'CaseLinked', at: now, by: by.id, to, ...(kind ? { kind } : {}) });
}

/** A person of the MASH says that two cases do not belong together, also where they were linked before. */
export function ruleOut(events: CaseEvent[], to: CaseId, { by, now }: Actor): Outcome {
  return judged(events, by, { type: 'LinkRuledOut', at: now, by: by.id, to });
}

type Judged = EventOf<'CaseLinked' | 'LinkRuledOut'>;

function judged(events: CaseEvent[], by: Person, event: Judged): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const standing = otherCases(events).find(({ to }) => to === event.to)?.standing;
  if (!standing || standing.kind === 'said') return refuseWith({ kind: 'no-such-link' });
  const isSo =
    event.type === 'CaseLinked'
      ? standing.kind === 'linked' && [undefined, standing.as].includes(event.kind)
      : standing.kind === 'ruled-out';
  return isSo ? nothingToDo : withEvents([event]);
}
