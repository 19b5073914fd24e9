import { z } from 'zod';
import { caseVerb, formVerb, lenient, typed } from '../../cards/verb.ts';
import { ClosingOutcome, ClosingReason, ToldOfClosing } from '../../history/decision.ts';

/** A manager closes a decided case, once nothing about the child is open. */
export const closeCase = caseVerb('close-case');
/** `told`: the values that Teams joins with commas. */
export const confirmClosing = formVerb('confirm-closing', {
  reason: lenient(ClosingReason),
  outcome: lenient(ClosingOutcome),
  told: z
    .string()
    .catch('')
    .transform((all) => ToldOfClosing.options.filter((each) => all.split(',').includes(each))),
  council: typed,
  words: typed,
});
/** A manager opens a closed case, with a reason. */
export const openAgain = caseVerb('open-again');
export const confirmOpening = formVerb('confirm-opening', { reason: typed });
