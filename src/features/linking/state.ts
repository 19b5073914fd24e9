import type { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { type Instant, msBetween } from '../../base/time.ts';
import type { Likeness, LinkKind } from '../../history/desk.ts';
import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';

/**
 * How another case relates to this one. The referrer's word counts first, then the MASH's latest, then the bot's.
 */
type Standing =
  | { kind: 'possible' }
  | { kind: 'linked'; by: StaffId; at: Instant; as: LinkKind }
  | { kind: 'ruled-out'; by: StaffId; at: Instant }
  | { kind: 'said'; as: LinkKind }; // by the referrer

/** A case that may be about the same child or household. */
interface Found {
  to: CaseId;
  why: Likeness[]; // each search adds its own, strongest first; if a ruled-out case is found again, only the new ones
}

export interface OtherCase extends Found {
  foundAt: Instant;
  standing: Standing;
}

/** The cases that were found, or linked with this one, the latest first. */
export function otherCases(events: CaseEvent[]): OtherCase[] {
  const others = new Map<CaseId, OtherCase>();
  for (const event of events) {
    if (event.type === 'PossibleLinksFound')
      for (const found of event.found) others.set(found.to, withFound(others.get(found.to), found, event.at));
    if (event.type === 'CaseLinked' || event.type === 'LinkRuledOut') {
      const before = others.get(event.to) ?? newlyFound({ to: event.to, why: [] }, event.at);
      others.set(event.to, { ...before, standing: standingAfter(before.standing, event) });
    }
  }
  return [...others.values()].reverse().sort((one, other) => msBetween(one.foundAt, other.foundAt));
}

const newlyFound = ({ to, why }: Found, foundAt: Instant): OtherCase => ({
  to,
  why,
  foundAt,
  standing: { kind: 'possible' },
});

/** New reasons bring back a case that was ruled out before. */
function withFound(before: OtherCase | undefined, found: Found, at: Instant): OtherCase {
  if (!before || before.standing.kind === 'ruled-out') return newlyFound(found, at);
  return { ...before, why: [...new Set([...before.why, ...found.why])] };
}

/** When two people decide at the same moment, each on one of the two cases, the later decision holds on both. */
function standingAfter(before: Standing, event: EventOf<'CaseLinked' | 'LinkRuledOut'>): Standing {
  if (event.type === 'CaseLinked' && !event.by) return { kind: 'said', as: event.kind };
  if (before.kind === 'said' || ('at' in before && before.at > event.at) || !event.by) return before;
  const { by, at } = event;
  return event.type === 'CaseLinked' ? { kind: 'linked', by, at, as: event.kind } : { kind: 'ruled-out', by, at };
}

/** The cases that the referrer linked with this one, and how. */
export const linksFromReferrer = (events: CaseEvent[]): { to: CaseId; as: LinkKind }[] => {
  const said = events.filter(isA('CaseLinked')).filter(({ by }) => !by);
  return [...new Map(said.map(({ to, kind }) => [to, { to, as: kind }])).values()];
};

const mostMatches = 10;

/**
 * The cases with the strongest reasons, ten at most. In a children's home every child has the same address, and each
 * match that is recorded changes a card.
 * @param found the cases, first those that have search keys in common with this case that few other cases have
 */
export function strongestMatches(found: Found[]): Found[] {
  const weight = ({ why }: Found) => why.length + (why.some((each) => each.startsWith('birth')) ? 10 : 0);
  return found
    .filter(({ why }) => why.length > 0)
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, mostMatches);
}

/** The matches and reasons that the case has not recorded yet. A second search of the same cases finds nothing new. */
export function newMatches(events: CaseEvent[], found: Found[]): Found[] {
  const recorded = events.flatMap((event) => (event.type === 'PossibleLinksFound' ? event.found : []));
  const recordedReasons = new Set(recorded.flatMap(({ to, why }) => why.map((each) => `${to} ${each}`)));
  return found
    .map(({ to, why }) => ({ to, why: why.filter((each) => !recordedReasons.has(`${to} ${each}`)) }))
    .filter(({ why }) => why.length > 0);
}
