import type { Instant } from '../../base/time.ts';
import { limitWords } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { problemText } from '../../cards/problem.ts';
import { dangerInWords } from '../../cards/referral-text.ts';
import { statementToTick } from '../../cards/statement.ts';
import { practiceWords } from '../../cards/warnings.ts';
import type { AnswerOutcome } from '../../draft/answer.ts';
import { type Answers, answerTo, type Draft, type Problem } from '../../draft/draft.ts';
import { fieldWords, packFor } from '../../draft/fields.ts';
import { arrangementInWords } from '../../draft/private-fostering.ts';
import { canBeDialled } from '../../draft/read-answer.ts';
import { warningInWords, warningsAt } from '../../draft/shown-when.ts';
import { type Step, stepNow } from '../../draft/steps.ts';
import { choicesOf, tickQuestions } from '../../draft/typed.ts';
import { type Field, fieldOf, type Pack, type Statement } from '../../protocol/pack.ts';
import type { StepView } from './step.ts';

/** Clients show a single line break of a plain message as a space. They keep an empty line. */
const paragraphs = (...parts: string[]) => parts.filter((part) => part !== '').join('\n\n');

const numbered = (choices: { label: string }[]) =>
  paragraphs(...choices.map(({ label }, index) => `${index + 1} ${label}`));

/**
 * The current question as a text message, for referrers who type or whose client shows no cards. Of the facts about the
 * child it repeats only a date that the referrer just typed, words that the bot could not understand, the finding on
 * private fostering with its reasons, and whether the child is in danger.
 * @param unclear the typed words that fitted no answer
 */
export function textForm(given: StepView, unclear?: string): string {
  const view = { ...given, pack: packFor(given.pack, given.draft.answers) };
  const { draft, pack, problems = [], notes = [] } = view;
  const sorry = unclear === undefined ? [] : [`Sorry, I could not match ${quoted(unclear)} to an answer.`];
  if (unclear !== undefined && stepNow(draft, pack).kind === 'danger')
    sorry.push(`In danger now? Ring 999, or Children’s Services on ${pack.phones.urgent}.`);
  return paragraphs(
    practiceWords(view),
    ...sorry,
    ...problems.map((problem) => problemIn(problem, pack)),
    ...notes,
    prompt(view),
    pack.emergency,
  );
}

/** Whether the text repeats something about the child, so that it is cleared once the referral is sent. */
export const repeatsFacts = ({ draft, pack, notes = [] }: StepView, unclear?: string) =>
  unclear !== undefined ||
  notes.length > 0 || // a note may repeat a date
  ['private-fostering', 'check-answers'].includes(stepNow(draft, pack).kind);

/** The receipt as text, for referrers who type: their client may show no cards. */
export function sentInWords({ id, due }: { id: string; due: Instant }, { phones, emergency }: Pack): string {
  return paragraphs(
    `Your referral ${id} is saved and on its way to the MASH. Decision due by ${clockAndDay(due)}. I will tell you here.`,
    `Worried about waiting? Ring ${phones.urgent}.`,
    emergency,
  );
}

/**
 * The beginning of the typed words, with letters and numbers only, so that no link or mention in them becomes active.
 */
function quoted(typed: string) {
  const words = typed.replace(/[^\p{L}\p{N}'’ -]+/gu, ' ').trim();
  if (words === '') return 'that';
  const characters = [...words];
  return `“${characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : words}”`;
}

function problemIn(problem: Problem, pack: Pack) {
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
      const arrangement = arrangementInWords(draft.answers);
      return paragraphs(
        arrangement
          ? `${arrangement.finding}. ${arrangement.because}`
          : 'Nothing was answered about private fostering.',
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
    case 'form':
      return fieldPrompt(step, draft, pack);
  }
}

/** The question of the current box of a form. */
function fieldPrompt({ form }: Extract<Step, { kind: 'form' }>, { answers, progress }: Draft, pack: Pack) {
  const field = fieldOf(pack, form.fields[Math.min(progress.cursor, form.fields.length - 1)] ?? '');
  const savedPhone = field.id === 'phone' ? answerTo(answers, field.id) : undefined;
  // Other words in the box are not repeated.
  const number = savedPhone && canBeDialled(savedPhone) ? savedPhone : 'a number';
  return paragraphs(
    form.heading,
    `${fieldWords(field, answers).label}${field.required && !savedPhone ? ' (required)' : ''}`,
    savedPhone ? `We have ${number}. “skip” keeps it.` : howToAnswer(field),
  );
}

function whoCanTell({ contacts, phones }: Pack) {
  const worker = contacts.find(({ id }) => id === 'private-fostering');
  return worker
    ? `Who can tell: ${worker.name}, ${worker.phone ?? `through Children’s Services, ${phones.urgent}`}.`
    : '';
}

function howToAnswer({ choices, limit, kind, required }: Field) {
  const skip = required ? '' : ', or “skip”';
  if (!choices) return `Type it (${limitWords(limit)})${skip}.`;
  return paragraphs(`Type ${kind === 'many' ? 'the numbers' : 'a number'}${skip}:`, numbered(choices));
}

function tickPrompt(question: (typeof tickQuestions)[number], statements: Statement[], pack: Pack) {
  const note = ['Anything to note: what, when, who told you?', `Type it (${limitWords(pack.noteLimit)}), or “skip”.`];
  if (question === 'note') return paragraphs(...note);
  if (question === 'suspected') return 'Which do you suspect? Type their numbers, or “skip”.';
  return paragraphs(
    'Which have you seen? Type their numbers, for example “2 4”. Or “skip”, “continue”, or “all not seen” if you looked.',
    numbered(statements.map((each) => ({ label: statementToTick(each) }))),
  );
}

const examples = {
  birth: 'an age or a date in it. For example “about 14” or “4/3/2012”.',
  ahead: 'a day or a time in it. For example “15:30” or “tomorrow 9am”.',
  past: 'a day or a time in it. For example “14:20” or “yesterday 16:00”.',
};

const doubts = {
  'may-be-a-child': () => 'If they may be under 18, refer as a child until somebody has found out.',
  'not-dialable': (short: string) =>
    `${short}: kept as you wrote it. It does not look like a number to dial. Is it right? If not, go back and change it.`,
};

/** Says how the bot read dates and times. If it could not read one, says that the words stay as they were written. */
export function readBack(read: AnswerOutcome['read'], { values }: Answers, pack: Pack): string[] {
  return read.flatMap((each) => {
    const field = fieldOf(pack, each.field);
    if ('doubt' in each) return [doubts[each.doubt](field.short)];
    const { field: id, words } = each;
    if (words?.toLowerCase() === values[id]?.trim().toLowerCase()) return []; // no need to repeat a plain “14”
    if (words !== undefined) return [`${field.short}: I read that as ${words}.`];
    return field.reads ? [`${field.short}: kept as you wrote it. I could not read ${examples[field.reads]}`] : [];
  });
}
