import type { Person, StaffId } from '../base/people.ts';
import type { Member } from '../connector/teams.ts';
import type { Context, Sender } from './context.ts';

export const staff = (sender: Sender): Person => ({ id: sender.id, name: sender.name, roles: new Set() });

/** An administrator of this bot, by the environment: no card and no set-up makes one. */
export const isAdmin = ({ id }: Pick<Person, 'id'>, { config }: Pick<Context, 'config'>): boolean =>
  config.admins.includes(id);

/** Whether the roster of a place has this person as a colleague: no guest, nobody of another organisation, nobody else. */
export function isColleague(member: Member, id: StaffId, tenantId: string): boolean {
  if (member.isGuest) return false;
  if (member.tenantId !== undefined && member.tenantId !== tenantId) return false; // a channel shared with others
  return member.objectId === undefined || member.objectId === id;
}
