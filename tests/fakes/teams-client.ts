import { randomUUID } from 'node:crypto';
import { channelOf } from './messages.ts';
import { bot, general, groupChat, type Profile, referrals } from './people.ts';
import type { Teams } from './teams.ts';
import type { Activity, Json } from './wire.ts';

/**
 * The activities that one person's Teams client sends to the bot, in the shapes seen in Teams and in Microsoft's
 * Playground.
 */
export interface TeamsClient {
  readonly chatId: string;
  message(conversationId: string, text: string): Activity;
  mention(conversationId: string, text: string): Activity;
  /** A press on a button of a card: `adaptiveCard/action`. */
  execute(conversationId: string, cardId: string, verb: unknown, data: Json): Activity;
  /** A press in an older client: a message with a value and no text. */
  submit(conversationId: string, cardId: string, data: Json): Activity;
  /** The person edits or deletes a message of their own. */
  edited(conversationId: string, id: string, text: string): Activity;
  deleted(conversationId: string, id: string): Activity;
  /** Both activities that Teams sends, in order, when the app is added for this person. */
  installed(): Activity[];
  /** Both activities that Teams sends, in order, when this person adds the app to the MASH team. */
  installedInTeam(): Activity[];
}

export function teamsClient(who: Profile, teams: Teams): TeamsClient {
  const chatId = teams.chatWith(who);
  const tenant = { id: teams.tenantId };
  const isChannel = (id: string): boolean => teams.team.channels.some((each) => each.id === channelOf(id));

  function envelope(conversationId: string, id: string): Activity {
    const now = new Date();
    return {
      type: 'message',
      id,
      timestamp: now.toISOString(),
      localTimestamp: now.toISOString(),
      localTimezone: 'Europe/London',
      locale: 'en-GB',
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from: { id: who.id, name: who.name, aadObjectId: who.objectId },
      recipient: bot,
      ...where(conversationId),
    };
  }

  function where(id: string): Pick<Activity, 'conversation' | 'channelData'> {
    const inTenant = { id, tenantId: teams.tenantId };
    if (isChannel(id)) {
      const [channel, team] = [channelOf(id), teams.team.id];
      return {
        conversation: { ...inTenant, conversationType: 'channel', isGroup: true },
        channelData: {
          tenant,
          channel: { id: channel },
          team: { id: team },
          teamsChannelId: channel,
          teamsTeamId: team,
        },
      };
    }
    const isGroup = id === groupChat.id;
    const kind = isGroup ? { conversationType: 'groupChat', isGroup } : { conversationType: 'personal' };
    return { conversation: { ...inTenant, ...kind }, channelData: { tenant } };
  }

  const clientInfo = {
    type: 'clientInfo',
    locale: 'en-GB',
    country: 'GB',
    platform: 'Web',
    timezone: 'Europe/London',
  };

  function message(conversationId: string, text: string): Activity {
    const html = `<div>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</div>`;
    return {
      ...envelope(conversationId, teams.nextId()),
      text,
      textFormat: 'plain',
      attachments: [{ contentType: 'text/html', content: html }],
      entities: [clientInfo],
    };
  }

  function mention(conversationId: string, text: string): Activity {
    const at = `<at>${bot.name}</at>`;
    return {
      ...message(conversationId, `${at} ${text}`),
      entities: [{ type: 'mention', mentioned: bot, text: at }, clientInfo],
    };
  }

  function execute(conversationId: string, cardId: string, verb: unknown, data: Json): Activity {
    return {
      ...envelope(conversationId, `f:${randomUUID()}`),
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
      replyToId: cardId,
      entities: [clientInfo],
    };
  }

  function submit(conversationId: string, cardId: string, data: Json): Activity {
    return { ...envelope(conversationId, teams.nextId()), value: data, replyToId: cardId, entities: [clientInfo] };
  }

  function changed(conversationId: string, id: string, type: string, eventType: string): Activity {
    const { channelData } = where(conversationId);
    return { ...envelope(conversationId, id), type, channelData: Object.assign({ eventType }, channelData) };
  }

  const edited: TeamsClient['edited'] = (conversationId, id, text) => ({
    ...changed(conversationId, id, 'messageUpdate', 'editMessage'),
    text,
    textFormat: 'plain',
  });

  const deleted: TeamsClient['deleted'] = (conversationId, id) =>
    changed(conversationId, id, 'messageDelete', 'softDeleteMessage');

  function installed(): Activity[] {
    const first = { ...envelope(chatId, `f:${randomUUID()}`), type: 'installationUpdate', action: 'add' };
    const second = {
      ...envelope(chatId, `f:${randomUUID()}`),
      type: 'conversationUpdate',
      membersAdded: [{ id: bot.id }],
    };
    return [first, second];
  }

  function installedInTeam(): Activity[] {
    const { team } = teams;
    const more = { eventType: 'teamMemberAdded', team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId } };
    return installed().map((activity) => {
      const place = where(general.id);
      return {
        ...activity,
        ...place,
        channelData: { tenant, ...more, settings: { selectedChannel: { id: referrals.id } } },
      };
    });
  }

  return { chatId, message, mention, execute, submit, edited, deleted, installed, installedInTeam };
}
