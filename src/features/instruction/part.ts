import type { Part } from '../../case/part.ts';
import type { ToTell } from '../../case/react.ts';

/**
 * The bot tells the referrer at once. The notice shows only the case reference until they open it. The MASH sees
 * whether it arrived.
 */
export const part: Part = {
  react(event, index, { record }) {
    const card: ToTell = { to: { place: 'mash' }, message: { kind: 'case-card' } };
    const line: ToTell = { to: { place: 'mash' }, message: { kind: 'line', event: index } };
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
