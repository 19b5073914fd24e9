import type { CaseRecord } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { referralOf, submittedIn } from '../../case/state.ts';

/** A question from the MASH that the author has not answered: the first one of the first case that has any. */
export function firstOpenQuestion(own: CaseRecord[]) {
  for (const record of own) {
    const referral = referralOf(record.events);
    const question = submittedIn(referral)?.questions.find((each) => each.answer.kind === 'awaited');
    if (question && !erasedIn(record.events)) return { record, question };
  }
  return undefined;
}
