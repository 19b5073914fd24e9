import type { Pack } from '../protocol/pack.ts';
import { type AnswerContext, type AnswerOutcome, applyAnswer, type GivenAnswer } from './answer.ts';
import { suggestedConsent } from './consent.ts';
import type { Draft } from './draft.ts';
import { stepNow } from './steps.ts';

/**
 * Keeps what was written on a card that is left by “Back”. Empty boxes change nothing, and what the card suggested but nobody chose
 * is no answer. A telephone call is told by going on, never by going back.
 * @returns problems only where words would be lost: what is too long stays on its card
 */
export function keepHalfFilled(draft: Draft, given: GivenAnswer, caseContext: AnswerContext): AnswerOutcome {
  const step = stepNow(draft, caseContext.pack);
  const { ticks } = given;
  const asItIs = { draft, problems: [], read: [] };
  if (step.kind === 'ticks') {
    const touched = ticks && (ticks.seen.length > 0 || ticks.suspected.length > 0 || ticks.note !== '' || ticks.looked);
    return touched ? applyAnswer(draft, { ticks, next: 'stay' }, caseContext) : asItIs;
  }
  if (step.kind !== 'form' || step.section === 'danger') return asItIs;
  const written = step.form.fields.filter((id) => isWritten(id, given, draft, caseContext.pack));
  const fields = Object.fromEntries(written.map((id) => [id, given.fields?.[id] ?? '']));
  const kept = applyAnswer(draft, { fields, next: 'stay' }, caseContext);
  return { ...kept, problems: kept.problems.filter(({ kind }) => kind === 'too-long') };
}

function isWritten(id: string, { fields }: GivenAnswer, draft: Draft, pack: Pack): boolean {
  const words = fields?.[id] ?? '';
  if (words.trim() === '') return false;
  const suggested = id === 'consent' ? suggestedConsent(draft.answers, pack) : undefined;
  return draft.answers.values[id] !== undefined || words !== suggested;
}
