import type { Mark } from '../../src/case/part.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { doneCard, outcomeForm, tasksDueCard, tasksForm, tasksOverCard } from '../../src/features/tasks/cards.ts';
import { recordDone, recordTask } from '../../src/features/tasks/rules.ts';
import { at, mo, pack, withOutcome } from '../case/a-case.ts';
import { markOf } from '../case/every-event.ts';
import { linesOf, mashCardOf } from './drawn.ts';
import { again, type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, OVERDUE } from './sample-cases.ts';

/** A decided case with a strategy discussion that was held and tasks that are open. */
export function tasksMashCards(sample: Sample): Cards[] {
  const { decided } = cases(sample);
  const by = { by: mo, now: OVERDUE };
  const words = { what: sampleText(sample, 500) || 'Visit.', who: sampleText(sample, 100) || 'Sue' };
  const set = (record: CaseRecord, kind: 'task' | 'strategy', on: string) =>
    withOutcome(record, recordTask(record, { ...words, kind, on }, by), mo, OVERDUE);
  const held = set(decided, 'strategy', '2026-11-25');
  const text = sampleText(sample, 2000) || 'Section 47.';
  const done = withOutcome(held, recordDone(held, { task: 1, outcome: text, police: text }, by), mo, OVERDUE);
  const open = set(set(done, 'task', '2026-11-26'), 'task', '2026-11-27');
  const view = { record: open, pack, now: at('2026-11-27T09:00:00.000Z'), link: 'https://teams.example/1', to: mo.id };
  const faults = {
    what: 'Say what is to be done.',
    who: 'Say who does it.',
    on: 'Choose today or a later day, within a year.',
  };
  return [
    {
      'tasks, none': tasksForm(decided, false),
      'tasks, some': tasksForm(open, false),
      'tasks, again': tasksForm(open, false, again(sample, ['what', 'who'], faults)),
      'the strategy discussion': outcomeForm(held, 1, false),
      'the strategy discussion, again': outcomeForm(
        held,
        1,
        false,
        again(sample, ['outcome'], { outcome: 'Say what was agreed.' }),
      ),
      'what was due is done': tasksOverCard(done, 'https://teams.example/1'),
      'a task is done': doneCard(open, 2, 'https://teams.example/1'),
      'a task is due': tasksDueCard(markOf('tasks', { overdue: true }) as Mark, view),
    },
    { 'case, with tasks': mashCardOf(open) },
    linesOf('tasks', open, open.events.slice(-3)),
  ];
}
