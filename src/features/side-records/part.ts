import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';
import { isSide } from './state.ts';

/**
 * Side records are told to the MASH; whoever claims to be family, and a stranger at the placement, to every manager too, on duty or
 * not. The referrer is told nothing: it is not theirs to know.
 * @source Protocol 10.1; part 7 of the trace
 */
export const part: Part = {
  react(event, index, { desk }) {
    if (!isSide(event)) return [];
    const to = { place: 'mash' as const };
    const told: Outgoing[] = [
      { to, message: { kind: 'case-card' } },
      { to, message: { kind: 'line', event: index } },
    ];
    if (event.type !== 'FamilyClaimed' && event.type !== 'VisitorSeen') return told;
    const alert = { kind: 'stage-notice' as const, event: index };
    return [...told, ...desk.managers.map((person) => ({ to: { person }, message: alert }))];
  },
};
