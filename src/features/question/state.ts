import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { erasedIn } from '../retention/state.ts';

/** The question of the MASH that waits for an answer of the author of these cases. */
export function waiting(own: CaseRecord[]) {
  for (const record of own) {
    const referral = referralOf(record.events);
    const question = submittedIn(referral)?.questions.find((each) => each.answer.kind === 'awaited');
    if (question && !erasedIn(record.events)) return { record, question };
  }
  return undefined;
}
