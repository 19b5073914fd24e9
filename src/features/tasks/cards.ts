import { londonDay } from '../../base/time.ts';
import { caseNotice, mashForm } from '../../cards/about-case.ts';
import type { Face, SentCase, TeamFace } from '../../cards/face.ts';
import { box, choice, type FormRetry, limit, limitWords, saveButton, text, untouchedForm } from '../../cards/forms.ts';
import { shortDay } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type Block,
  button,
  type Card,
  coloured,
  excerpt,
  type Lines,
  line,
  mainButton,
  plain,
} from '../../cards/parts.ts';
import { decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { Mark } from '../../case/part.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { isTaskOverdue, openTasksOf, type Task, tasksOf, taskText } from '../../case/tasks.ts';
import type { TaskKind } from '../../history/desk.ts';
import { morningOf } from '../../protocol/days.ts';
import { whatLimit, whoLimit } from './rules.ts';
import { openTasks, saveOutcome, setTask, taskDone } from './verbs.ts';

const kinds: Record<TaskKind, string> = { task: 'Something to be done', strategy: 'The strategy discussion' };
const mostButtons = 3; // tasks with a button of their own

/**
 * A task in words: what, who and by when.
 * @param length of each text, in characters; without it, all of it
 */
export function taskLines(record: CaseRecord, task: Task, length = Number.POSITIVE_INFINITY): Lines {
  const { number, kind, on, done } = task;
  const words = (name: string) => excerpt(textIn(record, name), length);
  const outcome = words(taskText.outcome(number));
  const police = words(taskText.police(number));
  return [
    line(`Task ${number}${kind === 'strategy' ? ', strategy discussion' : ''}: ${words(taskText.what(number))}`),
    line(
      `${words(taskText.who(number))}, ${done ? `done ${shortDay(done.at)}` : `by ${shortDay(morningOf(on))}`}`,
      'bold',
    ),
    outcome !== '' && `What came of it: ${outcome}`,
    police !== '' && `Shared with the police: ${police}`,
  ];
}

/** What the decision already says of who does what. */
function fromDecision(record: CaseRecord): FormRetry {
  const entry = decisionEntries(record.events).at(-1);
  if (!entry || tasksOf(record.events).length > 0) return untouchedForm;
  const { action, who } = decisionWordsOf(record.facts.texts, entry.number);
  return { ...untouchedForm, typed: { what: action.slice(0, whatLimit), who: who.slice(0, whoLimit) } };
}

/** The tasks of a case, and the form for a new one. Only the person who pressed sees it. */
export function tasksForm(record: CaseRecord, inTeam: boolean, again = fromDecision(record)): Card {
  const tasks = tasksOf(record.events);
  const open = tasks.filter(({ done }) => !done);
  const shownTasks = [...tasks.filter(({ done }) => done).slice(-1), ...open.slice(0, mostButtons)];
  return mashForm(record.id, {
    summary: 'tasks',
    heading: 'Who does what, by when?',
    says: [
      'I remind whoever wrote it down and whoever has the case, on the day and each day after it until it is done.',
      open.length > mostButtons && 'The first three stand here. The others follow.',
    ],
    above: shownTasks.map((task) => plain(taskLines(record, task, 60), 'Small')),
    inputs: [
      choice('kind', 'Which is it?', kinds, { ...again, typed: { kind: 'task', ...again.typed } }),
      text('what', `What (required, ${limitWords(whatLimit)})`, again),
      box('text', 'who', `Who does it (required, ${limitWords(whoLimit)})`, again),
      box('date', 'on', 'By when (required)', again),
    ],
    others: open.slice(0, mostButtons).map((task) => doneButton(record, task)),
    inTeam,
    send: saveButton(setTask, 'Write it down', record, again),
  });
}

const doneButton = (record: CaseRecord, { number }: Task) =>
  button(taskDone, `Task ${number} is done`, { case: record.id, task: number });

/** Asks what came of a strategy discussion. @source Protocol 8.4, 11 */
export const outcomeForm = (record: CaseRecord, task: number, inTeam: boolean, again = untouchedForm): Card =>
  mashForm(record.id, {
    summary: 'the strategy discussion',
    heading: 'What came of the discussion?',
    says: ['Only you see this form. It goes into the record of the case.'],
    inputs: [
      text('outcome', `What was agreed, and who does it (required, ${limit})`, again),
      text('police', `What was shared with the police, and their reference (${limit})`, again),
    ],
    inTeam,
    send: mainButton(saveOutcome, 'Record it', { case: record.id, task, attempt: again.attempt }),
  });

/** Reminds one person. */
export const tasksDueCard = (_: Mark, { record, now, link }: NoticeView): Card => dueOn(record, londonDay(now), link);

/** The same as things stand after somebody said that a task is done. */
export const tasksOverCard = (record: CaseRecord, link: string | undefined): Card =>
  dueOn(record, londonDay(record.changedAt), link);

/** It names no fact of the child: only the number of each task and its day. */
function dueOn(record: CaseRecord, today: string, link: string | undefined): Card {
  const open = openTasksOf(record.events);
  const due = open.filter(({ on }) => on <= today);
  if (due.length === 0)
    return caseNotice(record.id, {
      summary: open.length > 0 ? ': no task is due now' : ': the tasks are done',
      lines: [`${open.length > 0 ? 'No task is due now.' : 'What was due is done.'} You need do nothing.`],
      link,
    });
  const isOverdue = due.some((task) => isTaskOverdue(task, today));
  return caseNotice(record.id, {
    summary: `: a task is ${isOverdue ? 'OVERDUE' : 'due today'}`,
    blocks: [
      coloured(
        'attention',
        due.map((task) =>
          line(
            `Task ${task.number}: ${isTaskOverdue(task, today) ? `OVERDUE since ${shortDay(morningOf(task.on))}` : 'due today'}`,
            'bold',
          ),
        ),
      ),
    ],
    lines: ['What it is, and who does it, stands on the card of the case.'],
    buttons: due.slice(0, mostButtons).map((task) => doneButton(record, task)),
    link,
  });
}

/** Says to whoever pressed it in their own chat that it is recorded. */
export const doneCard = (record: CaseRecord, task: number, link: string | undefined): Card =>
  caseNotice(record.id, { summary: ': recorded', lines: [`Recorded. Task ${task} is done.`], link });

function blocks({ record }: SentCase): Block[] {
  const open = openTasksOf(record.events);
  const [first] = open;
  if (!first) return [];
  const more = open.length - 1;
  return [
    plain([line('To be done', 'bold'), taskLines(record, first, 120), more > 0 && `and ${more} more, under Tasks`]),
  ];
}

const more: NonNullable<Face['more']> = ({ record }) => [button(openTasks, 'Tasks', { case: record.id })];

export const face: Face = { blocks, more };
export const teamFace: TeamFace = { first: blocks, more };
