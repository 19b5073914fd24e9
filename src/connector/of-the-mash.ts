import { StaffId } from '../base/people.ts';
import type { EffectiveSetUp } from '../settings/setup.ts';
import type { Member } from './teams.ts';

/** Somebody of this organisation, as a roster has them: no guest, and nobody of another one in a channel that is shared. */
export const isOfOrganisation = ({ isGuest, tenantId }: Member, organisation: string): boolean =>
  !isGuest && (tenantId === undefined || tenantId === organisation);

/**
 * Is this person of the MASH? Of its own organisation, or of a partner agency and named in the set-up, with their organisation. Whoever
 * is not holds no case, is offered nowhere and is given no file, whatever list they are on.
 */
export function isOfTheMash(member: Member, { mash, partners }: Pick<EffectiveSetUp, 'mash' | 'partners'>): boolean {
  if (!mash || member.isGuest) return false;
  const isPartner = partners.some(({ id, tenantId }) => id === idOf(member) && tenantId === member.tenantId);
  return isPartner || isOfOrganisation(member, mash.tenantId);
}

/** The same of whoever pressed. @param member as the roster knows them by the id that Teams has for them */
export const isTheyOfTheMash = (member: Member, id: StaffId, standing: Parameters<typeof isOfTheMash>[1]): boolean =>
  (member.objectId === undefined || idOf(member) === id) && isOfTheMash({ ...member, objectId: id }, standing);

const idOf = ({ objectId }: Member): StaffId | undefined => StaffId.safeParse(objectId).data;
