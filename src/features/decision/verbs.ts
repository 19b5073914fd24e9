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
/** `revision`: the number that the new entry of the decision record will have. */
export const confirmDecision = verb('confirm-decision', { case: CaseId, attempt, revision: z.int() }, form);

/** Opens a decided case again: the first press explains what that means, the second does it. */
export const decideAgain = verb('decide-again', { case: CaseId });
export const confirmAgain = verb('confirm-again', { case: CaseId });

export const correct = verb('correct', { case: CaseId });
/** `revision`: the entry of the decision record that the manager saw. */
export const confirmCorrection = verb('confirm-correction', { case: CaseId, attempt, revision: z.int() }, form);

export const giveFeedback = verb('give-feedback', { case: CaseId });
export const sendFeedback = verb(
  'send-feedback',
  { case: CaseId, attempt },
  { clear: z.enum(['yes', 'no']).optional().catch(undefined), feedback: typed },
);
export const toldByPhone = verb('told-by-phone', { case: CaseId });
