import type { StaffId } from '../base/people.ts';
import type { CaseRecord } from '../case/record.ts';
import type { MashPlace } from '../settings/setup.ts';
import type { Chat, People } from '../store/people.ts';
import { type Teams, TeamsFault } from './teams.ts';

/** A channel that can be told something now. */
type ChannelPlace = MashPlace & { serviceUrl: string };

/** How people and the one MASH place are reached. */
export interface Reach {
  /** @throws TeamsFault 404 for somebody who has never talked to the bot and is not in the MASH team: never guessed from an id */
  chatOf(person: StaffId): Promise<Chat>;
  /** Forgets where a person's chat was. @returns false when nothing was remembered */
  forgetChat(person: StaffId): Promise<boolean>;
  /** @throws TeamsFault while no place is configured or its address is not known yet */
  mash(): Promise<ChannelPlace>;
  /** The Assessment team's channel, in the same team. @throws TeamsFault while none is chosen */
  assessment(): Promise<ChannelPlace>;
  /** A link to the case in the channel: it holds ids of Teams and nothing else. */
  linkTo(record: CaseRecord): string | undefined;
}

/** A team that the bot may not look into: that is no reason to give the person up. */
function saysNothingOfThePerson(error: unknown): never {
  throw error instanceof TeamsFault && error.gone ? new TeamsFault(undefined) : error;
}

/** @param standing where referrals go now */
export function reachThrough(
  teams: Teams,
  people: People,
  standing: () => { mash: MashPlace | undefined; assessmentChannelId?: string | undefined },
): Reach {
  const mash = async (): Promise<ChannelPlace> => {
    const place = standing().mash;
    if (!place) throw new TeamsFault(undefined);
    const serviceUrl = (await people.mashServiceUrl(place.channelId)) ?? place.serviceUrl;
    if (!serviceUrl) throw new TeamsFault(undefined);
    return { ...place, serviceUrl };
  };
  return {
    mash,
    async assessment() {
      const channelId = standing().assessmentChannelId;
      if (!channelId) throw new TeamsFault(undefined);
      return { ...(await mash()), channelId };
    },
    async chatOf(person) {
      const known = (await people.load(person)).chat;
      if (known) return known;
      const { serviceUrl, teamId, tenantId } = await mash();
      const members = await teams.members(serviceUrl, teamId).catch(saysNothingOfThePerson);
      const member = members.find(({ objectId }) => objectId === person);
      if (!member) throw new TeamsFault(404);
      const chat: Chat = { serviceUrl, conversationId: await teams.openChat(serviceUrl, tenantId, member.id) };
      return (await people.change(person, (before) => ({ ...before, chat: before.chat ?? chat }))).chat ?? chat;
    },
    async forgetChat(person) {
      if (!(await people.load(person)).chat) return false;
      await people.change(person, ({ chat: _, ...rest }) => rest);
      return true;
    },
    linkTo({ said }) {
      const message = said.card ?? said.thread?.split(';messageid=')[1];
      const place = standing().mash;
      if (!place || !message) return undefined;
      const { channelId, tenantId } = place;
      const channel = encodeURIComponent(channelId);
      return `https://teams.microsoft.com/l/message/${channel}/${encodeURIComponent(message)}?tenantId=${encodeURIComponent(tenantId)}`;
    },
  };
}
