import type { Texts } from '../../base/texts.ts';
import type { Instant } from '../../base/time.ts';
import { problemText } from '../../cards/forms.ts';
import { statementToTick } from '../../cards/statement.ts';
import { practiceWords } from '../../cards/warnings.ts';
import type { AnswerOutcome } from '../../draft/answer.ts';
import { worryParts } from '../../draft/aside.ts';
import { isNeeded } from '../../draft/consent.ts';
import { type Answers, answerDoubted, answerTo, type Draft, type Problem } from '../../draft/draft.ts';
import { fieldWords, packFor } from '../../draft/fields.ts';
import { mostAsked } from '../../draft/fits.ts';
import { leavingChoices } from '../../draft/leaving.ts';
import { cannotWait } from '../../draft/move.ts';
import { warningInWords, warningsAt } from '../../draft/shown-when.ts';
import { fieldNow, type Step, stepNow, toldNow } from '../../draft/steps.ts';
import { choicesOf, type tickQuestions } from '../../draft/typed.ts';
import type { Choice } from '../../draft/typed-choice.ts';
import { type Field, fieldOf, type Pack } from '../../protocol/pack.ts';
import { isKnownWord } from '../../understanding/danger.ts';
import { nextChild, sameWords, takenOver } from './next-child-parts.ts';
import { inDoubt, lookedForWords, type StepView } from './step.ts';

/** Clients show a single line break of a plain message as a space. They keep an empty line. */
const paragraphs = (...parts: string[]) => parts.filter((part) => part !== '').join('\n\n');

const listed = (choices: { label: string }[]) => choices.map(({ label }, index) => `${index + 1} ${label}`);
const numbered = (choices: { label: string }[]) => paragraphs(...listed(choices));
const inALine = (choices: { label: string }[]) => listed(choices).join(' · ');

/**
 * The current question as one short text, for whoever types or whose client shows no cards. A lock screen shows its
 * beginning, so it repeats no typed word and no fact: the card does, which comes on “card”.
 * @param isUnclear whether the typed words fitted no answer
 */
export function textForm(given: StepView, isUnclear = false): string {
  const { at, seen = [] } = given.draft.progress;
  const isAgain = given.isAgain || isUnclear || seen.includes(at);
  const view = { ...given, isAgain, pack: packFor(given.pack, given.draft.answers) };
  const { draft, pack, problems = [], notes = [], read = [] } = view;
  const mayBeDanger = draft.progress.doubt !== undefined || (isUnclear && stepNow(draft, pack).kind === 'danger');
  return paragraphs(
    mayBeDanger ? inDoubt(pack) : '',
    practiceWords(view),
    isUnclear ? 'Sorry, I could not match that to an answer.' : '',
    ...problems.flatMap((problem) => (problem.kind === 'no-time' && isToldNow(view) ? [] : problemIn(problem, pack))),
    ...notes,
    read.length > 0 ? '“card” shows how I read it.' : '',
    prompt(view),
    (draft.progress.unread ?? 0) > 1 ? whatFits(draft, pack) : '',
    isStillAsked(draft) ? stillHere : '',
    mayBeDanger ? '' : pack.emergency,
  );
}

const isToldNow = ({ draft, pack, now }: StepView) => now !== undefined && toldNow(draft, pack, now).length > 0;

function problemIn(problem: Problem, pack: Pack) {
  if (problem.field === 'note') return problemText(problem, 'The note');
  const field = fieldOf(pack, problem.field);
  return problemText(problem, field.short, field.ask);
}

