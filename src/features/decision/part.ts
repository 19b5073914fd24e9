import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';

/** What follows the decision. A correction is told like the decision itself. @source Protocol 8.2 */
export const part: Part = {
  react(event, index, { record }) {
    const line: Outgoing = { to: { place: 'mash' }, message: { kind: 'line', event: index } };
    if (event.type === 'FeedbackGiven')
      return [line, { to: { person: record.author }, message: { kind: 'stage-notice', event: index } }];
    if (event.type === 'DecisionReopened')
      return [
        { to: { place: 'mash' }, message: { kind: 'case-card' } },
        line,
        { to: { person: record.author }, message: { kind: 'stage-notice', event: index } },
        { to: { person: record.author }, message: { kind: 'receipt' } },
      ];
    if (event.type !== 'ReferrerToldByPhone') return [];
    return [{ to: { place: 'mash' }, message: { kind: 'case-card' } }, line];
  },
  /** That it is being decided again is no news once it is decided. */
  isPast({ events }, index) {
    const isAgain = events[index]?.type === 'DecisionReopened';
    return isAgain && events.slice(index + 1).some(({ type }) => type === 'DecisionRecorded');
  },
};
