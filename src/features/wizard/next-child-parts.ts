import { capitalised, facts, inRows, plain } from '../../cards/parts.ts';
import { answerInWords } from '../../cards/referral-text.ts';
import { emptyAnswers } from '../../draft/draft.ts';
import { fieldWords } from '../../draft/fields.ts';
import { sameAnswers, sameInWords } from '../../draft/next-child.ts';
import type { Step } from '../../draft/steps.ts';
import { choicesOf } from '../../draft/typed.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { backAndCheckAnswersButtons, choiceButtons, type QuestionStep, type StepParts, type StepView } from './step.ts';

export const takenOver =
  'If they share a home, I copy what you wrote of it; if they are family, of the family too. Otherwise I ask.';

type Same = Extract<Step, { kind: 'same' }>;

/** What may be the same, in words that hold no fact. */
export const sameWords = ({ next }: Same): string =>
  capitalised(
    Object.entries(sameInWords)
      .flatMap(([id, words]) => (next.answers.values[id] === undefined ? [] : words))
      .join(', '),
  );

export const nextChild = 'The next child';

/** Asks how the next child is linked with the one before. Only brothers and sisters have the same family. */
export const linkedParts = (step: QuestionStep, view: StepView): StepParts => ({
  heading: nextChild,
  blocks: [plain([`How is this child linked with the one in ${view.draft.progress.next?.of}?`, takenOver], 'Small')],
  rows: inRows(choiceButtons(step, view), ({ length }) => length <= 2),
});

/** The numbers that do the same as the buttons, for whoever types. */
const typedWays = (step: Same) =>
  choicesOf(step)
    .map(({ label }, at) => `${at + 1} for “${label}”`)
    .join(', ');

/** Shows what was written of the other child, and asks once whether it is the same for this one. */
export function sameParts(step: Same, view: StepView, length: number): StepParts {
  const { pack } = view;
  const { worry } = step.next.answers.values;
  const { values, readings } = sameAnswers(step.next, pack);
  const answers = { ...emptyAnswers, values: { ...values, ...(worry && { worry }) }, readings };
  const lines = Object.keys(answers.values).map((id) => ({
    title: fieldWords(fieldOf(pack, id), answers).short,
    text: answerInWords(answers, fieldOf(pack, id), pack),
  }));
  return {
    heading: `Is it the same as in ${step.next.of}?`,
    blocks: [
      plain(facts(lines, length)),
      plain(['I ask anew: name, age, where they are, and with whom.', `Or type: ${typedWays(step)}.`]),
    ],
    rows: [choiceButtons(step, view), backAndCheckAnswersButtons(step, view).slice(-1)],
  };
}
