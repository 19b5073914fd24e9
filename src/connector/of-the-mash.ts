import { StaffId } from '../base/people.ts';
import type { SetUp } from '../case/desk.ts';
import type { Member } from './teams.ts';

/**
 * Whether a member of a roster belongs to this organisation. A guest does not, nor does somebody from another
 * organisation in a shared channel.
 */
export const isOfOrganisation = ({ isGuest, tenantId }: Member, organisation: string) =>
  !isGuest && (tenantId === undefined || tenantId === organisation);

/**
 * Whether this person belongs to the MASH: somebody of its own organisation, or a partner agency's worker whom the
 * set-up names with their organisation. Nobody else can take a case, be given one or get its case file, whatever
 * list of the set-up they are on.
 */
export function isOfTheMash(member: Member, { mash, partners }: Pick<SetUp, 'mash' | 'partners'>) {
  if (!mash || member.isGuest) return false;
  const isPartner = partners.some(({ id, tenantId }) => id === idOf(member) && tenantId === member.tenantId);
  return isPartner || isOfOrganisation(member, mash.tenantId);
}

/**
 * Whether the person who pressed belongs to the MASH.
 * @param member their entry in the roster, found by Teams' own id
 */
export const isPresserOfTheMash = (member: Member, id: StaffId, setUp: Parameters<typeof isOfTheMash>[1]) =>
  (member.objectId === undefined || idOf(member) === id) && isOfTheMash({ ...member, objectId: id }, setUp);

const idOf = ({ objectId }: Member) => StaffId.safeParse(objectId).data;
