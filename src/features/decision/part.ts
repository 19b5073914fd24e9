import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';

/**
 * Messages about what follows the decision. A correction is announced like the decision itself, elsewhere.
 * @source Protocol 8.2
 */
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
  /** A notice that the MASH is deciding again is out of date once it has decided. */
  isPast({ events }, index) {
    const isAgain = events[index]?.type === 'DecisionReopened';
    return isAgain && events.slice(index + 1).some(({ type }) => type === 'DecisionRecorded');
  },
};
