import type { Problem } from '../check/answer.ts';
import { stepNow } from '../check/steps.ts';
import { optionsOf, tickQuestions } from '../check/typed.ts';
import { type Choice, fieldOf } from '../protocol/pack.ts';
import { problemText, type Shown } from './question.ts';
import { dangerInWords } from './referral-text.ts';

const numbered = (choices: { label: string }[]): string =>
  choices.map(({ label }, index) => `${index + 1} ${label}`).join(' · ');

const sentence = (words: string): string => (/[.?!]$/.test(words) ? words : `${words}.`);

/**
 * The question at hand as a text message, for whoever types or whose client shows no cards. It repeats no fact of the child but what
 * the worker has just typed as a date.
 */
export function textForm(shown: Shown, unclear = false): string {
  const notes = (shown.notes ?? []).join(' ');
  const problems = (shown.problems ?? []).map((problem) => problemIn(problem, shown)).join(' ');
  const again = unclear ? 'Sorry, I could not match that to an answer.' : '';
  return [notes, again, problems, prompt(shown), shown.pack.emergency].filter((part) => part !== '').join('\n\n');
}

function problemIn(problem: Problem, { pack }: Shown): string {
  if (problem.field === 'note') return problemText(problem, 'The note');
  const field = fieldOf(pack, problem.field);
  return problemText(problem, field.short, field.ask);
}

function prompt(shown: Shown): string {
  const { draft, pack } = shown;
  const step = stepNow(draft, pack);
  const cursor = draft.progress.cursor;
  switch (step.kind) {
    case 'danger':
      return `Is the child in immediate danger, or about to be moved? Type: ${numbered(optionsOf(step))}`;
    case 'danger-phone':
      return `Ring 999, or Children’s Services on ${pack.phones.urgent}. I have not called anyone for you. Then type: 1 I have phoned · 2 Continue to the written referral`;
    case 'consent-risk':
      return `${pack.warnings.beforeAsking.strong ?? ''} ${pack.warnings.beforeAsking.text} ${pack.warnings.childCannotConsent.text}\n\nCould the parent or carer be involved, or could asking put the child at risk? Type: ${numbered(optionsOf(step))}`;
    case 'summary':
      return 'That was the indicator check. It does not decide anything. Type “continue”, or “back” to change it.';
    case 'check-answers':
      return `Danger: ${dangerInWords(draft.answers)}. Everything is saved. Type “submit” to send the referral, “back” to go on filling in, or use the card below to read it through.`;
    case 'ticks':
      return `${step.group.title} (${step.number} of ${step.of}). ${tickPrompt(tickQuestions[Math.min(cursor, 2)] ?? 'seen', step.group.statements)}`;
    case 'form': {
      const field = fieldOf(pack, step.form.fields[Math.min(cursor, step.form.fields.length - 1)] ?? '');
      return `${sentence(step.form.heading)} ${sentence(`${field.label}${field.required ? ' (required)' : ''}`)} ${howToAnswer(field.choices, field.kind === 'many')}`;
    }
  }
}

function howToAnswer(choices: Choice[] | undefined, many: boolean): string {
  if (!choices) return 'Type it, or “skip”.';
  return `Type ${many ? 'the numbers' : 'a number'}, or “skip”: ${numbered(choices)}`;
}

function tickPrompt(question: (typeof tickQuestions)[number], statements: { text: string }[]): string {
  if (question === 'note') return 'Anything to note: what, when, who told you? Type it, or “skip”.';
  const listed = statements.map(({ text }, index) => `${index + 1} ${text}`).join('\n');
  if (question === 'suspected') return 'Which do you suspect? Type their numbers, or “skip”.';
  return `Which have you seen? Type their numbers, for example “2 4”. Or “skip”, “continue”, or “all not seen” if you looked.\n\n${listed}`;
}
