import type { Recipient } from '../../case/outbox.ts';
import type { Desk, ToTell } from '../../case/react.ts';

const assessment: Recipient = { place: 'assessment' };
const mash: Recipient = { place: 'mash' };

export const cardOfTeam: ToTell = { to: assessment, message: { kind: 'assessment-card' } };
export const lineOfTeam = (event: number): ToTell => ({ to: assessment, message: { kind: 'assessment-line', event } });
export const cardOfMash: ToTell = { to: mash, message: { kind: 'case-card' } };
export const lineOfMash = (event: number): ToTell => ({ to: mash, message: { kind: 'line', event } });

/**
 * Tells the Assessment team's channel about one of the team's own events. If the team has no channel, the MASH's thread
 * says it instead.
 * @param index the event's place in the history
 */
export function tellAssessment(index: number, { hasAssessment }: Desk): ToTell[] {
  return hasAssessment ? [cardOfTeam, lineOfTeam(index)] : [lineOfMash(index)];
}
