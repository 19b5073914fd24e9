import type { CaseId } from '../../base/reference.ts';
import { type Button, button } from '../../cards/parts.ts';
import type { Step } from '../../check/steps.ts';
import { optionsOf } from '../../check/typed.ts';
import type { Shown } from './shown.ts';
import { answer, back as backVerb, checkAnswers, stopAdding } from './verbs.ts';

export type Asked = Exclude<Step, { kind: 'check-answers' }>;

/** What every button of a step carries: which case, which step and which state of it, so that an old card changes nothing. */
export function stepData({ caseId, draft }: Shown, step: string): { case: CaseId; step: string; revision: number } {
  return { case: caseId, step, revision: draft.progress.revision };
}

export function choices(step: Step, shown: Shown): Button[] {
  return optionsOf(step).map(({ id, label }) => button(answer, label, { ...stepData(shown, step.id), choice: id }));
}

/** Continue, Back and, once there is something to check, Check answers. */
export function onward(step: Asked, shown: Shown, label = 'Continue'): Button[][] {
  const data = stepData(shown, step.id);
  const forward = button(answer, label, data, { style: 'positive' });
  if (!hasCheckAnswers(step, shown)) return [[forward, backFrom(step, shown)]];
  const back = backFrom(step, shown);
  return [[forward], [button(checkAnswers, 'Check answers', data), back]];
}

/** The way back; from the first card of an addition it leads out, and nothing is sent. */
function backFrom(step: Asked, shown: Shown): Button {
  const data = stepData(shown, step.id);
  const first = shown.draft.progress.mode === 'adding' && step.id === 'situation';
  return first ? button(stopAdding, 'Cancel', data, { inputs: 'none' }) : button(backVerb, 'Back', data); // takes along what is half filled in
}

function hasCheckAnswers(step: Asked, { draft }: Shown): boolean {
  return draft.progress.mode === 'draft' && step.section !== 'danger' && step.section !== 'about-you';
}

export function sideways(step: Asked, shown: Shown): Button[] {
  const data = stepData(shown, step.id);
  const back = backFrom(step, shown);
  return hasCheckAnswers(step, shown) ? [button(checkAnswers, 'Check answers', data), back] : [back];
}
