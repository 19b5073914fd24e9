import type { Pack } from '../protocol/pack.ts';
import { type AnswerContext, type AnswerOutcome, applyAnswer, type GivenAnswer } from './answer.ts';
import { suggestedConsent } from './consent.ts';
import type { Draft } from './draft.ts';
import { stepNow } from './steps.ts';

/**
 * Saves what the referrer wrote on a card that they leave with “Back”. Empty boxes change nothing. A suggestion that
 * the referrer did not change is not an answer. In the danger section nothing is saved, so no call is recorded.
 * @returns problems only for text that is too long to save: the card keeps it
 */
export function keepHalfFilled(draft: Draft, given: GivenAnswer, context: AnswerContext): AnswerOutcome {
  const step = stepNow(draft, context.pack);
  const { ticks } = given;
  const unchanged = { draft, problems: [], read: [] };
  if (step.kind === 'ticks') {
    const isTouched =
      ticks && (ticks.seen.length > 0 || ticks.suspected.length > 0 || ticks.note !== '' || ticks.looked);
    return isTouched ? applyAnswer(draft, { ticks, next: 'stay' }, context) : unchanged;
  }
  if (step.kind !== 'form' || step.section === 'danger') return unchanged;
  const writtenIds = step.form.fields.filter((id) => isWritten(id, given, draft, context.pack));
  const fields = Object.fromEntries(writtenIds.map((id) => [id, given.fields?.[id] ?? '']));
  const outcome = applyAnswer(draft, { fields, next: 'stay' }, context);
  return { ...outcome, problems: outcome.problems.filter(({ kind }) => kind === 'too-long') };
}

function isWritten(id: string, { fields }: GivenAnswer, draft: Draft, pack: Pack): boolean {
  const words = fields?.[id] ?? '';
  if (words.trim() === '') return false;
  const suggested = id === 'consent' ? suggestedConsent(draft.answers, pack) : undefined;
  return draft.answers.values[id] !== undefined || words !== suggested;
}
