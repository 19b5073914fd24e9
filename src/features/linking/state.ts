import type { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { type Instant, msOf } from '../../base/time.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import type { Likeness, LinkKind } from '../../history/linking.ts';

/** How another case stands to this one. A person's word goes before what the bot found, and their latest before the one before. */
type Standing =
  | { kind: 'possible' }
  | { kind: 'linked'; by: StaffId; at: Instant; as: LinkKind | undefined }
  | { kind: 'ruled-out'; by: StaffId; at: Instant }
  | { kind: 'said'; as: LinkKind }; // by the referrer

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
  if (event.type === 'CaseLinked' && !event.by) return { kind: 'said', as: saidAs(event) };
  if (before.kind === 'said' || ('at' in before && before.at > event.at) || !event.by) return before;
  const { by, at } = event;
  return event.type === 'CaseLinked' ? { kind: 'linked', by, at, as: event.kind } : { kind: 'ruled-out', by, at };
}

/** Before a referrer was asked, they could say it of a brother or sister only. */
const saidAs = ({ kind = 'family' }: EventOf<'CaseLinked'>): LinkKind => kind;

/** What the referrer said of another case that is linked with this one. */
export const linksFromReferrer = (events: CaseEvent[]): { to: CaseId; as: LinkKind }[] => {
  const said = events.flatMap((event) =>
    event.type === 'CaseLinked' && !event.by ? [[event.to, saidAs(event)] as const] : [],
  );
  return [...new Map(said)].map(([to, as]) => ({ to, as }));
};

const mostFlags = 10;

/**
 * The cases that most speaks for, at most ten: in a children's home every child has the same address, and each flag changes a card.
 * @param found the rarest in common first
 */
export function strongestMatches(found: Found[]): Found[] {
  const weight = ({ why }: Found) => why.length + (why.some((each) => each.startsWith('birth')) ? 10 : 0);
  return found
    .filter(({ why }) => why.length > 0)
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, mostFlags);
}

/** What of these likenesses the case has not heard yet; a search that is done twice finds no news. */
export function newMatches(events: CaseEvent[], found: Found[]): Found[] {
  const before = events.flatMap((event) => (event.type === 'PossibleLinksFound' ? event.found : []));
  const heard = new Set(before.flatMap(({ to, why }) => why.map((each) => `${to} ${each}`)));
  return found
    .map(({ to, why }) => ({ to, why: why.filter((each) => !heard.has(`${to} ${each}`)) }))
    .filter(({ why }) => why.length > 0);
}
