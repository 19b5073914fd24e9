import type { Recipient } from '../../case/outbox.ts';
import type { Desk, Outgoing } from '../../case/react.ts';

const assessment: Recipient = { place: 'assessment' };
const mash: Recipient = { place: 'mash' };

export const cardOfTeam: Outgoing = { to: assessment, message: { kind: 'assessment-card' } };
export const lineOfTeam = (event: number): Outgoing => ({
  to: assessment,
  message: { kind: 'assessment-line', event },
});
export const cardOfMash: Outgoing = { to: mash, message: { kind: 'case-card' } };
export const lineOfMash = (event: number): Outgoing => ({ to: mash, message: { kind: 'line', event } });

/**
 * Tells the Assessment team's channel about one of the team's own events. If the team has no channel, the MASH's thread
 * says it instead.
 * @param index the event's place in the history
 */
export function tellTeamOrMash(index: number, { hasAssessment }: Desk): Outgoing[] {
  return hasAssessment ? [cardOfTeam, lineOfTeam(index)] : [lineOfMash(index)];
}
