import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { type ClockMeanings, type Events, type Notice, words } from '../../cards/meaning.ts';
import { type Lines, line, spacedLine, spacedSmallLine, titledLines } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { RunningClock } from '../../case/clocks.ts';
import { type Desk, managersToRemind } from '../../case/desk.ts';
import type { EventAt } from '../../case/part.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { disagreementText, type Level } from '../../history/decision.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { disagreementNotice, levelCard } from './notices.ts';
import { agreements, currentLevel, type Disagreement, disagreementsOf, isOpen, numbered } from './state.ts';
import { agreedWords, levelInWords, partyCalled, targetDay } from './words.ts';

const daily = Duration.parse('P1D');

/** The open disagreements whose date has come. */
export function disagreementsDueBy(events: CaseEvent[], upTo: Instant): Disagreement[] {
  return disagreementsOf(events).filter((each) => {
    const target = currentLevel(each).target;
    return isOpen(each) && target !== undefined && target.at <= upTo;
  });
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

type OnDisagreement = Extract<CaseEvent, { type: `Disagreement${string}` }>;

type Begun = EventOf<'DisagreementRaised' | 'DisagreementWentUp'>;

const threadLine = (record: CaseRecord, event: OnDisagreement, title: string, ...lines: Lines) =>
  words(`Disagreement ${event.number}: ${title}`, lines, spacedSmallLine(whoAndWhen(record, event)));

/** A history that was put together by hand may speak of a disagreement that nobody raised. */
const isUnknown = ({ number }: { number: number }, record: CaseRecord) => numbered(record, number).length === 0;

/** News of a disagreement to the people whom it concerns, without the one who acted. */
const news = <E extends OnDisagreement>(
  people: (event: E, record: CaseRecord, desk: Desk) => StaffId[],
): Notice<E> => ({
  to: (event, { record, desk }) => people(event, record, desk).filter((person) => person !== event.by),
  isPast: isUnknown,
  card: (event, view) => disagreementNotice(numbered(view.record, event.number), event, view),
});

/**
 * A disagreement runs beside the case and changes no other clock. The bot tells the MASH channel and the people whom it
 * concerns.
 * @source Protocol 13
 */
export const events: Events<OnDisagreement['type']> = {
  DisagreementRaised: {
    card: true,
    notices: { news: news((_, __, desk) => managersToRemind(desk)) },
    line: (event, { record }) =>
      threadLine(
        record,
        event,
        levelInWords(1),
        line(event.side === 'referrer' ? 'The referrer disagrees.' : 'Somebody of the MASH disagrees.', 'bold'),
        levelLines(record, event, 1),
        spacedLine('It changes no deadline.'),
      ),
  },
  DisagreementWentUp: {
    card: true,
    notices: {
      news: news(({ number, level }, record, desk) =>
        [...raisers(record, number), ...managersToRemind(desk), ...(level === 2 ? desk.escalation : [])].filter(
          (person) => !contactsForLevel(level, desk).includes(person),
        ),
      ),
      level: {
        to: ({ level }, { desk }) => contactsForLevel(level, desk),
        isPast: isUnknown,
        card({ number }, { record, pack }) {
          const [about] = numbered(record, number);
          if (!about) throw new Error(`case ${record.id} has no disagreement ${number}`);
          return levelCard(record, about, pack);
        },
      },
    },
    line: (event, { record }) =>
      threadLine(record, event, levelInWords(event.level), levelLines(record, event, event.level)),
  },
  DisagreementDateSet: {
    card: true,
    notices: { news: news(({ number }, record) => raisers(record, number)) },
    line: (event, { record }) => threadLine(record, event, `to be settled by ${targetDay(event.target)}`),
  },
  DisagreementAgreed: {
    card: true,
    // the second side's word settles the disagreement, and DisagreementSettled then tells people
    notices: {
      news: news(({ number, party }, record, desk) => {
        if (agreeing(record, number).length > 0) return [];
        return party === 'raiser' ? managersToRemind(desk) : raisers(record, number);
      }),
    },
    line(event, { record }) {
      const [disagreement] = numbered(record, event.number);
      const side = disagreement ? partyCalled(record, disagreement, event.party) : 'One side';
      const agreed = titledLines('What they agree', agreedWords(record, event));
      return threadLine(record, event, `${side} says that it is settled`, agreed);
    },
  },
  DisagreementSettled: {
    card: true,
    notices: { news: news(({ number }, record) => [...raisers(record, number), ...agreeing(record, number)]) },
    line: (event, { record }) =>
      threadLine(record, event, `settled at level ${event.level}`, line('Both sides have said so.')),
  },
  DisagreementClosed: {
    card: true,
    notices: { news: news(({ number }, record, desk) => [...raisers(record, number), ...managersToRemind(desk)]) },
    line(event, { record }) {
      const reason = textIn(record, disagreementText.outcome(event.number));
      return threadLine(record, event, `closed at level ${event.level}`, ...titledLines('Reason', reason));
    },
  },
  DisagreementTakenBack: { card: true, line: (event, { record }) => threadLine(record, event, 'taken back') },
};

/** The open disagreements whose date this mark is about. */
const due = (mark: { upTo: Instant }, { events: all }: CaseRecord) => disagreementsDueBy(all, mark.upTo);

export const clocks: ClockMeanings<'disagreement'> = {
  disagreement: {
    runs: ({ events: all }) => clockOf(disagreementsOf(all).filter(isOpen)),
    isOver: ({ events: all }) => !disagreementsOf(all).some(isOpen),
    notices: {
      date: {
        to(mark, { record, desk }: EventAt) {
          const about = due(mark, record);
          return about.length > 0 ? [...about.map((each) => raiserOf(each, record)), ...managersToRemind(desk)] : [];
        },
        isPast: (mark, record, index) =>
          due(mark, record).length === 0 ||
          record.events.slice(index + 1).some((each) => each.type === 'ClockReached' && each.clock === 'disagreement'),
        sounds: true,
        card: (mark, view) => disagreementNotice(due(mark, view.record), mark, view),
      },
    },
    line: 'none',
    words: 'Reminded of the date of a disagreement',
  },
};

const contactsForLevel = (level: 2 | 3, { level2 = [], level3 = [] }: Desk) => (level === 2 ? level2 : level3);

/**
 * The person who speaks for the side that raised it. The referrer's side is spoken for by whoever owns the referral
 * now.
 */
const raiserOf = ({ side, raisedBy }: Disagreement, { author }: CaseRecord) =>
  side === 'referrer' ? author : raisedBy;

const raisers = (record: CaseRecord, number: number) => numbered(record, number).map((each) => raiserOf(each, record));

/** The people who have said, at the current level, that it is settled. */
const agreeing = (record: CaseRecord, number: number) =>
  numbered(record, number).flatMap((each) => agreements(each).map(({ by }) => by));

/** What was written to raise it, or to take it to the next level. */
function levelLines(record: CaseRecord, { number, target }: Begun, level: Level): Lines {
  const agency = textIn(record, disagreementText.agency(number, level));
  const mash = textIn(record, disagreementText.mash(number, level));
  return [
    ...titledLines('Reasons', textIn(record, disagreementText.reasons(number, level))),
    agency && titledLines('For the agency', agency),
    mash && titledLines('For the MASH', mash),
    ...titledLines('To be settled by', target ? targetDay(target) : 'No date set yet'),
  ];
}
