import { fieldOf, type Pack } from '../protocol/pack.ts';
import type { DangerSaid } from './danger-words.ts';
import type { Draft } from './draft.ts';
import { stepNow } from './steps.ts';
import { tickQuestions } from './typed.ts';

/** Questions to which "999", or "he is here now", can be the answer. It is kept then, and the numbers are shown all the same. */
const answeredBy: Record<DangerSaid['about'], string[]> = {
  word: ['phoned-when', 'phoned-who', 'shared-police', 'missing-reported'],
  happening: ['whereabouts', 'with', 'leaves-sight', 'last-contact'],
};

/**
 * Whether a message that says nothing but danger may be the answer to the question at hand. Where a box takes any words, "danger" would
 * become the name of the child: there it is none. Where there is something to choose, only what fits is an answer anyway.
 */
export function mayAnswer({ about }: DangerSaid, draft: Draft, pack: Pack): boolean {
  const step = stepNow(draft, pack);
  const { cursor } = draft.progress;
  if (step.kind === 'ticks') return tickQuestions[Math.min(cursor, tickQuestions.length - 1)] !== 'note';
  if (step.kind !== 'form') return true;
  const { fields } = step.form;
  const field = fieldOf(pack, fields[Math.min(cursor, fields.length - 1)] ?? '');
  return field.choices !== undefined || answeredBy[about].includes(field.id);
}
