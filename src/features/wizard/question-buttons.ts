import { type Button, button } from '../../cards/parts.ts';
import type { Step } from '../../check/steps.ts';
import { choicesOf } from '../../check/typed.ts';
import type { StepView } from './shown.ts';
import { answer, back as backVerb, checkAnswers, stopAdding } from './verbs.ts';

export type QuestionStep = Exclude<Step, { kind: 'check-answers' }>;

/** What every button of a step carries: which case, which step and which state of it, so that an old card changes nothing. */
export const stepData = ({ caseId, draft: { progress } }: StepView, step: string) => ({
  case: caseId,
  step,
  revision: progress.revision,
});

export const choiceButtons = (step: Step, shown: StepView): Button[] =>
  choicesOf(step).map(({ id, label }) => button(answer, label, { ...stepData(shown, step.id), choice: id }));

/** Continue, Back and, once there is something to check, Check answers. */
export function onwardButtons(step: QuestionStep, shown: StepView, label = 'Continue'): Button[][] {
  const forward = button(answer, label, stepData(shown, step.id), { style: 'positive' });
  const others = sidewaysButtons(step, shown);
  return others.length > 1 ? [[forward], others] : [[forward, ...others]];
}

/** Check answers, once there is something to check, and Back. */
export function sidewaysButtons(step: QuestionStep, shown: StepView): Button[] {
  const isOffered = shown.draft.progress.mode === 'draft' && !['danger', 'about-you'].includes(step.section);
  const check = isOffered ? [button(checkAnswers, 'Check answers', stepData(shown, step.id))] : [];
  return [...check, backFrom(step, shown)];
}

/** The way back; from the first card of an addition it leads out, and nothing is sent. */
function backFrom(step: QuestionStep, shown: StepView): Button {
  const data = stepData(shown, step.id);
  const first = shown.draft.progress.mode === 'adding' && step.id === 'situation';
  return first ? button(stopAdding, 'Cancel', data, { inputs: 'none' }) : button(backVerb, 'Back', data); // takes along what is half filled in
}
