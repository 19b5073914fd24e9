import { type AnswerContext, type AnswerOutcome, applyAnswer, asIs, type GivenAnswer } from './answer.ts';
import type { Draft } from './draft.ts';
import { stepNow } from './steps.ts';

/**
 * Saves what the referrer wrote on a card that they leave with “Back”. Empty boxes change nothing. In the danger section
 * nothing is saved, so no call is recorded.
 * @returns problems only for text that is too long to save: the card keeps it
 */
export function keepHalfFilled(draft: Draft, given: GivenAnswer, context: AnswerContext): AnswerOutcome {
  const step = stepNow(draft, context.pack);
  const { ticks } = given;
  if (step.kind === 'ticks') {
    const isTouched =
      ticks && (ticks.seen.length > 0 || ticks.suspected.length > 0 || ticks.note !== '' || ticks.looked);
    return isTouched ? applyAnswer(draft, { ticks, next: 'stay' }, context) : asIs(draft);
  }
  if (step.kind !== 'form' || step.section === 'danger') return asIs(draft);
  const writtenIds = step.form.fields.filter((id) => given.fields?.[id]?.trim());
  const fields = Object.fromEntries(writtenIds.map((id) => [id, given.fields?.[id] ?? '']));
  const outcome = applyAnswer(draft, { fields, next: 'stay', half: true }, context);
  return { ...outcome, problems: outcome.problems.filter(({ kind }) => kind === 'too-long') };
}
