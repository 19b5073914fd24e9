import type { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { type Instant, msOf } from '../../base/time.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import type { Likeness } from '../../history/linking.ts';

/** How another case stands to this one. A person's word goes before what the bot found, and their latest before the one before. */
type Standing = { kind: 'possible' } | { kind: 'linked' | 'ruled-out'; by: StaffId; at: Instant } | { kind: 'sibling' }; // the referrer said so

/** A case that may be like this one. */
interface Found {
  to: CaseId;
  why: Likeness[]; // in the order of weight; of one that was ruled out, what was found since
}

export interface OtherCase extends Found {
  foundAt: Instant;
  standing: Standing;
}

/** The cases that were found like this one, or linked with it, the latest found first. */
export function otherCases(events: CaseEvent[]): OtherCase[] {
  const others = new Map<CaseId, OtherCase>();
  for (const event of events) {
    if (event.type === 'PossibleLinksFound')
      for (const found of event.found) others.set(found.to, withFound(others.get(found.to), found, event.at));
    if (event.type === 'CaseLinked' || event.type === 'LinkRuledOut') {
      const before = others.get(event.to) ?? newlyFound({ to: event.to, why: [] }, event.at);
      others.set(event.to, { ...before, standing: after(before.standing, event) });
    }
  }
  return [...others.values()].reverse().sort((one, other) => msOf(other.foundAt) - msOf(one.foundAt));
}

const newlyFound = ({ to, why }: Found, foundAt: Instant): OtherCase => ({
  to,
  why,
  foundAt,
  standing: { kind: 'possible' },
});

/** New reasons bring back a case that was ruled out before they were known. */
function withFound(before: OtherCase | undefined, found: Found, at: Instant): OtherCase {
  if (!before || before.standing.kind === 'ruled-out') return newlyFound(found, at);
  return { ...before, why: [...new Set([...before.why, ...found.why])] };
}

/** Two who decide in the same moment, each on one of the two cases: the later word holds on both. */
function after(before: Standing, event: EventOf<'CaseLinked' | 'LinkRuledOut'>): Standing {
  if (event.type === 'CaseLinked' && !event.by) return { kind: 'sibling' };
  if (before.kind === 'sibling' || ('at' in before && before.at > event.at) || !event.by) return before;
  return { kind: event.type === 'CaseLinked' ? 'linked' : 'ruled-out', by: event.by, at: event.at };
}

const mostFlags = 10;

/**
 * The cases that most speaks for, at most ten: in a children's home every child has the same address, and each flag changes a card.
 * @param found the rarest in common first
 */
export function likest(found: Found[]): Found[] {
  const weight = ({ why }: Found) => why.length + (why.some((each) => each.startsWith('birth')) ? 10 : 0);
  return found
    .filter(({ why }) => why.length > 0)
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, mostFlags);
}

/** What of these likenesses the case has not heard yet; a search that is done twice finds no news. */
export function unheard(events: CaseEvent[], found: Found[]): Found[] {
  const before = events.flatMap((event) => (event.type === 'PossibleLinksFound' ? event.found : []));
  const heard = new Set(before.flatMap(({ to, why }) => why.map((each) => `${to} ${each}`)));
  return found
    .map(({ to, why }) => ({ to, why: why.filter((each) => !heard.has(`${to} ${each}`)) }))
    .filter(({ why }) => why.length > 0);
}
