import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';
import { DecisionKind, Trafficking } from '../../history/decision.ts';

const yesNo = z.enum(['yes', 'no', 'not-said']).default('not-said').catch('not-said');
const form = {
  decision: DecisionKind.optional().catch(undefined),
  action: typed,
  reasons: typed,
  trafficking: Trafficking.optional().catch(undefined),
  protection: yesNo,
  'protection-what': typed,
  police: yesNo,
  tell: typed,
  'do-now': typed,
};
export const decide = verb('decide', { case: CaseId });
/** `revision`: the entry of the decision record that the form stands for. */
export const confirmDecision = verb('confirm-decision', { case: CaseId, attempt, revision: z.int().default(1) }, form);

/** A decided case is opened again: first what that means, then the deed. */
export const decideAgain = verb('decide-again', { case: CaseId });
export const confirmAgain = verb('confirm-again', { case: CaseId });

export const correct = verb('correct', { case: CaseId });
/** `revision`: the entry of the decision record that the manager had before them. */
export const confirmCorrection = verb(
  'confirm-correction',
  { case: CaseId, attempt, revision: z.int().default(0) },
  form,
);

export const giveFeedback = verb('give-feedback', { case: CaseId });
export const sendFeedback = verb(
  'send-feedback',
  { case: CaseId, attempt },
  { clear: z.enum(['yes', 'no']).optional().catch(undefined), feedback: typed },
);
export const toldByPhone = verb('told-by-phone', { case: CaseId });
