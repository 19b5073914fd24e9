import { managerNameAndRole } from '../../cards/decision-words.ts';
import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, line } from '../../cards/parts.ts';
import { staffName } from '../../case/record.ts';
import { decidingAgainCard } from './again-cards.ts';
import { feedbackCard, feedbackLine } from './feedback.ts';
import { feedbackIn } from './rules.ts';
import { correct, decideAgain, giveFeedback } from './verbs.ts';

/** What follows the decision: corrections, deciding again, feedback to the referrer, and a phone call to them. */
export const face: Face = {
  line(record, event) {
    if (event.type === 'FeedbackGiven') return feedbackLine(record, event);
    if (event.type === 'DecisionReopened') {
      const by = `By ${managerNameAndRole(record, event.by)}, ${clockAndDay(event.at)}`;
      const due = `The new decision is due by ${clockAndDay(event.decisionDue)}. What was decided stands until then.`;
      return { title: 'Deciding again', lines: [line(due), line(by, 'small', 'Small')] };
    }
    if (event.type !== 'ReferrerToldByPhone') return undefined;
    const who = staffName(record, event.by);
    return { title: 'The referrer was told by phone', lines: [line(`By ${who} at ${clockAndDay(event.at)}`)] };
  },
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
  notice(record, event, pack) {
    if (event.type === 'DecisionReopened') return decidingAgainCard(record, event, pack);
    return event.type === 'FeedbackGiven' ? feedbackCard(record, event, pack) : undefined;
  },
};
