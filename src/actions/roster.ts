import { StaffId } from '../base/people.ts';
import { TeamsFault } from '../connector/teams.ts';
import type { Context } from './context.ts';

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
