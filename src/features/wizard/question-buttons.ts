import { type Button, button } from '../../cards/parts.ts';
import type { Step } from '../../check/steps.ts';
import { choicesOf } from '../../check/typed.ts';
import type { StepView } from './shown.ts';
import { answer, back as backVerb, checkAnswers, stopAdding } from './verbs.ts';

export type QuestionStep = Exclude<Step, { kind: 'check-answers' }>;

/** The data of every button on a step's card. The step and the revision make sure that an old card changes nothing. */
export const stepData = ({ caseId, draft: { progress } }: StepView, step: string) => ({
  case: caseId,
  step,
  revision: progress.revision,
});

export const choiceButtons = (step: Step, view: StepView): Button[] =>
  choicesOf(step).map(({ id, label }) => button(answer, label, { ...stepData(view, step.id), choice: id }));

/** Continue, Back and, when there is something to check, Check answers. */
export function onwardButtons(step: QuestionStep, view: StepView, label = 'Continue'): Button[][] {
  const forward = button(answer, label, stepData(view, step.id), { style: 'positive' });
  const others = backAndCheckAnswersButtons(step, view);
  return others.length > 1 ? [[forward], others] : [[forward, ...others]];
}

/** Check answers, when there is something to check, and Back. */
export function backAndCheckAnswersButtons(step: QuestionStep, view: StepView): Button[] {
  const isOffered = view.draft.progress.mode === 'draft' && !['danger', 'about-you'].includes(step.section);
  const check = isOffered ? [button(checkAnswers, 'Check answers', stepData(view, step.id))] : [];
  return [...check, backButton(step, view)];
}

/** Back; or, on the first card of a check that is added to a sent referral, Cancel, which sends nothing. */
function backButton(step: QuestionStep, view: StepView): Button {
  const data = stepData(view, step.id);
  const isFirst = view.draft.progress.mode === 'adding' && step.id === 'situation';
  // Back sends what is half filled in.
  return isFirst ? button(stopAdding, 'Cancel', data, { inputs: 'none' }) : button(backVerb, 'Back', data);
}