function prompt(view: StepView): string {
  const { draft, pack, report, isAgain } = view;
  const step = stepNow(draft, pack);
  const { cursor } = draft.progress;
  const doubted = choiceDoubted(draft, pack);
  if (doubted) return isItRight(view, doubted);
  const options = paragraphs(numbered(choicesOf(step)), 'Type a number, or “card” for buttons.');
  switch (step.kind) {
    case 'danger':
      return paragraphs(
        draft.progress.next ? `${nextChild}.` : '',
        report ? dangerAsked.replace('in immediate', 'still in') : dangerAsked,
        options,
      );
    case 'linked':
      return paragraphs(
        `How is this child linked with the one in ${draft.progress.next?.of}?`,
        isAgain ? '' : takenOver,
        options,
      );
    case 'same':
      return paragraphs(`${sameWords(step)}: the same as in ${step.next.of}? “card” shows it.`, options);
    case 'danger-phone':
      return paragraphs(
        `Ring 999, or Children’s Services on ${pack.phones.urgent}. I have not called anyone for you.`,
        'Type 1 if you have phoned Children’s Services and they answered, 2 to write.',
      );
    case 'private-fostering':
      return paragraphs('Private fostering: “card” shows what your answers come to.', options);
    case 'places':
      return paragraphs(
        'You wrote what looks like an address: “card” shows it.',
        'Is the child placed there? Where such a child lives must not be told.',
        options,
      );
    case 'summary':
      return paragraphs(
        'That was the indicator check. It does not decide anything.',
        'Type “continue”, “signs I may have missed”, or “back” to change it.',
      );
    case 'check-answers':
      return (draft.progress.unread ?? 0) > 1
        ? 'Still not sent. Type “send”.'
        : paragraphs(
            'This is not sent yet. Type “send” to send it to the MASH.',
            '“card” shows it, “back” goes on filling in.',
          );
    case 'ticks':
      return paragraphs(
        cursor === 0 ? `${step.group.title} (${step.number} of ${step.of})` : '',
        tickPrompt(cursor === 0 ? 'ticks' : 'note', step),
      );
    case 'form':
      return paragraphs(
        ...(step.id === 'consent-asked' && !isAgain
          ? warningsAt(pack, 'before-asking', draft.answers).map(warningInWords)
          : []),
        fieldPrompt(step, view),
      );
  }
}

/** What the question at hand takes. */
export const choicesNow = (draft: Draft, pack: Pack): Choice[] =>
  fieldNow(draft, pack)?.choices ?? choicesOf(stepNow(draft, pack));

/** The choice that “yes” saves, while “… – is that right?” is open. */
export function choiceDoubted(draft: Draft, pack: Pack): Choice | undefined {
  const said = answerDoubted(draft);
  return said && choicesNow(draft, pack).find(({ id }) => id === said || (said === 'no' && id === 'none'));
}

/** Whether a “no” or a “yes” among other words was read rightly, and what “yes” saves. */
function isItRight({ draft, pack }: StepView, { label }: Choice) {
  const said = answerDoubted(draft) === 'no' ? 'No' : 'Yes';
  const means = stepNow(draft, pack).kind === 'danger' && said === 'No' ? ': no danger now' : '';
  return paragraphs(
    fieldNow(draft, pack)?.label ?? dangerAsked,
    `${said} – is that right? “yes” saves “${label}”${means}. If not, type a number: ${inALine(choicesNow(draft, pack))}.`,
  );
}

const dangerAsked = 'Is the child in immediate danger, or about to be moved?';

/** Whether a question comes for the third time or later: every second time it is whole, so that nobody reads the same again and again. */
const isStillAsked = ({ progress: { unread = 0 } }: Draft): boolean => unread > mostAsked && unread % 2 === 1;
const stillHere = 'I am still here, and nothing you wrote is lost. One answer is enough to go on.';

/** What goes on from here, once words have twice answered nothing. */
function whatFits(draft: Draft, pack: Pack): string {
  const field = fieldNow(draft, pack);
  if (stepNow(draft, pack).kind === 'danger') return isStillAsked(draft) ? 'You cannot say? “3” goes on.' : '';
  const choices = choicesNow(draft, pack);
  const isSkipped = (field && !isNeeded(field, draft.answers)) || stepNow(draft, pack).kind === 'linked';
  const unsure = choices.find(({ label }) => /^(?:not (?:known|sure)|i do not know)$/i.test(label));
  const words = [unsure && '“not sure”', isSkipped && '“skip”'].filter(Boolean).join(' or ');
  const number = field && choices.length > 0 ? `Type only a number from 1 to ${choices.length}.` : '';
  return [number, words && `${words} goes on.`].filter(Boolean).join(' ');
}

/** The question of the current box of a form. */
function fieldPrompt({ form }: Extract<Step, { kind: 'form' }>, view: StepView) {
  const { draft, pack, now, isAgain } = view;
  const { answers, progress } = draft;
  const field = fieldNow(draft, pack);
  if (!field) return 'All of this is answered. Type “continue”, or “card”.';
  const label = (field.id === 'consent-why' && whyOf[answers.values.consent ?? '']) || fieldWords(field, answers).label;
  const isFirst = progress.cursor === 0 && !isAgain;
  const told = toldBefore(draft, pack, now);
  return paragraphs(
    progress.cursor === 0 && form.heading !== label ? form.heading : '',
    label,
    isAgain && told ? inALine(field.choices ?? []) : numbered(field.choices ?? []),
    told,
    worryParts(answerTo(answers, field.id) ?? '').told === ''
      ? howToAnswer(field, view)
      : 'I have an answer. “skip” keeps it.',
    isFirst && form.id === 'situation' ? '“finish” leaves out all these signs.' : '',
    isFirst && form.fields.some((id) => fieldOf(pack, id).onlyOnCard) ? '“card” has more boxes.' : '',
  );
}

