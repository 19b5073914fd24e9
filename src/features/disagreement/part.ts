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
 * A disagreement runs beside the case and changes no other clock. The bot tells the MASH channel and the people whom it
 * concerns.
 * @source Protocol 13
 */
export const part: Part = {
  react(event, index, { record, desk }) {
    const notices = (people: StaffId[]): Outgoing[] =>
      [...new Set(people)].map((person) => ({ to: { person }, message: { kind: 'stage-notice', event: index } }));
    if (event.type === 'ClockReached') {
      if (event.clock !== 'disagreement') return [];
      const due = disagreementsDueBy(record.events, event.upTo);
      return due.length > 0 ? notices([...due.map((each) => raiserOf(each, record)), ...managersToRemind(desk)]) : [];
    }
    const people = peopleToTell(event, record, desk);
    if (!people) return [];
    const levelContacts = event.type === 'DisagreementWentUp' ? contactsForLevel(event.level, desk) : [];
    const mash = { place: 'mash' as const };
    return [
      { to: mash, message: { kind: 'case-card' } },
      { to: mash, message: { kind: 'line', event: index } },
      ...notices(people.filter((person) => !('by' in event && person === event.by) && !levelContacts.includes(person))),
      ...levelContacts.map((person): Outgoing => ({ to: { person }, message: { kind: 'level-notice', event: index } })),
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
    const isRepeated = events
      .slice(index + 1)
      .some((each) => each.type === 'ClockReached' && each.clock === 'disagreement');
    return isRepeated || disagreementsDueBy(events, event.upTo).length === 0;
  },
};

/** The open disagreements whose date has come. */
export function disagreementsDueBy(events: CaseEvent[], upTo: Instant): Disagreement[] {
  return disagreementsOf(events).filter((each) => {
    const target = currentLevel(each).target;
    return isOpen(each) && target !== undefined && target.at <= upTo;
  });
}

/**
 * The people to tell in their own chat. The list may include the person who acted; the calling code leaves them out.
 * @returns undefined for an event that is not about a disagreement
 */
function peopleToTell(event: CaseEvent, before: CaseRecord, desk: Desk): StaffId[] | undefined {
  switch (event.type) {
    case 'DisagreementRaised':
      return managersToRemind(desk);
    case 'DisagreementWentUp':
      return [
        ...raisers(before, event.number),
        ...managersToRemind(desk),
        ...(event.level === 2 ? desk.escalation : []),
      ];
    case 'DisagreementDateSet':
      return raisers(before, event.number);
    case 'DisagreementAgreed':
      // The second side's word settles the disagreement, and DisagreementSettled then tells people.
      return agreeing(before, event.number).length > 0 ? [] : otherSidePeople(event, before, desk);
    case 'DisagreementSettled':
      return [...raisers(before, event.number), ...agreeing(before, event.number)];
    case 'DisagreementClosed':
      return [...raisers(before, event.number), ...managersToRemind(desk)];
    case 'DisagreementTakenBack':
      return [];
    default:
      return undefined;
  }
}

const contactsForLevel = (level: 2 | 3, { level2 = [], level3 = [] }: Desk): StaffId[] =>
  level === 2 ? level2 : level3;

/**
 * The person who speaks for the side that raised it. The referrer's side is spoken for by whoever owns the referral
 * now.
 */
const raiserOf = ({ side, raisedBy }: Disagreement, { author }: CaseRecord): StaffId =>
  side === 'referrer' ? author : raisedBy;

const raisers = (record: CaseRecord, number: number): StaffId[] =>
  disagreementsOf(record.events).flatMap((each) => (each.number === number ? [raiserOf(each, record)] : []));

const otherSidePeople = (
  { party, number }: EventOf<'DisagreementAgreed'>,
  record: CaseRecord,
  desk: Desk,
): StaffId[] => (party === 'raiser' ? managersToRemind(desk) : raisers(record, number));

/** The people who have said, at the current level, that it is settled. */
function agreeing({ events }: CaseRecord, number: number): StaffId[] {
  const disagreement = disagreementsOf(events).find((each) => each.number === number);
  return disagreement
    ? disagreement.agreed.filter(({ level }) => level === currentLevel(disagreement).level).map(({ by }) => by)
    : [];
}

/**
 * One clock for all open disagreements. It reminds on each date, and every 24 hours after the first date. Without a
 * date there is no clock.
 */
function clockOf(open: Disagreement[]): RunningClock | undefined {
  const targets = open.flatMap((each) => currentLevel(each).target ?? []);
  const first = targets.map(({ at }) => at).sort()[0];
  const start = targets.map(({ setAt }) => setAt).sort()[0];
  if (!first || !start) return undefined;
  return {
    name: 'disagreement',
    start,
    // "Today", typed after 09:00, means 09:00 today. That is over, so there is no reminder today.
    marks: targets.flatMap(({ at, setAt }) => (at > setAt ? [{ at, kind: 'remind' as const }] : [])),
    overdueFrom: plus(first, daily),
    every: daily,
  };
}
