import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import type { RunningClock } from '../../case/clocks.ts';
import type { Part } from '../../case/part.ts';
import { type Desk, managersToRemind, type Outgoing } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { currentLevel, type Disagreement, disagreementsOf, isOpen } from './state.ts';

const daily = Duration.parse('P1D');

/**
 * A disagreement stands beside the case and changes no other clock. The MASH channel is told, and so are the people it concerns.
 * @source Protocol 13
 */
export const part: Part = {
  react(event, index, { record, desk }) {
    const to = (people: StaffId[]): Outgoing[] =>
      [...new Set(people)].map((person) => ({ to: { person }, message: { kind: 'stage-notice', event: index } }));
    if (event.type === 'ClockReached') {
      if (event.clock !== 'disagreement') return [];
      const due = dueBy(record.events, event.upTo);
      return due.length > 0 ? to([...due.map((each) => raiserOf(each, record)), ...managersToRemind(desk)]) : [];
    }
    const people = whoHears(event, record, desk);
    if (!people) return [];
    const forLevel = event.type === 'DisagreementWentUp' ? setUpFor(event.level, desk) : [];
    const mash = { place: 'mash' as const };
    return [
      { to: mash, message: { kind: 'case-card' } },
      { to: mash, message: { kind: 'line', event: index } },
      ...to(people.filter((person) => !('by' in event && person === event.by) && !forLevel.includes(person))),
      ...forLevel.map((person): Outgoing => ({ to: { person }, message: { kind: 'level-notice', event: index } })),
    ];
  },

  clocks({ events }) {
    const clock = clockOf(disagreementsOf(events).filter(isOpen));
    return clock ? [clock] : [];
  },

  /** A reminder is out of date when a later one came, or when no open disagreement has reached its date. */
  isPast({ events }, index) {
    const event = events[index];
    if (event?.type !== 'ClockReached' || event.clock !== 'disagreement') return false;
    const again = events.slice(index + 1).some((each) => each.type === 'ClockReached' && each.clock === 'disagreement');
    return again || dueBy(events, event.upTo).length === 0;
  },
};

/** The open ones whose date has come. */
export function dueBy(events: CaseEvent[], upTo: Instant): Disagreement[] {
  return disagreementsOf(events).filter((each) => {
    const target = currentLevel(each).target;
    return isOpen(each) && target !== undefined && target.at <= upTo;
  });
}

/** Who is told in their own chat; the caller leaves out who did it. @returns undefined for an event that is not a disagreement's */
function whoHears(event: CaseEvent, before: CaseRecord, desk: Desk): StaffId[] | undefined {
  switch (event.type) {
    case 'DisagreementRaised':
      return managersToRemind(desk);
    case 'DisagreementWentUp':
      return [
        ...raiser(before, event.number),
        ...managersToRemind(desk),
        ...(event.level === 2 ? desk.escalation : []),
      ];
    case 'DisagreementDateSet':
      return raiser(before, event.number);
    case 'DisagreementAgreed':
      return agreeing(before, event.number).length > 0 ? [] : otherSide(event, before, desk); // else it is settled next
    case 'DisagreementSettled':
      return [...raiser(before, event.number), ...agreeing(before, event.number)];
    case 'DisagreementClosed':
      return [...raiser(before, event.number), ...managersToRemind(desk)];
    case 'DisagreementTakenBack':
      return [];
    default:
      return undefined;
  }
}

const setUpFor = (level: 2 | 3, { level2 = [], level3 = [] }: Desk): StaffId[] => (level === 2 ? level2 : level3);

/** One of the referrer’s belongs to whoever has the referral now. */
const raiserOf = ({ side, raisedBy }: Disagreement, { author }: CaseRecord): StaffId =>
  side === 'referrer' ? author : raisedBy;

const raiser = (record: CaseRecord, number: number): StaffId[] =>
  disagreementsOf(record.events).flatMap((each) => (each.number === number ? [raiserOf(each, record)] : []));

const otherSide = ({ party, number }: EventOf<'DisagreementAgreed'>, record: CaseRecord, desk: Desk): StaffId[] =>
  party === 'raiser' ? managersToRemind(desk) : raiser(record, number);

/** Who said so far that it is settled, at the level where it stands. */
function agreeing({ events }: CaseRecord, number: number): StaffId[] {
  const found = disagreementsOf(events).find((each) => each.number === number);
  return found ? found.agreed.filter(({ level }) => level === currentLevel(found).level).map(({ by }) => by) : [];
}

/** One clock for all that are open: at each date, and every 24 hours after the first of them. Without a date there is none. */
function clockOf(open: Disagreement[]): RunningClock | undefined {
  const targets = open.flatMap((each) => currentLevel(each).target ?? []);
  const first = targets.map(({ at }) => at).sort()[0];
  const start = targets.map(({ setAt }) => setAt).sort()[0];
  if (!first || !start) return undefined;
  return {
    name: 'disagreement',
    start,
    marks: targets.flatMap(({ at, setAt }) => (at > setAt ? [{ at, kind: 'remind' as const }] : [])), // "today" is known today
    overdueFrom: plus(first, daily),
    every: daily,
  };
}
