import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { happened, nothingToDo, type Outcome, refused } from '../../case/outcome.ts';
import type { CaseEvent } from '../../history/events.ts';
import { otherCases } from './state.ts';

interface Now {
  by: Person;
  now: Instant;
}

/**
 * A person of the MASH says that two cases belong together. Both stay whole; each shows the other. Only a case that the bot found like
 * this one can be linked, so that nobody learns of a case by trying references.
 * @source Trace SR20, FB11
 */
export function link(events: CaseEvent[], to: CaseId, { by, now }: Now): Outcome {
  return judged(events, to, by, 'linked', { type: 'CaseLinked', at: now, by: by.id, to });
}

/** A person of the MASH says that two cases do not belong together, also where they were linked before. */
export function ruleOut(events: CaseEvent[], to: CaseId, { by, now }: Now): Outcome {
  return judged(events, to, by, 'ruled-out', { type: 'LinkRuledOut', at: now, by: by.id, to });
}

function judged(
  events: CaseEvent[],
  to: CaseId,
  by: Person,
  wanted: 'linked' | 'ruled-out',
  event: CaseEvent,
): Outcome {
  if (!by.roles.has('mash-member')) return refused({ kind: 'only-the-mash' });
  const standing = otherCases(events).find((other) => other.to === to)?.standing;
  if (!standing || standing.kind === 'sibling') return refused({ kind: 'no-such-link' });
  return standing.kind === wanted ? nothingToDo : happened([event]);
}
