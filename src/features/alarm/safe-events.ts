import type { StaffId } from '../../base/people.ts';
import { hasLeft } from '../../cards/leaving.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type ClockMeanings, type Events, lateLines, type Notice, words } from '../../cards/meaning.ts';
import { line, spacedSmallLine } from '../../cards/parts.ts';
import { onItWords, whoAndWhen } from '../../cards/who-and-when.ts';
import { lastAnswer } from '../../case/alarms.ts';
import { lastMarkTold } from '../../case/clocks.ts';
import { type Desk, managersToRemind, orStandIns } from '../../case/desk.ts';
import type { EventAt, EventOwned, Mark } from '../../case/part.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { erasedIn, sentReferral, whoIsOnIt } from '../../case/standing.ts';
import { type EventOf, textOf } from '../../history/events.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { replaceReminders } from './clock.ts';
import { askCard, dangerSaidCard, neededWords, safeWords } from './safe-cards.ts';
import { askClock, unansweredAsks } from './safe-clock.ts';
import { isOnlyTheirs } from './state.ts';

/** Who is on it, unless the set-up names them no more or they have left. */
function onItNow(record: CaseRecord, { managers, practitioners, escalation, left = [] }: Desk) {
  const by = whoIsOnIt(record)?.by;
  const isNamed =
    practitioners.length === 0 || [managers, practitioners, escalation].flat().some((each) => each === by);
  return isNamed && by && !left.includes(by) ? by : undefined;
}

/**
 * Whom a mark asks: who is on it, or who is on duty if nobody is; then who is on duty too, then everybody, until somebody
 * answers. Whose duty is over may have gone home: of a case that they decided, which no shift hands over, who is on duty is asked with them.
 */
function whoIsAsked({ escalate, overdue }: Mark, { desk, record }: EventAt) {
  const onIt = onItNow(record, desk);
  const isHome = record.status === 'decided' && desk.onDuty.length > 0 && !desk.onDuty.some((each) => each === onIt);
  const first = onIt && !isHome ? [onIt] : withThem(managersToRemind(desk), onIt);
  if (overdue || unansweredAsks(record.events).some((mark) => mark.overdue))
    return { isEverybody: true, people: withThem(desk.managers, onIt) };
  return { isEverybody: false, people: escalate ? withThem(managersToRemind(desk), onIt) : first };
}

const withThem = (people: StaffId[], onIt: StaffId | undefined) =>
  onIt && !people.includes(onIt) ? [...people, onIt] : people;

const above = ({ escalation, managers }: Desk) => escalation.filter((person) => !managers.includes(person));

const isAnswered: Notice<Mark>['isPast'] = (_, { events }, index) => lastAnswer(events) >= index;

export const safeClocks: ClockMeanings<'childSafe'> = {
  childSafe: {
    runs: askClock,
    isOver: (record) => !sentReferral(record) || record.status === 'joined' || erasedIn(record.events) !== undefined,
    card: true,
    receipt({ upTo }, { record, referral }) {
      const last = lastMarkTold(record.events, 'childSafe'); // it says once that the time has passed
      return referral !== undefined && hasLeft(referral, upTo) && !(last && hasLeft(referral, last));
    },
    notices: {
      askSafe: {
        alarm: true,
        isPast: isAnswered,
        card: askCard,
        to: (mark, at) => orStandIns(whoIsAsked(mark, at).people),
      },
      askSafeAbove: {
        alarm: true,
        goesUp: true,
        isPast: isAnswered,
        card: (mark, view) => askCard(mark, view, true),
        to(mark, at) {
          const isAsked = at.referral && isOnlyTheirs(at.desk, at.referral);
          return isAsked || whoIsAsked(mark, at).isEverybody ? above(at.desk) : [];
        },
      },
    },
    hasLine: ({ escalate, overdue }) => escalate || overdue,
    line(mark, { record }) {
      const whom = mark.overdue ? 'all managers and the escalation contact' : mark.escalate ? 'who is on duty' : '';
      return words(
        whom ? `Is the child safe? Nobody has answered. Asking ${whom}` : 'Asked whether the child is safe',
        onItWords(record),
        lateLines(mark),
      );
    },
  },
};

const others = (all: StaffId[], by: StaffId) => all.filter((person) => person !== by);

const isOfDanger = ({ facts: { texts } }: CaseRecord, { number }: EventOf<'StillOnIt'>) =>
  dangerIn(texts[textOf.stillOnIt(number)] ?? '') !== undefined;

/** The answers to “Is the child safe?”, and what the author says of it: a report. */
export const safeEvents = {
  ChildSafe: {
    card: true,
    receipt: true,
    also: replaceReminders,
    line: (event, { record }) =>
      words('The child is safe', safeWords(record, event), spacedSmallLine(`Says ${whoAndWhen(record, event)}`)),
  },
  DangerTakenBack: {
    card: true,
    receipt: true,
    line: ({ at }) =>
      words(
        'The referrer takes back that the child is in danger',
        line('A report: it stays URGENT until the MASH confirms that the child is safe.', 'bold'),
        spacedSmallLine(clockAndDay(at)),
      ),
  },
  StillOnIt: {
    card: true,
    also: replaceReminders,
    notices: {
      // without a sound: it is a note of their own work, and “I need others” rings
      danger: {
        isPast: (_, { events }, index) => lastAnswer(events) > index,
        card: ({ by }, view) => dangerSaidCard(by, view),
        to: (event, { desk, record }) =>
          isOfDanger(record, event) ? others(withThem(managersToRemind(desk), onItNow(record, desk)), event.by) : [],
      },
    },
    line: (event, { record }) =>
      words(
        'Still on it',
        textIn(record, textOf.stillOnIt(event.number)),
        isOfDanger(record, event) && line('It may speak of danger.', 'bold'),
        event.until && `Asked again at ${clockAndDay(event.until)}`,
        spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
  OthersNeeded: {
    card: true,
    also: replaceReminders,
    sounds: true,
    notices: {
      help: {
        alarm: true,
        card: askCard,
        to: ({ by }, { desk, record }) => {
          const onIt = onItNow(record, desk);
          const people = others(withThem(desk.managers, onIt), by);
          return others(above(desk), by).length > 0 ? people : orStandIns(people);
        },
      },
      helpAbove: {
        alarm: true,
        goesUp: true,
        card: (event, view) => askCard(event, view, true),
        to: ({ by }, { desk }) => others(above(desk), by),
      },
    },
    line: (event, { record }) =>
      words(
        'Others are needed. All managers and the escalation contact are rung',
        `${staffName(record, event.by)} asks for help. What is needed:`,
        neededWords(record, event),
        spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
} satisfies Partial<Events<EventOwned>>;
