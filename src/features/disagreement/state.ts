import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { Level, Party } from '../../history/decision.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';

export type Side = 'referrer' | 'mash'; // who raises a disagreement. Its two parties are `raiser` and `other`

interface LevelReached {
  level: Level;
  at: Instant;
  by: StaffId;
  target?: { at: Instant; setAt: Instant }; // the date that the parties set, and when they set it
}

/** One disagreement. The last entry of `levels` is its current level, or the level at which it ended. */
export type Disagreement = {
  number: number;
  side: Side;
  raisedBy: StaffId;
  levels: [LevelReached, ...LevelReached[]];
  agreed: EventOf<'DisagreementAgreed'>[]; // each time a party said that it is settled
} & ({ status: 'open' } | { status: 'settled' | 'closed' | 'taken-back'; by: StaffId; at: Instant });

/** Every disagreement of a case, in the order of their numbers. */
export function disagreementsOf(events: CaseEvent[]): Disagreement[] {
  return events.reduce(withEvent, [] as Disagreement[]);
}

/** The disagreement of this number, if there is one. */
export const numbered = ({ events }: { events: CaseEvent[] }, wanted: number): Disagreement[] =>
  disagreementsOf(events).filter(({ number }) => number === wanted);

export const currentLevel = ({ levels }: Disagreement): LevelReached => levels.at(-1) ?? levels[0];

/** What the parties have said at the current or last level: that it is settled. Each party says it once. */
export const agreements = (disagreement: Disagreement) =>
  disagreement.agreed.filter(({ level }) => level === currentLevel(disagreement).level);

export const agreementBy = (disagreement: Disagreement, party: Party) =>
  agreements(disagreement).find((each) => each.party === party);

export const isOpen = ({ status }: Disagreement) => status === 'open';

/** A side's open disagreement. Each side has at most one. */
export function openOf(events: CaseEvent[], side: Side): Disagreement | undefined {
  return disagreementsOf(events).find((each) => isOpen(each) && each.side === side);
}

/** An event that does not fit changes nothing: levels come in order, and a finished disagreement stays finished. */
function withEvent(all: Disagreement[], event: CaseEvent): Disagreement[] {
  if (event.type === 'DisagreementRaised') {
    const { number, side, by } = event;
    if (number !== all.length + 1 || all.some((each) => isOpen(each) && each.side === side)) return all;
    return [...all, { number, side, raisedBy: by, status: 'open', levels: [levelReached(1, event)], agreed: [] }];
  }
  if (!('number' in event)) return all;
  return all.map((each) => (each.number === event.number && isOpen(each) ? evolved(each, event) : each));
}

function evolved(open: Disagreement, event: CaseEvent): Disagreement {
  const reached = currentLevel(open);
  switch (event.type) {
    case 'DisagreementWentUp':
      return event.level === reached.level + 1
        ? { ...open, levels: [...open.levels, levelReached(event.level, event)] }
        : open;
    case 'DisagreementDateSet': {
      if (event.level !== reached.level) return open;
      const [first, ...rest] = open.levels;
      const dated = { ...reached, target: { at: event.target, setAt: event.at } };
      return { ...open, levels: rest.length > 0 ? [first, ...rest.slice(0, -1), dated] : [dated] };
    }
    case 'DisagreementAgreed':
      if (event.level !== reached.level || agreementBy(open, event.party)) return open;
      return { ...open, agreed: [...open.agreed, event] };
    case 'DisagreementClosed':
    case 'DisagreementSettled':
    case 'DisagreementTakenBack': {
      const { type, by, at } = event;
      return 'level' in event && event.level !== reached.level ? open : { ...open, status: ends[type], by, at };
    }
    default:
      return open;
  }
}

const ends = {
  DisagreementClosed: 'closed',
  DisagreementSettled: 'settled',
  DisagreementTakenBack: 'taken-back',
} as const;

function levelReached(level: Level, { by, at, target }: Pick<EventOf<'DisagreementRaised'>, 'by' | 'at' | 'target'>) {
  return { level, by, at, ...(target && { target: { at: target, setAt: at } }) };
}
