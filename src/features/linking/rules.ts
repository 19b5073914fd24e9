import type { CaseId } from '../../base/reference.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith } from '../../case/outcome.ts';
import type { LinkKind } from '../../history/desk.ts';
import type { CaseEvent } from '../../history/events.ts';
import { newMatches, otherCases } from './state.ts';

/**
 * A member of the MASH links two cases. Each case stays as it is and shows the other. Only a case that the bot has
 * found can be linked, so that nobody can discover cases by trying references.
 * @param kind what the two cases share; linking again with another kind replaces it
 * @source SR20
 */
export function linkCases(events: CaseEvent[], to: CaseId, kind: LinkKind, at: Actor): Outcome {
  return judge(events, at, { type: 'CaseLinked', to, kind });
}

/** A member of the MASH says that two cases do not belong together, even if they were linked before. */
export function ruleOut(events: CaseEvent[], to: CaseId, at: Actor): Outcome {
  return judge(events, at, { type: 'LinkRuledOut', to });
}

type Judgement = { type: 'CaseLinked'; to: CaseId; kind: LinkKind } | { type: 'LinkRuledOut'; to: CaseId };

function judge(events: CaseEvent[], at: Actor, event: Judgement) {
  if (!at.by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const standing = otherCases(events).find(({ to }) => to === event.to)?.standing; // `said`: the referrer linked them
  if (!standing || standing.kind === 'said') return refuseWith('no-such-link');
  const isAlreadySo =
    event.type === 'CaseLinked'
      ? standing.kind === 'linked' && standing.as === event.kind
      : standing.kind === 'ruled-out';
  return isAlreadySo ? nothingToDo : doneBy(at, event);
}

/**
 * What the other case records about an event of this one, so that both say the same.
 * @param id     this case
 * @param other  the other case
 * @param there  the history of the other case
 * @returns undefined when the other case has recorded it already, or the event is about something else
 */
export function mirrorOf(
  event: CaseEvent | undefined,
  id: CaseId,
  other: CaseId,
  there: CaseEvent[],
): CaseEvent | undefined {
  switch (event?.type) {
    case 'PossibleLinksFound': {
      const why = event.found.find(({ to }) => to === other)?.why ?? [];
      const found = newMatches(there, [{ to: id, why }]);
      return found.length > 0 ? { ...event, found, mirrored: true } : undefined;
    }
    case 'CaseLinked':
    case 'LinkRuledOut': {
      const { type, at, by } = event;
      const isMirrored = there.some((each) => each.type === type && each.to === id && each.by === by && each.at === at);
      return !by || isMirrored ? undefined : { ...event, to: id, mirrored: true };
    }
    default:
      return undefined;
  }
}
