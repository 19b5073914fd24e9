import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, formVerb, lenient, typed, verb } from '../../cards/verb.ts';
import { DecisionKind, Trafficking } from '../../history/decision.ts';

const yesNo = z.enum(['yes', 'no', 'not-said']).default('not-said').catch('not-said');
const form = {
  decision: lenient(DecisionKind),
  action: typed,
  who: typed,
  when: typed,
  reasons: typed,
  trafficking: lenient(Trafficking),
  protection: yesNo,
  'protection-what': typed,
  police: yesNo,
  'in-protection': typed,
  tell: typed,
  'do-now': typed,
};
export const decide = caseVerb('decide');
/** `revision`: the number that the new entry of the decision record will have. */
export const confirmDecision = verb('confirm-decision', { case: CaseId, attempt, revision: z.int() }, form);

/** Opens a decided case again: the first press explains what that means, the second does it. */
export const decideAgain = caseVerb('decide-again');
export const confirmAgain = caseVerb('confirm-again');

export const correct = caseVerb('correct');
/** `revision`: the entry of the decision record that the manager saw. */
export const confirmCorrection = verb('confirm-correction', { case: CaseId, attempt, revision: z.int() }, form);

export const giveFeedback = caseVerb('give-feedback');
export const sendFeedback = formVerb('send-feedback', {
  clear: lenient(z.enum(['yes', 'no'])),
  feedback: typed,
});
export const toldByPhone = caseVerb('told-by-phone');
