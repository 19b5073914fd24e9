import type { Part } from '../../case/part.ts';

/** What follows the decision. A correction is told like the decision itself. @source Protocol 8.2 */
export const part: Part = {
  react(event, index, { record }) {
    const card = { to: { place: 'mash' as const }, message: { kind: 'case-card' as const } };
    const line = { to: { place: 'mash' as const }, message: { kind: 'line' as const, event: index } };
    switch (event.type) {
      case 'FeedbackGiven':
        return [line, { to: { person: record.author }, message: { kind: 'stage-notice', event: index } }];
      case 'ReferrerToldByPhone':
        return [card, line];
      default:
        return [];
    }
  },
};
