import type { StaffId } from '../../base/people.ts';
import { Duration, latest } from '../../base/time.ts';
import { type ClockMeanings, type Events, lateLines, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { RunningClock } from '../../case/clocks.ts';
import { managersToRemind, orStandIns } from '../../case/desk.ts';
import type { Entry } from '../../case/outbox.ts';
import type { EventAt, Mark } from '../../case/part.ts';
import type { CaseRecord, ClockedCase } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { openTasksOf, tasksOf } from '../../case/tasks.ts';
import { reminderOver } from '../../case/tell.ts';
import { daysAfter, morningOf } from '../../protocol/days.ts';
import { holdersOf } from '../assessment/state.ts';
import { taskLines, tasksDueCard } from './cards.ts';

/** The reminders that people can see in their chats. */
export const shownDue = ({ outbox }: CaseRecord): Entry[] =>
  outbox.filter(
    ({ message, state }) => message.kind === 'notice' && message.as === 'tasks/due' && state.kind === 'sent',
  );

export const events: Events<'TaskSet' | 'TaskDone'> = {
  TaskSet: {
    card: true,
    also: ({ item }, { record }) => (item ? reminderOver(shownDue(record)) : []),
    line(event, { record }) {
      const task = tasksOf([event])[0];
      return words('To be done', task && taskLines(record, task), spacedSmallLine(whoAndWhen(record, event)));
    },
  },
  TaskDone: {
    card: true,
    also: (_, { record }) => reminderOver(shownDue(record)),
    line(event, { record }) {
      const task = tasksOf(record.events).find(({ number }) => number === event.number);
      return words('Done', task && taskLines(record, task), spacedSmallLine(whoAndWhen(record, event)));
    },
  },
};

const daily = Duration.parse('P1D');
const isOver = ({ events: all }: ClockedCase) => openTasksOf(all).length === 0 || erasedIn(all) !== undefined;

/** Reminds at 09:00 of each day on which a task is due, and then each morning until it is done. */
function tasksClock(record: ClockedCase): RunningClock | undefined {
  const open = isOver(record) ? [] : openTasksOf(record.events);
  const [first] = open;
  if (!first) return undefined;
  const overdueFrom = latest(morningOf(daysAfter(first.on, 1)), first.at);
  return {
    name: 'tasks',
    start: first.at,
    marks: open.map(({ on, at }) => ({ at: latest(morningOf(on), at), kind: 'remind' as const })),
    overdueFrom,
    every: daily,
  };
}

/** The tasks that are due at a mark and not done. */
const dueBy = ({ events: all }: CaseRecord, { at }: Mark) => openTasksOf(all).filter(({ on }) => morningOf(on) <= at);

/** Whoever wrote a task down that is due, and whoever has the case; once it is overdue, or if they have left, who is on duty, too. */
function whoIsReminded(mark: Mark, { record, referral, desk }: EventAt): StaffId[] {
  const setters = dueBy(record, mark).map(({ by }) => by);
  const holders = referral ? holdersOf(record, referral, desk) : [];
  const theirs = [...setters, ...holders].filter((person) => !desk.left?.includes(person));
  return [...new Set([...theirs, ...(mark.overdue || theirs.length === 0 ? managersToRemind(desk) : [])])];
}

export const clocks: ClockMeanings<'tasks'> = {
  tasks: {
    runs: tasksClock,
    isOver,
    card: true,
    notices: {
      due: {
        alarm: true,
        to: (mark, at) => orStandIns(whoIsReminded(mark, at)),
        isPast: (mark, record) => isOver(record) || dueBy(record, mark).length === 0,
        card: tasksDueCard,
      },
    },
    sounds: true,
    line: (mark) => words(mark.overdue ? 'A task is OVERDUE' : 'A task is due today', lateLines(mark)),
    words: () => ({ title: 'Reminded of a task', text: '' }),
  },
};
