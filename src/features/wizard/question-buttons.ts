import { type Button, button } from '../../cards/parts.ts';
import type { Step } from '../../check/steps.ts';
import { optionsOf } from '../../check/typed.ts';
import type { Shown } from './shown.ts';

export type Asked = Exclude<Step, { kind: 'check-answers' }>;

/** What every button of a step carries: which case, which step and which state of it, so that an old card changes nothing. */
export function stepData({ caseId, draft }: Shown, step: string): Record<string, unknown> {
  return { case: caseId, step, revision: draft.progress.revision };
}

export function choices(step: Step, shown: Shown): Button[] {
  return optionsOf(step).map(({ id, label }) => button(label, 'answer', { ...stepData(shown, step.id), choice: id }));
}

/** Continue, Back and, once there is something to check, Check answers. */
export function onward(step: Asked, shown: Shown, label = 'Continue'): Button[][] {
  const data = stepData(shown, step.id);
  const forward = button(label, 'answer', data, { style: 'positive' });
  if (!hasCheckAnswers(step, shown)) return [[forward, backFrom(step, shown)]];
  const back = backFrom(step, shown);
  return [[forward], [button('Check answers', 'check-answers', data), back]];
}

/** The way back; from the first card of an addition it leads out, and nothing is sent. */
function backFrom(step: Asked, shown: Shown): Button {
  const data = stepData(shown, step.id);
  const first = shown.draft.progress.mode === 'adding' && step.id === 'situation';
  return first ? button('Cancel', 'stop-adding', data, { inputs: 'none' }) : button('Back', 'back', data); // takes along what is half filled in
}

function hasCheckAnswers(step: Asked, { draft }: Shown): boolean {
  return draft.progress.mode === 'draft' && step.section !== 'danger' && step.section !== 'about-you';
}

export function sideways(step: Asked, shown: Shown): Button[] {
  const data = stepData(shown, step.id);
  const back = backFrom(step, shown);
  return hasCheckAnswers(step, shown) ? [button('Check answers', 'check-answers', data), back] : [back];
}
