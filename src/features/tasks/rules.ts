import { z } from 'zod';
import { londonDay } from '../../base/time.ts';
import { refuseFaultyTexts, refuseLongTexts } from '../../case/commands.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith, textIfAny } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { tasksOf, taskText } from '../../case/tasks.ts';
import type { TaskKind } from '../../history/desk.ts';
import { nextNumber } from '../../history/events.ts';
import { daysAfter } from '../../protocol/days.ts';

export const [whatLimit, whoLimit] = [500, 100]; // characters
const farthest = 365; // days

interface TaskForm {
  kind?: TaskKind | undefined;
  what: string;
  who: string;
  on: string; // "2026-06-11"
}

/** Writes a task down. @source Protocol 8.2 (what will be done, by whom and when), 8.4 (strategy discussion) */
export function recordTask(record: CaseRecord, { kind = 'task', what, who, on }: TaskForm, at: Actor): Outcome {
  const fault =
    refuseFaultyTexts({ what, who }) ?? refuseLongTexts({ what }, whatLimit) ?? refuseLongTexts({ who }, whoLimit);
  if (fault) return fault;
  const today = londonDay(at.now);
  const isDay = z.iso.date().safeParse(on).success && on >= today && on <= daysAfter(today, farthest);
  if (!isDay) return refuseWith({ kind: 'text-missing', fields: ['on'] });
  const { texts } = record.facts;
  const isTwice = tasksOf(record.events).some(
    (task) =>
      !task.done &&
      task.on === on &&
      texts[taskText.what(task.number)] === what &&
      texts[taskText.who(task.number)] === who,
  );
  if (isTwice) return nothingToDo;
  const number = nextNumber(record.events, 'TaskSet');
  return doneBy(
    at,
    { type: 'TaskSet', number, kind, on },
    { [taskText.what(number)]: what, [taskText.who(number)]: who },
  );
}

/** The task is done. Of a strategy discussion, what came of it must be said. A second press changes nothing. */
export function recordDone(
  record: CaseRecord,
  { task: number, outcome = '', police = '' }: { task: number; outcome?: string; police?: string },
  at: Actor,
): Outcome {
  const task = tasksOf(record.events).find((each) => each.number === number);
  if (!task || task.done) return nothingToDo;
  const fault =
    (task.kind === 'strategy' ? refuseFaultyTexts({ outcome }) : undefined) ?? refuseLongTexts({ outcome, police });
  if (fault) return fault;
  const texts = { ...textIfAny(taskText.outcome(number), outcome), ...textIfAny(taskText.police(number), police) };
  return doneBy(at, { type: 'TaskDone', number }, texts);
}
