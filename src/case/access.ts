import type { Person, Role, StaffId } from '../base/people.ts';

/**
 * What the settings make of a member of the MASH channel. Nothing is given by default: whoever is not named has no role, unless
 * nobody is named, when every member may work on referrals.
 */
export function rolesInMash(
  id: StaffId,
  { managers, practitioners }: { managers: StaffId[]; practitioners: StaffId[] },
): ReadonlySet<Role> {
  if (managers.includes(id)) return new Set<Role>(['mash-member', 'mash-manager']);
  return new Set<Role>(practitioners.length === 0 || practitioners.includes(id) ? ['mash-member'] : []);
}

/**
 * The same of a member of the Assessment team's channel. Who is in a private one was chosen; a standard one has everybody of the team, so
 * that without a list of its own the MASH's list is asked.
 */
export function rolesInAssessment(
  id: StaffId,
  named: { assessors: StaffId[]; managers: StaffId[]; practitioners: StaffId[] },
  isStandard: boolean,
): ReadonlySet<Role> {
  const { assessors } = named;
  const isListed =
    assessors.length > 0 ? assessors.includes(id) : !isStandard || rolesInMash(id, named).has('mash-member');
  return new Set<Role>(isListed ? ['assessment'] : []);
}

/** Why somebody is told nothing of a case as the MASH has it. Asked before the case is looked at. */
export function whyNotReadAsMash(by: Person) {
  return by.roles.has('mash-member') ? undefined : ({ kind: 'only-the-mash' } as const);
}
