import type { Person, Role } from '../base/people.ts';
import { StaffId } from '../base/people.ts';
import { rolesAtLevels, rolesInAssessment, rolesInMash } from '../case/desk.ts';
import { isPresserOfTheMash, TeamsFault } from '../connector/teams.ts';
import type { Context, ReplyMessage } from './context.ts';

type PressByPerson = Pick<Context, 'by' | 'turnInput' | 'currentSetUp' | 'reach' | 'teams'>;

/**
 * The person's MASH roles, for a press in their own chat. A manager, a practitioner or an escalation contact has them
 * while they are in the channel: the chat then shows them nothing that they cannot read there too.
 * @returns undefined for anybody else; a message when Teams does not say who is in the channel
 */
export async function mashPersonOf(press: PressByPerson): Promise<Person | ReplyMessage | undefined> {
  const { by, currentSetUp, reach } = press;
  const { escalation, ...lists } = currentSetUp();
  const roles = escalation.includes(by.id) ? new Set<Role>(['mash-member']) : rolesInMash(by.id, lists);
  return roles.has('mash-member')
    ? ifInChannel(
        async () => roles,
        () => reach.mash(),
        press,
      )
    : undefined;
}

/** Whether the set-up names somebody for the MASH. It gives no right to see a case. */
export function isOfTheDesk({ by: { id }, currentSetUp }: Pick<Context, 'by' | 'currentSetUp'>): boolean {
  const { managers, practitioners, escalation } = currentSetUp();
  return [...managers, ...practitioners, ...escalation].includes(id);
}

/** The same for the Assessment team: somebody who is in its channel now and has a role there. */
const assessmentPersonOf = async (press: PressByPerson) =>
  press.currentSetUp().assessmentChannelId
    ? ifInChannel(
        () => assessmentRolesOf(press.by.id, press),
        () => press.reach.assessment(),
        press,
      )
    : undefined;

/** @throws TeamsFault if the roles depend on the kind of channel (standard or not) and Teams does not say it */
export async function assessmentRolesOf(
  id: StaffId,
  { currentSetUp, reach, teams }: Pick<PressByPerson, 'currentSetUp' | 'reach' | 'teams'>,
): Promise<Person['roles']> {
  const lists = currentSetUp();
  const isKindRelevant = lists.assessors.length === 0 && lists.practitioners.length > 0;
  return rolesInAssessment(id, lists, isKindRelevant && (await isStandard()));

  async function isStandard() {
    const { serviceUrl, teamId, channelId } = await reach.assessment();
    const teamIds = [teamId, ...(lists.formerTeams ?? [])];
    const channels = await Promise.all(teamIds.map((id) => teams.channels(serviceUrl, id).catch(noneIfGone)));
    return channels.flat().some((each) => each.id === channelId && each.isStandard);
  }
}

/** Of a team that the bot was taken out of. */
function noneIfGone(error: unknown): never[] {
  if (error instanceof TeamsFault && error.gone) return [];
  throw error;
}

async function ifInChannel(
  rolesOf: () => Promise<Person['roles']>,
  place: () => ReturnType<Context['reach']['mash']>,
  { by, turnInput: { sender }, teams, currentSetUp }: PressByPerson,
): Promise<Person | ReplyMessage | undefined> {
  try {
    const { serviceUrl, channelId } = await place();
    const member = await teams.member(serviceUrl, channelId, sender.teamsId);
    const roles = isPresserOfTheMash(member, sender.id, currentSetUp()) ? await rolesOf() : new Set<Role>();
    return roles.size > 0 ? { id: by.id, name: member.name || by.name, roles } : undefined;
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    return error.gone ? undefined : { text: unsure };
  }
}

/**
 * The people to whom the bot writes in their own chat about cases that are not theirs. Each says who presses there now.
 * @returns undefined for anybody else; a message when Teams does not say who is in the channel
 */
export const deskPeople = {
  /** Whoever hears alarms: the MASH, and an escalation contact even outside its channel. */
  async alerted(press) {
    const isNamed = press.currentSetUp().escalation.includes(press.by.id);
    return isNamed ? { ...press.by, roles: new Set<Role>(['mash-member']) } : mashPersonOf(press);
  },
  /** Whoever of the MASH is in its channel now. */
  ofTheMash: mashPersonOf,
  /** Whoever can read the case in a channel: the MASH, or the Assessment team. */
  reader: async (press) => (await mashPersonOf(press)) ?? assessmentPersonOf(press),
  /** Whoever the set-up names for a level of disagreements. The level of the case decides whether they may act. */
  level: async ({ by, currentSetUp }) => ({ ...by, roles: rolesAtLevels(by.id, currentSetUp()) }),
} satisfies Record<string, (press: PressByPerson) => Promise<Person | ReplyMessage | undefined>>;

const unsure =
  'Teams did not tell me who you are just now, so nothing was done. Press again, or press the button in the channel.';

/** Everybody in the MASH channel now. Their `id` is the Entra id. @returns undefined when Teams does not say */
export async function roster({ place, teams, reach }: Pick<Context, 'place' | 'teams' | 'reach'>) {
  try {
    const { serviceUrl, channelId } = place.kind === 'channel' ? place : await reach.mash();
    const members = await teams.members(serviceUrl, channelId);
    return members.flatMap((member) => {
      const id = StaffId.safeParse(member.objectId).data;
      return id ? [{ ...member, id }] : [];
    });
  } catch (error) {
    if (error instanceof TeamsFault) return undefined;
    throw error;
  }
}
