import type { Role, StaffId } from '../base/people.ts';
import type { Desk } from './desk.ts';

/**
 * The roles that the settings give to a member of the MASH channel. A person whom the settings do not name has no role.
 * If the settings name no practitioners at all, every member may work on referrals.
 */
export function rolesInMash(id: StaffId, { managers, practitioners }: Pick<Desk, 'managers' | 'practitioners'>) {
  if (managers.includes(id)) return new Set<Role>(['mash-member', 'mash-manager']);
  return new Set<Role>(practitioners.length === 0 || practitioners.includes(id) ? ['mash-member'] : []);
}

/**
 * The roles that the settings give to a member of the Assessment team's channel. Somebody chose the members of a
 * private channel, so all of them may work on cases. A standard channel contains the whole team, so without a list of
 * its own the MASH's list decides.
 */
export function rolesInAssessment(
  id: StaffId,
  named: { assessors: StaffId[] } & Pick<Desk, 'managers' | 'practitioners'>,
  isStandard: boolean,
) {
  const { assessors } = named;
  const isListed =
    assessors.length > 0 ? assessors.includes(id) : !isStandard || rolesInMash(id, named).has('mash-member');
  return new Set<Role>(isListed ? ['assessment'] : []);
}

/** The levels of a disagreement for which the settings name a person. */
export const rolesAtLevels = (id: StaffId, { level2, level3 }: Required<Pick<Desk, 'level2' | 'level3'>>) =>
  new Set<Role>([
    ...(level2.includes(id) ? (['level-2'] as const) : []),
    ...(level3.includes(id) ? (['level-3'] as const) : []),
  ]);
