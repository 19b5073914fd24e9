import type { Part } from '../../case/part.ts';
import type { ToTell } from '../../case/react.ts';

/** What follows the decision. A correction is told like the decision itself. @source Protocol 8.2 */
export const part: Part = {
  react(event, index, { record }) {
    const line: ToTell = { to: { place: 'mash' }, message: { kind: 'line', event: index } };
    if (event.type === 'FeedbackGiven')
      return [line, { to: { person: record.author }, message: { kind: 'stage-notice', event: index } }];
    if (event.type !== 'ReferrerToldByPhone') return [];
    return [{ to: { place: 'mash' }, message: { kind: 'case-card' } }, line];
  },
};
