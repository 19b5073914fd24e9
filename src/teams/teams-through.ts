import { type Activity, type CloudAdapter, type ConversationReference, TeamsInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Machine } from '../base/machine.ts';
import { type Callable, mayBeCalled } from '../connector/service-url.ts';
import { type Member, type Sayable, type Teams, TeamsFault } from '../connector/teams.ts';

const timeLimitMs = 10_000;

/** @param config whose `appId` is empty in local mode, and where the bot may call: no case goes to any other address */
export function teamsThrough(
  adapter: CloudAdapter,
  config: Callable & { appId: string },
  { after }: Pick<Machine, 'after'>,
): Teams {
  type Client = ReturnType<typeof connectorOf>;
  const connectorOf = (context: TurnContext) =>
    context.turnState.get(adapter.ConnectorClientKey) as unknown as Connector;

  async function call<T>(
    serviceUrl: string,
    conversationId: string,
    work: (client: Client, context: TurnContext) => Promise<T>,
  ): Promise<T> {
    if (!mayBeCalled(serviceUrl, config)) throw new TeamsFault(undefined);
    const reference = { serviceUrl, channelId: 'msteams', conversation: { id: conversationId } };
    let result: { value: T } | undefined;
    let inTime = () => {};
    const limit = new Promise<never>((_, reject) => {
      inTime = after(timeLimitMs, () => reject(new TeamsFault(undefined)));
    });
    try {
      const turn = adapter.continueConversationAsync(
        config.appId,
        reference as ConversationReference,
        async (context) => {
          result = { value: await work(connectorOf(context), context) };
        },
      );
      await Promise.race([turn, limit]);
    } catch (error) {
      throw faultFrom(error);
    } finally {
      inTime();
    }
    if (!result) throw new TeamsFault(undefined);
    return result.value;
  }

  return {
    async post(serviceUrl, channelId, tenantId, card) {
      const made = await call(serviceUrl, channelId, (client) =>
        client.conversations.createConversation({
          isGroup: true,
          tenantId,
          channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
          activity: activityOf({ card }),
        }),
      );
      const { id, activityId } = Made.parse(made);
      return { thread: id, activityId: activityId ?? id.split(';messageid=')[1] ?? '' };
    },
    async send(serviceUrl, conversationId, message) {
      const sent = await call(serviceUrl, conversationId, (client) =>
        client.conversations.sendToConversation(conversationId, activityOf(message)),
      );
      return z.object({ id: z.string().default('') }).parse(sent).id;
    },
    async update(serviceUrl, conversationId, activityId, card) {
      await call(serviceUrl, conversationId, (client) =>
        client.conversations.updateActivity(conversationId, activityId, { ...activityOf({ card }), id: activityId }),
      );
    },
    async member(serviceUrl, conversationId, memberId) {
      return memberOf(
        await call(serviceUrl, conversationId, (client) =>
          client.conversations.getConversationMember(conversationId, memberId),
        ),
      );
    },
    async members(serviceUrl, teamId) {
      const found: Member[] = [];
      let continuationToken: string | undefined;
      do {
        const page = await call(serviceUrl, teamId, (client) =>
          client.conversations.getConversationPagedMembers(teamId, continuationToken ? { continuationToken } : {}),
        );
        const { members, continuationToken: next } = Page.parse(page);
        found.push(...members.map(memberOf));
        continuationToken = next;
      } while (continuationToken);
      return found;
    },
    async channels(serviceUrl, teamId) {
      const found = await call(serviceUrl, teamId, (_, context) => TeamsInfo.getTeamChannels(context, teamId));
      return found.flatMap(({ id, name }) => (id ? [{ id, name: name || 'General' }] : []));
    },
    async openChat(serviceUrl, tenantId, memberId) {
      const made = await call(serviceUrl, memberId, (client) =>
        client.conversations.createConversation({
          isGroup: false,
          tenantId,
          members: [{ id: memberId }],
          channelData: { tenant: { id: tenantId } },
        }),
      );
      return Made.parse(made).id;
    },
  };
}

/** The part of the SDK's connector client that is used here. */
interface Connector {
  conversations: {
    createConversation(parameters: object): Promise<unknown>;
    sendToConversation(conversationId: string, activity: Partial<Activity>): Promise<unknown>;
    updateActivity(conversationId: string, activityId: string, activity: Partial<Activity>): Promise<unknown>;
    getConversationMember(conversationId: string, memberId: string): Promise<unknown>;
    getConversationPagedMembers(conversationId: string, options: object): Promise<unknown>;
  };
}

const Made = z.object({ id: z.string().min(1), activityId: z.string().optional() });

const Page = z.object({ members: z.array(z.unknown()), continuationToken: z.string().optional() });

const RawMember = z.object({
  id: z.string(),
  name: z.string().default(''),
  aadObjectId: z.string().optional(),
  objectId: z.string().optional(),
  tenantId: z.string().optional(),
  userRole: z.string().optional(),
});

function memberOf(raw: unknown): Member {
  const { id, name, aadObjectId, objectId, tenantId, userRole } = RawMember.parse(raw);
  const isGuest = userRole === 'guest' || userRole === 'anonymous';
  return { id, name, objectId: aadObjectId ?? objectId, tenantId, isGuest };
}

/** A card goes alone in its activity; its summary is what a lock screen shows. */
export function activityOf(message: Sayable): Partial<Activity> {
  if ('text' in message) return { type: 'message', text: message.text, textFormat: 'plain', summary: 'MASH Referrals' };
  if ('file' in message) return { type: 'message', summary: 'MASH Referrals', attachments: [message.file] };
  return {
    type: 'message',
    summary: String(message.card.fallbackText),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
  };
}

function faultFrom(error: unknown): TeamsFault {
  if (error instanceof TeamsFault) return error;
  const { statusCode, response } = Failure.catch({}).parse(error);
  const seconds = Number(response?.headers?.get?.('retry-after'));
  return new TeamsFault(statusCode, Number.isFinite(seconds) ? seconds * 1000 : 0);
}

const Failure = z.object({
  statusCode: z.number().optional(),
  response: z.object({ headers: z.custom<{ get?(name: string): unknown }>().optional() }).optional(),
});
