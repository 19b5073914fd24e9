import type { Texts } from '../../base/texts.ts';
import { withExcerpts } from '../../cards/fitted.ts';
import { problemText, toPutRight } from '../../cards/forms.ts';
import { inDangerNow } from '../../cards/helpful.ts';
import { coloured, excerpt, input, type Lines, line, plain, referrerCard } from '../../cards/parts.ts';
import { statementToTick } from '../../cards/statement.ts';
import { warningLines } from '../../cards/warnings.ts';
import { packFor } from '../../draft/fields.ts';
import { type Step, stepNow } from '../../draft/steps.ts';
import { hasLooked, ticksFor } from '../../draft/tick-cards.ts';
import type { Statement } from '../../protocol/pack.ts';
import { checkAnswersCard } from './check-answers.ts';
import { linkedParts, nextChild, sameParts } from './next-child-parts.ts';
import {
  consentAskedParts,
  dangerPhoneParts,
  formParts,
  placesParts,
  privateFosteringParts,
  summaryParts,
} from './question-parts.ts';
import {
  choiceButtons,
  headLines,
  inputId,
  lookedForWords,
  noteLines,
  onwardButtons,
  type QuestionStep,
  type StepParts,
  type StepView,
} from './step.ts';

/** The card of the referrer's current step. The same draft always gives the same card. */
export function questionCard(given: StepView) {
  const view = { ...given, pack: packFor(given.pack, given.draft.answers) };
  const step = stepNow(view.draft, view.pack);
  if (step.kind === 'check-answers') return checkAnswersCard(view);
  return withExcerpts((length) => stepCard(partsOf(step, view, length), view));
}

function stepCard({ where, blocks, rows, notes, ...parts }: StepParts, view: StepView) {
  const problems = toPutRight(view.problems ?? [], view.pack).map((words) => line(words, 'bold'));
  return referrerCard({
    summary: 'MASH Referrals: the next question',
    top: [headLines(view), where && line(where, 'small')],
    ...parts,
    blocks: [coloured('emphasis', noteLines(view)), blocks],
    notes: [notes, problems],
    rows,
    pack: view.pack,
  });
}

function partsOf(step: QuestionStep, view: StepView, length: number): StepParts {
  switch (step.kind) {
    case 'danger':
      return {
        where: view.draft.progress.next && nextChild,
        heading: view.report ? 'Is the child still missing, in danger, or about to be moved?' : inDangerNow,
        blocks: [plain(['If yes, I show you who to ring before anything else.'], 'Small')],
        rows: [choiceButtons(step, view)],
      };
    case 'linked':
      return linkedParts(step, view);
    case 'same':
      return sameParts(step, view, length);
    case 'danger-phone':
      return dangerPhoneParts(step, view);
    case 'private-fostering':
      return privateFosteringParts(step, view);
    case 'places':
      return placesParts(step, view);
    case 'summary':
      return summaryParts(step, view, length);
    case 'ticks':
      return ticks(step, view);
    case 'form':
      if (step.id === 'consent-asked') return consentAskedParts(step, view);
      return {
        ...formParts(step, view),
        rows: onwardButtons(
          step,
          view,
          step.id === 'child' && !view.draft.progress.hurry ? 'Go through more signs' : 'Continue',
        ),
      };
  }
}

const longestQuote = 80; // characters: two lines on a phone

/** The numbers of the statements, with the words of the worry that they may describe. */
function quoteLines(quotes: Texts, statements: Statement[]): Lines {
  const whole = Object.values(quotes).toSorted((one, other) => other.length - one.length);
  const wordsOf = (id = '') => whole.find((words) => words.includes(quotes[id] ?? '')) ?? '';
  const numbers = Map.groupBy(statements.keys(), (index) => wordsOf(statements[index]?.id));
  const quoted = [...numbers].map(
    ([words, indexes]) => `${indexes.map((index) => index + 1).join(', ')}: “${excerpt(words, longestQuote)}”`,
  );
  return [`${lookedForWords} You wrote:`, ...quoted];
}

function ticks(step: Extract<Step, { kind: 'ticks' }>, view: StepView): StepParts {
  const { draft, pack } = view;
  const { group, themes, quotes } = step;
  const { statements } = group;
  const ticked = ticksFor(draft.answers, group);
  const here = (ids: string[]) => ids.filter((id) => statements.some((each) => each.id === id)).join(',');
  const listed = statements.map((statement, index) => ({
    title: `${index + 1} · ${statementToTick(statement)}`,
    value: statement.id,
  }));
  const seen = view.unsaved?.seen || here(ticked.seen);
  const suspected = view.unsaved?.suspected || here(ticked.suspected);
  const note = view.problems?.find((problem) => problem.field === 'note');
  const id = (field: string) => inputId(field, view);
  const noteInput = input('text', id('note'), 'Note: what, when, who told you', {
    value: view.unsaved?.note || ticked.note,
    problem: note ? problemText(note, 'The note') : '',
    folded: !note,
  });
  const suspectedInput = input('many', id('suspected'), 'Suspected', {
    choices: listed,
    value: suspected,
    folded: true,
  });
  const toggles = [
    {
      ids: [suspectedInput.id],
      title: suspected === '' ? 'I suspect some of these' : `I suspect: ${suspected.split(',').length}`,
    },
    ...(quotes || note ? [] : [{ ids: [noteInput.id], title: noteInput.value === '' ? 'Add a note' : 'Note ✓' }]),
  ];
  const warnings = themes.map((theme) => warningLines(pack, `list:${theme}`, draft.answers));
  return {
    where: `${step.isRest ? 'Signs I may have missed' : 'Indicator check'} · ${step.number} of ${step.of}`,
    heading: group.title,
    blocks: [plain([quotes && quoteLines(quotes, statements), warnings], 'Small')],
    inputs: [
      input('many', id('seen'), 'Seen', { choices: listed, value: seen }),
      input('toggles', 'opens', '', { toggles }),
      suspectedInput,
      ...(quotes ? [] : [noteInput]),
      input('toggle', id('looked'), 'The rest stays “not known”, unless:', {
        title: 'I looked. I saw none of the others',
        value: view.unsaved?.looked ?? String(hasLooked(ticked, statements)),
      }),
    ],
    rows: onwardButtons(step, view),
  };
}
