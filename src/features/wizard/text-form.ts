import type { Instant } from '../../base/time.ts';
import { limitWords } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { problemText } from '../../cards/problem.ts';
import { dangerInWords } from '../../cards/referral-text.ts';
import { trainingWords } from '../../cards/reminders.ts';
import { statementToTick } from '../../cards/statement.ts';
import { arrangementInWords } from '../../check/arrangement.ts';
import { canBeDialled } from '../../check/dialable.ts';
import { answerTo, type Problem } from '../../check/draft.ts';
import { fieldWords } from '../../check/in-care.ts';
import { warningInWords, warningsAt } from '../../check/shown-when.ts';
import { stepNow } from '../../check/steps.ts';
import { choicesOf, tickQuestions } from '../../check/typed.ts';
import { packFor } from '../../check/words-for.ts';
import { type Field, fieldOf, type Pack, type Statement } from '../../protocol/pack.ts';
import type { StepView } from './shown.ts';

/** Clients show one line break of a plain message as a space; an empty line stays. */
const paragraphs = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n\n');

const numbered = (choices: { label: string }[]): string =>
  paragraphs(...choices.map(({ label }, index) => `${index + 1} ${label}`));

/**
 * The question at hand as a text message, for whoever types or whose client shows no cards. It repeats no fact of the child but what
 * the worker has just typed as a date, or what fitted no answer.
 * @param unclear what was typed and fitted no answer
 */
export function textForm(given: StepView, unclear?: string): string {
  const shown = { ...given, pack: packFor(given.pack, given.draft.answers) };
  const { draft, pack, problems = [], notes = [] } = shown;
  const sorry = unclear === undefined ? [] : [`Sorry, I could not match ${quoted(unclear)} to an answer.`];
  if (unclear !== undefined && stepNow(draft, pack).kind === 'danger')
    sorry.push(`In danger now? Ring 999, or Children’s Services on ${pack.phones.urgent}.`);
  return paragraphs(
    trainingWords(shown),
    ...sorry,
    ...problems.map((problem) => problemIn(problem, pack)),
    ...notes,
    prompt(shown),
    pack.emergency,
  );
}

/** The receipt for whoever types: their client may show no cards. */
export function sentInWords({ id, due }: { id: string; due: Instant }, { phones, emergency }: Pack): string {
  return paragraphs(
    `Your referral ${id} is saved and on its way to the MASH. Decision due by ${clockAndDay(due)}. I will tell you here.`,
    `Worried about waiting? Ring ${phones.urgent}.`,
    emergency,
  );
}

/** The beginning of what was typed, in letters and numbers only: no link and no mention comes to life in it. */
function quoted(typed: string): string {
  const words = typed.replace(/[^\p{L}\p{N}'’ -]+/gu, ' ').trim();
  if (words === '') return 'that';
  const all = [...words];
  return `“${all.length > 40 ? `${all.slice(0, 40).join('')}…` : words}”`;
}

function problemIn(problem: Problem, pack: Pack): string {
  if (problem.field === 'note') return problemText(problem, 'The note');
  const field = fieldOf(pack, problem.field);
  return problemText(problem, field.short, field.ask);
}

function prompt({ draft, pack }: StepView): string {
  const step = stepNow(draft, pack);
  const { cursor } = draft.progress;
  const options = paragraphs('Type a number:', numbered(choicesOf(step)));
  switch (step.kind) {
    case 'danger':
      return paragraphs('Is the child in immediate danger, or about to be moved?', options);
    case 'danger-phone':
      return paragraphs(
        `Ring 999, or Children’s Services on ${pack.phones.urgent}. I have not called anyone for you.`,
        'Type 1 if you have phoned, 2 to write.',
      );
    case 'consent-risk':
      return paragraphs(
        ...warningsAt(pack, 'before-asking', draft.answers).map(warningInWords),
        'Could the parent or carer be involved, or could asking put the child at risk?',
        options,
      );
    case 'private-fostering': {
      const found = arrangementInWords(draft.answers);
      return paragraphs(
        found ? `${found.finding}. ${found.because}` : 'Nothing was answered about private fostering.',
        draft.answers.values['pf-finding'] === 'cannot-tell' ? whoCanTell(pack) : '',
        ...warningsAt(pack, 'private-fostering', draft.answers).map(warningInWords),
        options,
      );
    }
    case 'places':
      return paragraphs(
        'You wrote what looks like an address. It stands on the card below.',
        'Is this where the child is placed? Where a child in care lives must not be told.',
        options,
      );
    case 'summary':
      return paragraphs(
        'That was the indicator check. It does not decide anything.',
        'Type “continue”, or “back” to change it.',
      );
    case 'check-answers':
      return paragraphs(
        `Immediate danger: ${dangerInWords(draft.answers)}. Everything is saved.`,
        'Type “submit” to send the referral, “back” to go on filling in, or use the card below to read it through.',
      );
    case 'ticks':
      return paragraphs(
        `${step.group.title} (${step.number} of ${step.of})`,
        tickPrompt(tickQuestions[Math.min(cursor, 2)] ?? 'seen', step.group.statements, pack),
      );
    case 'form': {
      const field = fieldOf(pack, step.form.fields[Math.min(cursor, step.form.fields.length - 1)] ?? '');
      const has = field.id === 'phone' ? answerTo(draft.answers, field.id) : undefined;
      const number = has && canBeDialled(has) ? has : 'a number'; // what else was written there is not repeated
      return paragraphs(
        step.form.heading,
        `${fieldWords(field, draft.answers).label}${field.required && !has ? ' (required)' : ''}`,
        has ? `We have ${number}. “skip” keeps it.` : howToAnswer(field),
      );
    }
  }
}

function whoCanTell({ contacts, phones }: Pack): string {
  const worker = contacts.find(({ id }) => id === 'private-fostering');
  return worker
    ? `Who can tell: ${worker.name}, ${worker.phone ?? `through Children’s Services, ${phones.urgent}`}.`
    : '';
}

function howToAnswer({ choices, limit, kind, required }: Field): string {
  const skip = required ? '' : ', or “skip”';
  if (!choices) return `Type it (${limitWords(limit)})${skip}.`;
  return paragraphs(`Type ${kind === 'many' ? 'the numbers' : 'a number'}${skip}:`, numbered(choices));
}

function tickPrompt(question: (typeof tickQuestions)[number], statements: Statement[], pack: Pack): string {
  const note = ['Anything to note: what, when, who told you?', `Type it (${limitWords(pack.noteLimit)}), or “skip”.`];
  if (question === 'note') return paragraphs(...note);
  if (question === 'suspected') return 'Which do you suspect? Type their numbers, or “skip”.';
  return paragraphs(
    'Which have you seen? Type their numbers, for example “2 4”. Or “skip”, “continue”, or “all not seen” if you looked.',
    numbered(statements.map((each) => ({ label: statementToTick(each) }))),
  );
}
