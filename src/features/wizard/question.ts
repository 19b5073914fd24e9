import { limitWords } from '../../cards/forms.ts';
import { type Card, input, line, plain, referrerCard, withExcerpts } from '../../cards/parts.ts';
import { problemText, toPutRight } from '../../cards/problem.ts';
import { trainingLine, warned } from '../../cards/reminders.ts';
import { statementToTick } from '../../cards/statement.ts';
import { emptyTicks } from '../../check/draft.ts';
import { type Step, stepNow } from '../../check/steps.ts';
import { packFor } from '../../check/words-for.ts';
import { checkAnswersCard } from './check-answers.ts';
import { formParts } from './form.ts';
import { choiceButtons, onwardButtons, type QuestionStep } from './question-buttons.ts';
import {
  consentRiskParts,
  dangerPhoneParts,
  placesParts,
  privateFosteringParts,
  summaryParts,
} from './question-parts.ts';
import { colouredIfAny, inputId, noteLines, type StepParts, type StepView } from './shown.ts';

/** The card of the step at which the worker is. The same draft always gives the same card. */
export function questionCard(given: StepView): Card {
  const shown = { ...given, pack: packFor(given.pack, given.draft.answers) };
  const step = stepNow(shown.draft, shown.pack);
  if (step.kind === 'check-answers') return checkAnswersCard(shown);
  return withExcerpts((length) => stepCard(partsOf(step, shown, length), shown));
}

function stepCard({ where, blocks, rows, ...parts }: StepParts, shown: StepView): Card {
  const problems = toPutRight(shown.problems ?? [], shown.pack).map((words) => line(words, 'bold'));
  return referrerCard({
    summary: 'MASH Referrals: the next question',
    top: [...trainingLine(shown), ...(where ? [line(where, 'small')] : [])],
    ...parts,
    blocks: [...colouredIfAny('emphasis', [...problems, ...noteLines(shown)]), ...blocks],
    rows: rows.map((buttons) => ({ spacing: 'Medium', buttons })),
    emergency: shown.pack.emergency,
  });
}

function partsOf(step: QuestionStep, shown: StepView, length: number): StepParts {
  switch (step.kind) {
    case 'danger':
      return {
        heading: 'Is the child in immediate danger, or about to be moved?',
        blocks: [plain([line('If yes, I show you who to ring before anything else.')], 'Small')],
        rows: [choiceButtons(step, shown)],
      };
    case 'danger-phone':
      return dangerPhoneParts(step, shown);
    case 'consent-risk':
      return consentRiskParts(step, shown);
    case 'private-fostering':
      return privateFosteringParts(step, shown);
    case 'places':
      return placesParts(step, shown);
    case 'summary':
      return summaryParts(step, shown, length);
    case 'ticks':
      return ticks(step, shown);
    case 'form':
      return {
        ...formParts(step, shown),
        rows: onwardButtons(step, shown, step.form.id === 'child' ? 'Continue to the check' : 'Continue'),
      };
  }
}

function ticks(step: Extract<Step, { kind: 'ticks' }>, shown: StepView): StepParts {
  const { draft, pack } = shown;
  const ticked = draft.answers.ticks[step.group.id] ?? emptyTicks;
  const listed = step.group.statements.map((statement, index) => ({
    title: `${index + 1} · ${statementToTick(statement)}`,
    value: statement.id,
  }));
  const seen = shown.unsaved?.seen || ticked.seen.join(',');
  const suspected = shown.unsaved?.suspected || ticked.suspected.join(',');
  const note = shown.problems?.find((problem) => problem.field === 'note');
  const id = (field: string) => inputId(field, shown);
  const warnings = warned(pack, `list:${step.group.id}`, draft.answers);
  return {
    where: `Indicator check · ${step.number} of ${step.of}`,
    heading: step.group.title,
    blocks: [plain([line('Tick what fits. What you leave unticked stays “not known”.'), ...warnings], 'Small')],
    inputs: [
      input('many', id('seen'), 'Seen', { choices: listed, value: seen }),
      input('many', id('suspected'), 'Suspected', {
        choices: listed,
        value: suspected,
        folded: suspected === '',
        foldedTitle: 'Suspected: show the list',
      }),
      input('text', id('note'), `Note: what, when, who told you (${limitWords(pack.noteLimit)})`, {
        multiline: true,
        value: shown.unsaved?.note || (note ? (shown.typed?.note ?? '') : ticked.note),
        problem: note ? problemText(note, 'The note') : '',
      }),
      input('toggle', id('looked'), 'Everything not ticked', {
        title: 'I looked: the rest not seen',
        value: shown.unsaved?.looked ?? String(ticked.looked),
      }),
    ],
    rows: onwardButtons(step, shown),
  };
}
