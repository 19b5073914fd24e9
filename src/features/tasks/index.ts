import { type At, caseAction, type Sent } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { openTasksOf, tasksOf } from '../../case/tasks.ts';
import { morningOf } from '../../protocol/days.ts';
import { doneCard, face, outcomeForm, tasksForm, tasksOverCard, teamFace } from './cards.ts';
import { clocks, events, shownDue } from './events.ts';
import { recordDone, recordTask } from './rules.ts';
import { openTasks, saveOutcome, setTask, taskDone } from './verbs.ts';

const where = ['mash', 'assessment'] as const;
const isInTeam = ({ where: place }: At) => place === 'assessment';
/** In their own chat, whoever pressed reads that it is recorded; in a channel, the card shows it. */
const after = ({ record }: Sent, { task }: { task: number }, at: At) =>
  at.where === 'desk-chat' ? { card: doneCard(record, task, at.linkTo(record)), storeInChat: true } : undefined;
const problems = {
  what: 'Say what is to be done.',
  who: 'Say who does it.',
  on: 'Choose today or a later day, within a year.',
  outcome: 'Say what was agreed.',
};

const actions = [
  caseAction(openTasks, { where, does: ({ record }, _, at) => ({ card: tasksForm(record, isInTeam(at)) }) }),
  caseAction(setTask, {
    where,
    does: ({ record }, { inputs }, at) => recordTask(record, inputs, at),
    problems,
    again: ({ record }, _, at, retry) => ({ card: tasksForm(record, isInTeam(at), retry) }),
  }),
  caseAction(taskDone, {
    where: [...where, 'desk-chat'],
    who: 'reader',
    does({ record }, { task }, at) {
      const isDiscussion = tasksOf(record.events).some(
        ({ number, kind, done }) => number === task && kind === 'strategy' && !done,
      );
      return isDiscussion ? { card: outcomeForm(record, task, isInTeam(at)) } : recordDone(record, { task }, at);
    },
    after,
  }),
  caseAction(saveOutcome, {
    where: [...where, 'desk-chat'],
    who: 'reader',
    does: ({ record }, { task, inputs }, at) => recordDone(record, { task, ...inputs }, at),
    problems,
    after,
    again: ({ record }, { task }, at, retry) => ({ card: outcomeForm(record, task, isInTeam(at), retry) }),
  }),
];

/** What somebody is to do for the child until a day, and the strategy discussion. */
export const tasks = {
  name: 'tasks',
  events,
  clocks,
  actions,
  face,
  teamFace,
  reminders: { shown: shownDue, overCard: (record, _to, _pack, link) => tasksOverCard(record, link) },
  shelf(all) {
    const [first] = openTasksOf(all);
    return first && { is: 'task', at: morningOf(first.on) };
  },
} satisfies Feature;
