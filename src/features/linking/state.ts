import type { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Likeness } from '../../history/linking.ts';

/** How another case stands to this one. A person's word goes before what the bot found, and their latest before the one before. */
type Standing = { kind: 'possible' } | { kind: 'linked' | 'ruled-out'; by: StaffId; at: Instant } | { kind: 'sibling' }; // the referrer said so

export interface OtherCase {
  to: CaseId;
  why: Likeness[]; // in the order of weight; of one that was ruled out, what was found since
  foundAt: Instant;
  standing: Standing;
}

/** The cases that were found like this one, or linked with it, the latest found first. */
export function otherCases(events: CaseEvent[]): OtherCase[] {
  const others = new Map<CaseId, OtherCase>();
  for (const event of events) {
    if (event.type === 'PossibleLinksFound') {
      for (const { to, why } of event.found) others.set(to, withFound(others.get(to), { to, why, at: event.at }));
    }
    if (event.type === 'CaseLinked' || event.type === 'LinkRuledOut') {
      const before = others.get(event.to) ?? {
        to: event.to,
        why: [],
        foundAt: event.at,
        standing: { kind: 'possible' },
      };
      others.set(event.to, { ...before, standing: after(before.standing, event) });
    }
  }
  return [...others.values()]
    .reverse()
    .sort((one, other) => (one.foundAt < other.foundAt ? 1 : one.foundAt > other.foundAt ? -1 : 0));
}

/** New reasons bring back a case that was ruled out before they were known. */
function withFound(
  before: OtherCase | undefined,
  { to, why, at }: { to: CaseId; why: Likeness[]; at: Instant },
): OtherCase {
  if (!before) return { to, why, foundAt: at, standing: { kind: 'possible' } };
  if (before.standing.kind === 'ruled-out') return { to, why, foundAt: at, standing: { kind: 'possible' } };
  return { ...before, why: [...new Set([...before.why, ...why])] };
}

/** Two who decide in the same moment, each on one of the two cases: the later word holds on both. */
function after(before: Standing, event: Extract<CaseEvent, { type: 'CaseLinked' | 'LinkRuledOut' }>): Standing {
  if (event.type === 'CaseLinked' && !event.by) return { kind: 'sibling' };
  if (before.kind === 'sibling' || ('at' in before && before.at > event.at) || !event.by) return before;
  return { kind: event.type === 'CaseLinked' ? 'linked' : 'ruled-out', by: event.by, at: event.at };
}

const mostFlags = 10;

/**
 * The cases that most speaks for, at most ten: in a children's home every child has the same address, and each flag changes a card.
 * @param found the rarest in common first
 */
export function likest(found: { to: CaseId; why: Likeness[] }[]): { to: CaseId; why: Likeness[] }[] {
  const weight = ({ why }: { why: Likeness[] }) => why.length + (why.some((each) => each.startsWith('birth')) ? 10 : 0);
  return found
    .filter(({ why }) => why.length > 0)
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, mostFlags);
}

/** What of these likenesses the case has not heard yet; a search that is done twice finds no news. */
export function unheard(
  events: CaseEvent[],
  found: { to: CaseId; why: Likeness[] }[],
): { to: CaseId; why: Likeness[] }[] {
  const heard = new Set(
    events.flatMap((event) =>
      event.type === 'PossibleLinksFound'
        ? event.found.flatMap(({ to, why }) => why.map((each) => `${to} ${each}`))
        : [],
    ),
  );
  return found.flatMap(({ to, why }) => {
    const news = why.filter((each) => !heard.has(`${to} ${each}`));
    return news.length > 0 ? [{ to, why: news }] : [];
  });
}
