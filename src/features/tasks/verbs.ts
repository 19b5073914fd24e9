import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { caseVerb, formVerb, lenient, typed, verb } from '../../cards/verb.ts';
import { TaskKind } from '../../history/desk.ts';

/** Somebody of the MASH or the Assessment team writes down who does what until when. */
export const openTasks = caseVerb('tasks');
export const setTask = formVerb('set-task', { kind: lenient(TaskKind), what: typed, who: typed, on: typed });
/** On the card, and on the reminder in their own chat. */
export const taskDone = verb('task-done', { case: CaseId, task: z.int() });
/** What came of a strategy discussion. */
export const saveOutcome = verb(
  'task-outcome',
  { case: CaseId, task: z.int(), attempt: z.int().default(0) },
  {
    outcome: typed,
    police: typed,
  },
);
