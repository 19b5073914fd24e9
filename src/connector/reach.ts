import type { StaffId } from '../base/people.ts';
import type { MashPlace, SetUp } from '../case/desk.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Chat, People } from '../store/people.ts';
import { type Teams, TeamsFault } from './teams.ts';

/** A channel with the address that reaches it now. */
type ChannelPlace = MashPlace & { serviceUrl: string };

export type Reach = ReturnType<typeof reachThrough>;

/** If the bot may not read the team, that says nothing about the person, who must not be given up as gone. */
function saysNothingOfThePerson(error: unknown): never {
  throw error instanceof TeamsFault && error.gone ? new TeamsFault(undefined) : error;
}

const nowhere = () => new TeamsFault(undefined, 0, { isNowhere: true });

/**
 * Finds the chats of people, the MASH channel and the Assessment team's channel.
 * @param currentSetUp says where referrals go now
 */
export function reachThrough(
  teams: Teams,
  people: People,
  currentSetUp: () => Pick<SetUp, 'mash' | 'assessmentChannelId'>,
) {
  /** @throws TeamsFault while no channel is configured, or its address is not yet known */
  const mash = async (): Promise<ChannelPlace> => {
    const place = currentSetUp().mash;
    if (!place) throw nowhere();
    const serviceUrl = (await people.mashServiceUrl(place.channelId)) ?? place.serviceUrl;
    if (!serviceUrl) throw nowhere();
    return { ...place, serviceUrl };
  };
  /** @returns undefined if the person is not in the team */
  const chatInTeam = async (person: StaffId): Promise<Chat | undefined> => {
    const { serviceUrl, teamId, tenantId } = await mash();
    const members = await teams.members(serviceUrl, teamId).catch(saysNothingOfThePerson);
    const member = members.find(({ objectId }) => objectId === person);
    return member && { serviceUrl, conversationId: await teams.openChat(serviceUrl, tenantId, member.id) };
  };
  return {
    mash,
    /** The Assessment team's channel, in the same team. @throws TeamsFault while no channel is chosen */
    async assessment() {
      const channelId = currentSetUp().assessmentChannelId;
      if (!channelId) throw new TeamsFault(undefined);
      return { ...(await mash()), channelId };
    },
    /**
     * @throws TeamsFault 404 for somebody who has never talked to the bot and is not in the MASH team: a chat is never
     * guessed from an id
     */
    async chatOf(person: StaffId) {
      const remembered = (await people.load(person)).chat;
      if (remembered) return remembered;
      const chat = await chatInTeam(person);
      if (!chat) throw new TeamsFault(404);
      return (await people.change(person, (before) => ({ ...before, chat: before.chat ?? chat }))).chat ?? chat;
    },
    /**
     * Looks in the MASH team for a person whose chat may have moved. The remembered chat stays unless the team shows a
     * new one: somebody outside the team has no other address.
     * @returns whether another chat was found
     */
    async findAgain(person: StaffId) {
      try {
        const [remembered, current] = [(await people.load(person)).chat, await chatInTeam(person)];
        if (!current || current.conversationId === remembered?.conversationId) return false;
        await people.change(person, (before) => ({ ...before, chat: current }));
        return true;
      } catch (error) {
        if (error instanceof TeamsFault) return false;
        throw error;
      }
    },
    /** A link to the case in the channel. It holds only ids of Teams. */
    linkTo({ said }: CaseRecord) {
      const [channelId, root] = said.thread?.split(';messageid=') ?? [];
      const message = said.card ?? root;
      const place = currentSetUp().mash;
      if (!place || !message) return undefined;
      const { tenantId } = place;
      const channel = encodeURIComponent((root && channelId) ?? place.channelId);
      return `https://teams.microsoft.com/l/message/${channel}/${encodeURIComponent(message)}?tenantId=${encodeURIComponent(tenantId)}`;
    },
  };
}
