import { clockAndDay } from '../../cards/london.ts';
import {
  author,
  type ClockMeanings,
  type Events,
  type Hears,
  lateLines,
  type Notice,
  words,
} from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { hasActed } from '../../case/acted.ts';
import { isAlarming } from '../../case/alarms.ts';
import { isWaiting } from '../../case/outbox.ts';
import type { EventAt, Mark, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isStillUnreached, unreachedSince } from '../../case/unreached.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { nobodyHasItCard } from './cards.ts';
import { alarmClock } from './clock.ts';
import { reminders } from './reminders.ts';
import { rings } from './rings.ts';
import { shownReminders, whoWasTold } from './told.ts';

const card: Plain = { to: { place: 'mash' }, message: { kind: 'case-card' } };
const isPosted = (_: unknown, { record }: EventAt): boolean => record.said.card !== undefined;
const isUnreached = (record: CaseRecord): boolean => unreachedSince(record) !== undefined;
const ringNow: Notice<CaseEvent> = {
  to: author,
  sounds: true,
  card: (_, { record, pack }) => nobodyHasItCard(record, pack),
};

export const events: Events<'NotReached' | 'NobodyReached' | 'SomebodyReached'> = {
  NotReached: {
    card: ({ who }) => who === 'referrer',
    also: tellStandIns,
    isPast: ({ who, staff }, record) => who !== 'referrer' && !isStillUnreached(record, staff),
    line({ who, staff, at }, { record }) {
      const [title, what] =
        who === 'referrer'
          ? ['The referrer could NOT be reached in Teams', 'Please ring them. Their number is on the card.']
          : [
              `Teams does NOT reach ${record.facts.names[staff] ?? whoIs[who]}`,
              'Others are told, where nobody has heard of it.',
            ];
      return words(title, line(what), line(clockAndDay(at), 'small'));
    },
  },
  /** Asks the referrer to ring, because the bot's messages reach nobody at the MASH. */
  NobodyReached: {
    card: isPosted,
    receipt: true,
    notices: { ringNow: { ...ringNow, isPast: (_, record) => !isUnreached(record) } },
    isPast: (_, record) => !isUnreached(record),
    line: () => words('No one at the MASH gets my alerts', line('Whoever reads this: please take it now.', 'bold')),
  },
  SomebodyReached: { card: isPosted, receipt: true, line: 'none', words: 'Somebody at the MASH was reached' },
};

/** A card that still waits to be posted will show the alarm anyway. */
const isWorthSaying = ({ escalate, overdue, remind }: Mark, at: EventAt) =>
  escalate || overdue || (remind && isPosted(undefined, at));

/** An urgent referral rings until somebody at the MASH acts. */
export const clocks: ClockMeanings<'urgent'> = {
  urgent: {
    runs: alarmClock,
    isOver: ({ status }) => status !== 'awaiting-decision',
    card: (mark, at) => isPosted(mark, at) && isWorthSaying(mark, at),
    notices: {
      ...rings,
      ringNow: {
        ...ringNow,
        to: ({ overdue }, { record }) => (overdue ? [record.author] : []),
        isPast: (_, { events: all }, index) => hasActed(all.slice(index)),
      },
    },
    hasLine: isWorthSaying,
    sounds: true,
    line(mark, { record }) {
      return words(`URGENT. Nobody has it. Telling: ${whoWasTold(record, mark)}`, ...lateLines(mark));
    },
  },
};

/** After one of these events, a reminder that was sent is out of date and is replaced where it is. */
const ends = {
  also: (_: CaseEvent, { record }: EventAt): Plain[] =>
    [...new Set(shownReminders(record).flatMap(({ to }) => ('person' in to ? [to.person] : [])))].map((person) => ({
      to: { person },
      message: { kind: 'reminder-over' },
    })),
};
export const hears: Hears<
  | keyof typeof reminders
  | ('ReferralTaken' | 'CaseHanded' | 'DecisionRecorded' | 'WaitsNoLonger' | 'CallJoined' | 'JoinedInto' | 'JoinUndone')
> = {
  ...reminders,
  ReferralTaken: ends,
  CaseHanded: ends,
  DecisionRecorded: ends,
  WaitsNoLonger: ends, // a draft again
  CallJoined: ends,
  JoinedInto: ends,
  JoinUndone: ends,
};

const whoIs = {
  manager: 'a manager',
  escalation: 'the escalation contact',
  administrator: 'an administrator',
};

/**
 * When Teams cannot reach somebody, the next people in line are told at once. The card names the person who was not
 * reached.
 */
function tellStandIns({ staff, who }: EventOf<'NotReached'>, { record, standIns }: EventAt): Plain[] {
  if (who === 'referrer') return [];
  const unreachedAlarms = record.outbox.filter(
    (entry) => 'person' in entry.to && entry.to.person === staff && isWaiting(entry) && isAlarming(entry.message),
  );
  return [...unreachedAlarms.flatMap(standIns), ...(unreachedAlarms.length > 0 && record.said.card ? [card] : [])];
}
