import type { Person, Role } from '../base/people.ts';
import { rolesInMash } from '../case/access.ts';
import { TeamsFault } from '../connector/teams.ts';
import type { Context, Message } from './context.ts';
import { isColleague } from './staff.ts';

type Asked = Pick<Context, 'by' | 'doing' | 'standing' | 'reach' | 'teams'>;

/**
 * Who somebody is for the MASH, in their own chat: a manager, a practitioner or the escalation contact who is in
 * the channel at this moment, and so can read there.
 * @returns undefined for anybody else; in words, where Teams does not say
 */
export async function whoOfTheDesk(asked: Asked): Promise<Person | Message | undefined> {
  const { by, standing, reach } = asked;
  const { escalation, ...named } = standing();
  const roles = escalation.includes(by.id) ? new Set<Role>(['mash-member']) : rolesInMash(by.id, named);
  return roles.has('mash-member') ? inChannel(roles, () => reach.mash(), asked) : undefined;
}

/** The same for the Assessment team: whoever is in its channel at this moment. */
export const whoOfTheTeam = (asked: Asked): Promise<Person | Message | undefined> =>
  asked.standing().assessmentChannelId
    ? inChannel(new Set(['assessment']), () => asked.reach.assessment(), asked)
    : Promise.resolve(undefined);

async function inChannel(
  roles: Person['roles'],
  place: () => ReturnType<Context['reach']['mash']>,
  { by, doing: { sender }, teams }: Asked,
): Promise<Person | Message | undefined> {
  try {
    const { serviceUrl, channelId, tenantId } = await place();
    const member = await teams.member(serviceUrl, channelId, sender.teamsId);
    return isColleague(member, sender.id, tenantId) ? { id: by.id, name: member.name || by.name, roles } : undefined;
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    return error.gone ? undefined : { text: unsure };
  }
}

const unsure =
  'Teams did not tell me who you are just now, so nothing was done. Press again, or press the button in the channel.';
