import type { Person, Role, StaffId } from '../base/people.ts';
import { rolesInAssessment, rolesInMash } from '../case/access.ts';
import { isTheyOfTheMash } from '../connector/of-the-mash.ts';
import { TeamsFault } from '../connector/teams.ts';
import type { Context, ReplyMessage } from './context.ts';

type Asked = Pick<Context, 'by' | 'doing' | 'standing' | 'reach' | 'teams'>;

/**
 * Who somebody is for the MASH, in their own chat: a manager, a practitioner or the escalation contact who is in
 * the channel at this moment, and so can read there.
 * @returns undefined for anybody else; in words, where Teams does not say
 */
export async function whoOfTheDesk(asked: Asked): Promise<Person | ReplyMessage | undefined> {
  const { by, standing, reach } = asked;
  const { escalation, ...named } = standing();
  const roles = escalation.includes(by.id) ? new Set<Role>(['mash-member']) : rolesInMash(by.id, named);
  return roles.has('mash-member')
    ? inChannel(
        async () => roles,
        () => reach.mash(),
        asked,
      )
    : undefined;
}

/** The same for the Assessment team: whoever is in its channel at this moment, and on the list where there is one. */
export const whoOfTheTeam = (asked: Asked): Promise<Person | ReplyMessage | undefined> =>
  asked.standing().assessmentChannelId
    ? inChannel(
        () => rolesOfTheTeam(asked.by.id, asked),
        () => asked.reach.assessment(),
        asked,
      )
    : Promise.resolve(undefined);

/** @throws TeamsFault where Teams does not say which kind of channel it is, and it matters */
export async function rolesOfTheTeam(
  id: StaffId,
  { standing, reach, teams }: Pick<Asked, 'standing' | 'reach' | 'teams'>,
): Promise<Person['roles']> {
  const named = standing();
  const matters = named.assessors.length === 0 && named.practitioners.length > 0;
  return rolesInAssessment(id, named, matters && (await isStandard()));

  async function isStandard(): Promise<boolean> {
    const { serviceUrl, teamId, channelId } = await reach.assessment();
    const channels = await teams.channels(serviceUrl, teamId);
    return channels.some((each) => each.id === channelId && each.isStandard);
  }
}

async function inChannel(
  rolesOf: () => Promise<Person['roles']>,
  place: () => ReturnType<Context['reach']['mash']>,
  { by, doing: { sender }, teams, standing }: Asked,
): Promise<Person | ReplyMessage | undefined> {
  try {
    const { serviceUrl, channelId } = await place();
    const member = await teams.member(serviceUrl, channelId, sender.teamsId);
    const roles = isTheyOfTheMash(member, sender.id, standing()) ? await rolesOf() : new Set<Role>();
    return roles.size > 0 ? { id: by.id, name: member.name || by.name, roles } : undefined;
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    return error.gone ? undefined : { text: unsure };
  }
}

const unsure =
  'Teams did not tell me who you are just now, so nothing was done. Press again, or press the button in the channel.';
