import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, line } from '../../cards/parts.ts';
import { feedbackCard, feedbackLine } from './feedback.ts';
import { feedbackIn } from './rules.ts';
import { correct, giveFeedback } from './verbs.ts';

/** What follows the decision: corrections, the note to the referrer, and that somebody rang them. */
export const face: Face = {
  line(record, event) {
    if (event.type === 'FeedbackGiven') return feedbackLine(record, event);
    if (event.type !== 'ReferrerToldByPhone') return undefined;
    const who = record.facts.names[event.by] ?? 'a colleague';
    return { title: 'The referrer was told by phone', lines: [line(`By ${who} at ${clockAndDay(event.at)}`)] };
  },
  buttons(record, referral) {
    if (referral.status !== 'decided') return [];
    const data = { case: record.id };
    const ask = feedbackIn(record.events) ? [] : [button(giveFeedback, 'Was the referral clear?', data)];
    return [button(correct, 'Correct the decision', data), ...ask];
  },
  notice(record, event, pack) {
    return event.type === 'FeedbackGiven' ? feedbackCard(record, event, pack) : undefined;
  },
};
