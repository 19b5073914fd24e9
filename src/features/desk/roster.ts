import type { Context } from '../../actions/context.ts';
import { StaffId } from '../../base/people.ts';
import { type Member, TeamsFault } from '../../connector/teams.ts';

/** Who is in the channel at this moment, under the ids that authorise; undefined when Teams does not say. */
export async function roster({ place, teams }: Context): Promise<(Member & { id: StaffId })[] | undefined> {
  try {
    const members = await teams.members(place.serviceUrl, place.channelId);
    return members.flatMap((member) => {
      const id = StaffId.safeParse(member.objectId).data;
      return id ? [{ ...member, id }] : [];
    });
  } catch (error) {
    if (error instanceof TeamsFault) return undefined;
    throw error;
  }
}