const whyOf: Texts = {
  'not-asked': 'Why were they not asked? One line is enough',
  refused: 'Why send it without their consent? One line is enough',
};

/** No numbers: “4” is a time. */
const typedChoices = Object.entries(leavingChoices)
  .flatMap(([leaves, label]) => (leaves === 'ahead' ? [] : `“${label}”`))
  .join(', ');

/** What they wrote before and may answer this: it is asked back, and never passed over. */
function toldBefore(draft: Draft, pack: Pack, now: Instant | undefined) {
  const told = now ? toldNow(draft, pack, now) : [];
  const shown = told.map(
    ({ id, said }) =>
      (id === 'child-name' ? 'Child: ' : '') +
      said.replace(/(\p{L})[\p{L}’'-]*/gu, (word, first) =>
        id === 'child-name' || (id === 'with' && !isKnownWord(word.toLowerCase())) ? `${first}…` : word,
      ), // for a lock screen, only how it begins
  );
  return told.length > 0 ? `You wrote: ${shown.join(' · ')}. Is it that? Type “yes”.` : '';
}

/** Of a child in danger or missing, “send” goes without it. */
function howToAnswer(field: Field, { draft, pack, report }: StepView) {
  const { answers } = draft;
  const { id, choices, kind } = field;
  if (id === 'leaves-sight') return `Type a time or your own words, or “skip”. Or: ${typedChoices}.`;
  const type = !choices ? 'Type it' : kind === 'many' ? 'Type the numbers' : 'Type a number';
  const isLeft = report !== undefined || cannotWait(draft, pack);
  return `${type}${!isNeeded(field, answers) ? ', or “skip”' : isLeft ? '' : ' (required)'}.`;
}

function tickPrompt(question: (typeof tickQuestions)[number], { group, quotes }: Extract<Step, { kind: 'ticks' }>) {
  if (question === 'note') return 'Anything to note: what, when, who told you? Type it, or “skip”.';
  const list = numbered(group.statements.map((each) => ({ label: statementToTick(each) })));
  return paragraphs(
    'What have you seen?',
    quotes ? lookedForWords : list,
    'Type numbers: “2 4”, or “2 suspect 4”. Or “skip”, or “all not seen” if you looked.',
    'Enough? “finish” goes to the end.',
    quotes ? list : '', // what stands here tells of the worry, so it comes after what a lock screen shows
  );
}

const examples = {
  birth: 'an age or a date in it. For example “about 14” or “4/3/2012”.',
  ahead: 'a day or a time in it. For example “15:30” or “tomorrow 9am”.',
  past: 'a day or a time in it. For example “14:20” or “yesterday 16:00”.',
};

const doubts = {
  'may-be-a-child': () => 'If they may be under 18, refer as a child until somebody has found out.',
  'no-age': (short: string) => `${short}: I read no age in these words. I kept them beside the questions.`,
  'not-dialable': (short: string) =>
    `${short}: kept as you wrote it. It does not look like a number to dial. Is it right? If not, go back and change it.`,
};

/**
 * What to say of what was read. `read`: how the bot read dates and times, which is for the card. `notes`: what it could not
 * read stays as it was written; no fact.
 */
export function readBack(
  all: AnswerOutcome['read'],
  { values }: Answers,
  pack: Pack,
): { read: string[]; notes: string[] } {
  const said = { read: [] as string[], notes: [] as string[] };
  for (const each of all) {
    const { short, reads } = fieldOf(pack, each.field);
    if ('doubt' in each) said.notes.push(doubts[each.doubt](short));
    else if (each.words === undefined && reads)
      said.notes.push(`${short}: kept as you wrote it. I could not read ${examples[reads]}`);
    else if (each.words && each.words.toLowerCase() !== values[each.field]?.trim().toLowerCase())
      said.read.push(`${short}: I read that as ${each.words}.`); // a plain “14” needs no words
  }
  return said;
}
