import type { CaseId } from '../../base/reference.ts';
import { limitWords } from '../../cards/forms.ts';
import { button, type Card, type Input, input, line, mashCard, plain } from '../../cards/parts.ts';
import { problemText } from '../../cards/problem.ts';
import type { Problem } from '../../check/draft.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { dangerChoices } from './logged-call.ts';
import { deskHelp, saveCall } from './verbs.ts';

/** What was typed into a form that is shown again, and what is wrong with it. */
interface CallRetry {
  attempt: number;
  typed: Record<string, string>;
  problems: Problem[];
}

/**
 * The form in which the MASH writes down a phone referral. Only the person who fills it in sees it.
 * @param id the reference that the case will have, so that a second press makes no second case
 * @source Protocol 8.2 (telephone referrals)
 */
export function callForm(
  id: CaseId,
  pack: Pack,
  { attempt, typed, problems }: CallRetry = { attempt: 0, typed: {}, problems: [] },
): Card {
  const isCallLongAgo = problems.some(({ kind }) => kind === 'long-ago');
  const box = (kind: Input['kind'], field: string, label: string, more: Partial<Input> = {}) => {
    const problem = problems.find((each) => each.field === field);
    return input(kind, `${field}__${attempt}`, label, {
      ...more,
      value: typed[field] ?? '',
      problem: problem ? problemOf(problem) : '',
    });
  };
  const choicesOf = (choices: { id: string; label: string }[]) =>
    choices.map((choice) => ({ title: choice.label, value: choice.id }));
  return mashCard({
    summary: 'MASH desk: a phone referral',
    top: [line('Only you see this form', 'small')],
    heading: 'Log a phone referral',
    blocks: [
      plain(
        [
          line('The 24 hours run from the call. So do the 48 hours for the written referral. (§8.2)'),
          ...(problems.length > 0 ? [line('Not saved yet. Please look at what is marked.', 'bold', 'Small')] : []),
        ],
        'Small',
      ),
    ],
    inputs: [
      box('text', 'name', 'Who rang? (required)'),
      box('compact', 'agency', 'Their agency (required)', {
        choices: choicesOf(fieldOf(pack, 'agency').choices ?? []),
      }),
      box('text', 'phone', 'Their phone (required)', { style: 'tel' }),
      box('text', 'phoned-when', 'When did they ring? For example “just now” or “14:20” (required)'),
      box('one', 'danger', 'Urgent: in danger now, or about to be moved? (required)', {
        choices: choicesOf(dangerChoices),
      }),
      box('text', 'worry', `What did they say? (required, ${limitWords(fieldOf(pack, 'worry').limit)})`, {
        multiline: true,
      }),
      box('text', 'child-name', 'Child’s name, if they said it'),
      box('person', 'caller', 'If they use Teams: find them here. They are asked to put it in writing', {
        choices: typed.caller ? [{ title: 'The person you chose', value: typed.caller }] : [],
      }),
    ],
    buttons: [
      button(
        saveCall,
        'Log it',
        { case: id, attempt, list: 'desk', ...(isCallLongAgo ? { answer: 'sure' } : {}) },
        { style: 'positive' },
      ),
      button(deskHelp, 'Cancel', { list: 'desk' }, { inputs: 'none' }),
    ],
  });
}

const requiredWords: Record<string, string> = {
  name: 'Give the name of who rang.',
  agency: 'Choose their agency.',
  phone: 'Give a number on which you can ring them.',
  'phoned-when': 'Say when they rang.',
  danger: 'Choose yes, no or not known.',
  worry: 'Write what they said.',
  caller: 'Choose them from the list, or leave it empty.',
};
const boxNames: Record<string, string> = { 'phoned-when': 'When they rang', worry: 'What they said' };

function problemOf(problem: Problem): string {
  if (problem.kind === 'future') return 'That lies ahead. When did they ring?';
  if (problem.kind === 'long-ago') return 'That is more than 7 days ago. If it is right, press Log it once more.';
  return problemText(problem, boxNames[problem.field] ?? 'This box', requiredWords[problem.field]);
}
