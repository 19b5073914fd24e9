import type { Place, Sender } from '../actions/place.ts';
import type { Member } from '../connector/teams.ts';

/** Whether the roster of a place has this sender as a colleague: no guest, nobody of another organisation, nobody else. */
export function isColleague(member: Member, sender: Sender, place: Place): boolean {
  if (member.isGuest) return false;
  if (member.tenantId !== undefined && member.tenantId !== place.tenantId) return false; // a channel shared with others
  return member.objectId === undefined || member.objectId === sender.id;
}
