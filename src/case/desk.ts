import type { Role, StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import type { Instead } from './outbox.ts';
import type { CaseChannel } from './record.ts';
import { allocatedTo } from './referral.ts';
import type { SubmittedReferral } from './state.ts';

/** A channel of Teams where referrals are posted. Its service URL may be learned later, from the channel itself. */
export interface MashPlace {
  teamId: string;
  channelId: string;
  tenantId: string;
  serviceUrl?: string | undefined;
}

/** Where referrals go, and who works on them. */
export interface SetUp {
  mash?: MashPlace | undefined;
  assessmentChannelId?: string | undefined;
  managers: StaffId[];
  practitioners: StaffId[]; // who else may work on cases; if empty, every member of the MASH channel
  assessors: StaffId[]; // which members of the Assessment team's channel work on cases
  escalation: StaffId[]; // the escalation contacts
  level2: StaffId[]; // senior managers, who may close a disagreement at this level, and are told when one reaches it
  level3: StaffId[]; // representatives on the Board, in the same way
  admins: StaffId[];
  partners: { id: StaffId; tenantId: string }[]; // people from other organisations who work at the MASH
  names: Texts; // of people and channels, as Teams knew them
  former?: readonly string[]; // the channels in which cases were posted before
  formerTeams?: readonly string[]; // the Assessment team's channel may have stayed in one of them
}

/** What the environment says of the set-up. */
export type SetUpSeeds = Partial<{
  [Part in keyof Omit<SetUp, 'partners' | 'names' | 'former' | 'formerTeams'>]: SetUp[Part] | undefined;
}>;

/** The people at the MASH, from the set-up. */
export interface Desk {
  managers: StaffId[];
  practitioners: StaffId[]; // who else may work on cases; if empty, every member of the MASH channel
  escalation: StaffId[]; // the escalation contacts
  level2?: StaffId[]; // level 2 of a disagreement: senior managers
  level3?: StaffId[]; // level 3 of a disagreement: representatives on the Board
  admins: StaffId[];
  onDuty: StaffId[];
  outside?: StaffId[]; // who can be told by text message or e-mail
  council?: string; // the address of the council's own system, if it hears what happens
  hasAssessment: boolean; // whether the Assessment team has a channel
  left?: StaffId[]; // who has left the MASH channel, though the set-up names them: nobody reminds them
  readByGuests?: CaseChannel[]; // also by people of another organisation who are not confirmed
}

/** The managers to remind: those on duty, or all of them if nobody is on duty. */
export function managersToRemind({ managers, onDuty }: Desk): StaffId[] {
  const managersOnDuty = managers.filter((manager) => onDuty.includes(manager));
  return managersOnDuty.length > 0 ? managersOnDuty : managers;
}

/** Adds the person who has the case, whether or not they are on duty. Who has left gets nothing. */
export function andHolder(
  people: StaffId[],
  referral: SubmittedReferral | undefined,
  { left = [] }: Pick<Desk, 'left'>,
): StaffId[] {
  const holder = referral && allocatedTo(referral);
  return holder && ![...people, ...left].includes(holder) ? [...people, holder] : people;
}

/** Who gets an alarm: these people, or whoever stands in if there is nobody. */
export type ToOrStandIns = readonly StaffId[] | 'stand-ins';

/** These people, or whoever stands in for them if there are none. */
export const orStandIns = (people: readonly StaffId[]): ToOrStandIns => (people.length > 0 ? people : 'stand-ins');

/** Who they are. `instead`: why, if they stand in because the set-up names nobody who should get it first. */
export function whoGets(
  to: ToOrStandIns,
  { escalation, admins }: Desk,
): { people: readonly StaffId[]; instead?: Instead } {
  if (to !== 'stand-ins') return { people: to };
  return escalation.length > 0
    ? { people: escalation, instead: 'desk' }
    : { people: admins, instead: 'administrators' };
}

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
