import { limitWords } from '../../cards/forms.ts';
import { problemText } from '../../cards/problem.ts';
import { statementToTick } from '../../cards/statement.ts';
import { practiceWords } from '../../cards/warnings.ts';
import type { AnswerOutcome } from '../../draft/answer.ts';
import { type Answers, answerTo, type Draft, type Problem } from '../../draft/draft.ts';
import { fieldWords, packFor } from '../../draft/fields.ts';
import { leavingChoices } from '../../draft/leaving.ts';
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
 * The current question as a text message, for referrers who type or whose client shows no cards. A lock screen shows
 * its beginning, so it repeats no typed word and no fact: the card below it does, and says how a date was read.
 * @param isUnclear whether the typed words fitted no answer
 */
export function textForm(given: StepView, isUnclear = false): string {
  const view = { ...given, pack: packFor(given.pack, given.draft.answers) };
  const { draft, pack, problems = [], notes = [], read = [] } = view;
  const sorry = isUnclear ? ['Sorry, I could not match that to an answer.'] : [];
  if (isUnclear && stepNow(draft, pack).kind === 'danger')
    sorry.push(`In danger now? Ring 999, or Children’s Services on ${pack.phones.urgent}.`);
  return paragraphs(
    practiceWords(view),
    ...sorry,
    ...problems.map((problem) => problemIn(problem, pack)),
    ...notes,
    read.length > 0 ? 'How I read that is on the card below.' : '',
    prompt(view),
    pack.emergency,
  );
}

function problemIn(problem: Problem, pack: Pack) {
  if (problem.field === 'note') return problemText(problem, 'The note');
  const field = fieldOf(pack, problem.field);
  return problemText(problem, field.short, field.ask);
}

function prompt({ draft, pack, report }: StepView): string {
  const step = stepNow(draft, pack);
  const { cursor } = draft.progress;
  const options = paragraphs('Type a number:', numbered(choicesOf(step)));
  switch (step.kind) {
    case 'danger':
      return paragraphs(`Is the child ${report ? 'still in' : 'in immediate'} danger, or about to be moved?`, options);
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
    case 'private-fostering':
      return paragraphs('What your answers come to is on the card below.', options);
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
        'Everything is saved.',
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
  return paragraphs(
    form.heading,
    `${fieldWords(field, answers).label}${field.required && !savedPhone ? ' (required)' : ''}`,
    savedPhone ? 'We have a number. “skip” keeps it.' : howToAnswer(field),
  );
}

/** No numbers: “4” is a time. */
const typedChoices = Object.entries(leavingChoices)
  .flatMap(([leaves, label]) => (leaves === 'ahead' ? [] : `“${label}”`))
  .join(', ');

function howToAnswer({ id, choices, limit, kind, required }: Field) {
  const skip = required ? '' : ', or “skip”';
  if (id === 'leaves-sight') return `Type a time or your own words${skip}. Or type: ${typedChoices}.`;
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
