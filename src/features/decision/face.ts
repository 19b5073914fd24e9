import type { Face } from '../../cards/face.ts';
import { button } from '../../cards/parts.ts';
import { referrerReach } from '../../case/referrer-reach.ts';
import { unreadNews } from '../news/state.ts';
import { feedbackIn } from './rules.ts';
import { correct, decide, decideAgain, giveFeedback, toldByPhone } from './verbs.ts';

/** The decision, and what can follow it: a correction, deciding again, and feedback to the referrer. */
export const face: Face = {
  buttons: {
    decide: ({ record, referral: { allocation } }) =>
      button(decide, 'Record decision', { case: record.id }, allocation.kind === 'nobody' ? {} : { style: 'positive' }),
    decideAgain: ({ record }) =>
      unreadNews(record.events).length > 0 ? button(decideAgain, 'Decide again', { case: record.id }) : undefined,
    toldByPhone: ({ record }) =>
      referrerReach(record).ring
        ? button(toldByPhone, 'I have told them', { case: record.id }, { style: 'positive' })
        : undefined,
  },
  more({ record, referral }) {
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
