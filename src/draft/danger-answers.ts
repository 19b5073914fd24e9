import type { Pack } from '../protocol/pack.ts';
import type { DangerSaid } from '../understanding/danger.ts';
import type { Draft } from './draft.ts';
import { fieldNow, stepNow } from './steps.ts';
import { tickQuestions } from './typed.ts';

/**
 * Questions that "999" (`word`) or "he is here now" (`happening`) can answer. The numbers to ring are shown as well.
 */
const answeredBy: Record<DangerSaid['about'], string[]> = {
  word: ['phoned-when', 'phoned-who', 'shared-police', 'missing-reported'],
  happening: ['whereabouts', 'with', 'leaves-sight', 'last-contact'],
};

/**
 * Whether a message that only speaks of danger can also be the answer to the current question. A free text box would
 * save "danger" as the child's name, so there it is no answer. A question with choices accepts only a matching choice
 * anyway.
 */
export function canBeAnswer({ about }: DangerSaid, draft: Draft, pack: Pack) {
  const { cursor } = draft.progress;
  if (stepNow(draft, pack).kind === 'ticks')
    return tickQuestions[Math.min(cursor, tickQuestions.length - 1)] !== 'note';
  const field = fieldNow(draft, pack);
  return !field || field.choices !== undefined || answeredBy[about].includes(field.id);
}
