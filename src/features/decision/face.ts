import type { Face } from '../../cards/face.ts';
import { button } from '../../cards/parts.ts';
import { feedbackIn } from './rules.ts';
import { correct, decideAgain, giveFeedback } from './verbs.ts';

/** What can follow the decision: a correction, deciding again, and feedback to the referrer. */
export const face: Face = {
  buttons(record, referral) {
    if (referral.status !== 'decided') return [];
    const data = { case: record.id };
    const feedbackButtons = feedbackIn(record.events) ? [] : [button(giveFeedback, 'Was the referral clear?', data)];
    return [
      button(correct, 'Correct the decision', data),
      button(decideAgain, 'Decide again', data),
      ...feedbackButtons,
    ];
  },
};
