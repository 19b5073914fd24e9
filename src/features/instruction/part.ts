import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';

/** The referrer is told at once, by reference alone until they open it; the MASH sees whether they have it. */
export const part: Part = {
  react(event, index, { record }) {
    const card: Outgoing = { to: { place: 'mash' }, message: { kind: 'case-card' } };
    const line: Outgoing = { to: { place: 'mash' }, message: { kind: 'line', event: index } };
    const to = { person: record.author };
    switch (event.type) {
      case 'ReferrerInstructed':
        return [
          card,
          line,
          { to, message: { kind: 'stage-notice', event: index } },
          { to, message: { kind: 'receipt' } },
        ];
      case 'InstructionDelivered':
        return [card];
      case 'InstructionRead':
        return [card, line];
      default:
        return [];
    }
  },
};
