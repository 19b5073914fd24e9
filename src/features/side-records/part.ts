import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';
import { isSideEvent } from './state.ts';

/**
 * Tells the MASH about side records. When somebody claims to be family, or a stranger was at the placement, every
 * manager is told too, on duty or not. The referrer is not told: it is not for them to know.
 * @source Protocol 10.1
 */
export const part: Part = {
  react(event, index, { desk }) {
    if (!isSideEvent(event)) return [];
    const to = { place: 'mash' as const };
    const toMash: Outgoing[] = [
      { to, message: { kind: 'case-card' } },
      { to, message: { kind: 'line', event: index } },
    ];
    if (event.type !== 'FamilyClaimed' && event.type !== 'VisitorSeen') return toMash;
    const alert = { kind: 'stage-notice' as const, event: index }; // what a feature tells one person
    return [...toMash, ...desk.managers.map((person) => ({ to: { person }, message: alert }))];
  },
};
