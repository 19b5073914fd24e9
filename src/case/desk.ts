import type { StaffId } from '../base/people.ts';
import type { Alarming, Outgoing } from './outbox.ts';
import { allocatedTo } from './referral.ts';
import type { SubmittedReferral } from './state.ts';

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
  hasAssessment: boolean; // whether the Assessment team has a channel
}

/** The managers to remind: those on duty, or all of them if nobody is on duty. */
export function managersToRemind({ managers, onDuty }: Desk): StaffId[] {
  const managersOnDuty = managers.filter((manager) => onDuty.includes(manager));
  return managersOnDuty.length > 0 ? managersOnDuty : managers;
}

/** Adds the person who has the case, whether or not they are on duty. */
export function andHolder(people: StaffId[], referral: SubmittedReferral | undefined): StaffId[] {
  const holder = referral && allocatedTo(referral);
  return holder && !people.includes(holder) ? [...people, holder] : people;
}

/** Tells these people, or whoever stands in for them if there are none. */
export function toEachOrStandIns(
  people: readonly StaffId[],
  { escalation, admins }: Desk,
  message: Alarming,
): (Outgoing & { message: Alarming })[] {
  if (people.length > 0) return people.map((person) => ({ to: { person }, message }));
  if (escalation.length > 0)
    return escalation.map((person) => ({ to: { person }, message: { ...message, instead: 'desk' } }));
  return admins.map((person) => ({ to: { person }, message: { ...message, instead: 'administrators' } }));
}
