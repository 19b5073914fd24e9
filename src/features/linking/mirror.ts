import type { CaseId } from '../../base/reference.ts';
import type { CaseEvent } from '../../history/events.ts';
import { newMatches } from './state.ts';

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
      return found.length > 0 ? { type: event.type, at: event.at, found, mirrored: true } : undefined;
    }
    case 'CaseLinked':
    case 'LinkRuledOut': {
      const { type, at, by } = event;
      if (!by) return undefined;
      const isMirrored = there.some((each) => each.type === type && each.to === id && each.by === by && each.at === at);
      if (isMirrored) return undefined;
      if (type === 'LinkRuledOut') return { type, at, by, to: id, mirrored: true };
      return { type, at, by, to: id, mirrored: true, kind: event.kind };
    }
    default:
      return undefined;
  }
}
