import type { CaseRecord } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { referralOf, submittedIn } from '../../case/state.ts';

/** The questions from the MASH that the author of these cases has not answered. */
export const openQuestions = (own: CaseRecord[]) =>
  own.flatMap((record) => {
    const questions = erasedIn(record.events) ? [] : (submittedIn(referralOf(record.events))?.questions ?? []);
    return questions.filter(({ answer }) => answer.kind === 'awaited').map((question) => ({ record, question }));
  });
