import { type CaseEvent, type EventOf, isA } from '../history/events.ts';

/** Something that somebody is to do for the child until a day, with when it was done. */
export interface Task extends EventOf<'TaskSet'> {
  done?: EventOf<'TaskDone'>;
}

/** The names of the texts of a task. */
export const taskText = {
  what: (task: number) => `task-what-${task}`,
  who: (task: number) => `task-who-${task}`,
  outcome: (task: number) => `task-outcome-${task}`,
  police: (task: number) => `task-police-${task}`, // what was shared with the police, and their reference
};

/** Every task, in the order of its day. Help that was arranged anew before it was done is one task. */
export const tasksOf = (events: readonly CaseEvent[]): Task[] =>
  events
    .filter(isA('TaskSet'))
    .map((set): Task => {
      const done = events.filter(isA('TaskDone')).find(({ number }) => number === set.number);
      return { ...set, ...(done && { done }) };
    })
    .filter(
      ({ item, number, done }, _, all) =>
        done || !item || !all.some((each) => each.item === item && each.number > number),
    )
    .toSorted((one, other) => (one.on < other.on ? -1 : 1));

export const openTasksOf = (events: readonly CaseEvent[]): Task[] => tasksOf(events).filter(({ done }) => !done);

/** Whether its day is over. @param today in London */
export const isTaskOverdue = ({ on }: Task, today: string) => on < today;
