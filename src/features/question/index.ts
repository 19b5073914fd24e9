import type { Feature } from '../../actions/feature.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { actions } from './actions.ts';
import { questionFromMashCard } from './cards.ts';
import { typed } from './typed.ts';

export const question: Feature = {
  name: 'question',
  actions,
  typed,
  tells({ record, message, pack }) {
    if (message.kind !== 'question') return undefined;
    const askedQuestion = submittedIn(referralOf(record.events))?.questions.find(
      ({ number }) => number === message.question,
    );
    if (!askedQuestion) throw new Error(`case ${record.id} has no question ${message.question}`);
    return questionFromMashCard(record, askedQuestion, pack);
  },
};
