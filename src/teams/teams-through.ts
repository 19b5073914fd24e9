import { type Activity, type CloudAdapter, type ConversationReference, TeamsInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Machine } from '../base/machine.ts';
import {
  type CallableHosts,
  callMayTakeMs,
  isCallable,
  type Member,
  type Sayable,
  type Teams,
  TeamsFault,
} from '../connector/teams.ts';

const retries = { name: 'defaultRetryPolicy' };

type Work<T> = (
  client: Connector['conversations'],
  how: { abortSignal: AbortSignal },
  context: TurnContext,
) => Promise<T>;

/** Calls Teams once, within the time that a call may take. @throws TeamsFault for whatever goes wrong */
function callingTeams(
  adapter: CloudAdapter,
  config: CallableHosts & { appId: string },
  { after }: Pick<Machine, 'after'>,
) {
  return async <T>(serviceUrl: string, conversationId: string, work: Work<T>) => {
    if (!isCallable(serviceUrl, config)) throw new TeamsFault(undefined);
    const conversation = { id: conversationId } as ConversationReference['conversation'];
    const reference = { serviceUrl, channelId: 'msteams', conversation };
    let result: { value: T } | undefined;
    const aborter = new AbortController();
    const { promise: limit, reject } = Promise.withResolvers<never>();
    const stopTimer = after(callMayTakeMs, () => {
      reject(new TeamsFault(undefined));
      aborter.abort(); // so that a retry never runs beside the first call
    });
    try {
      const turn = adapter.continueConversationAsync(config.appId, reference, async (context) => {
        const { client, conversations } = context.turnState.get(adapter.ConnectorClientKey) as unknown as Connector;
        // the worker retries and records what it did; a retry by the SDK could post twice
        client.pipeline.removePolicy(retries);
        result = { value: await work(conversations, { abortSignal: aborter.signal }, context) };
      });
      await Promise.race([turn, limit]);
    } catch (error) {
      throw faultFrom(error);
    } finally {
      stopTimer();
    }
    if (!result) throw new TeamsFault(undefined);
    return result.value;
  };
}

/**
 * @param config the app id (empty in local mode) and the addresses that the bot may call; no case is sent anywhere else
 */
export function teamsThrough(
  adapter: CloudAdapter,
  config: CallableHosts & { appId: string },
  machine: Pick<Machine, 'after'>,
): Teams {
  const call = callingTeams(adapter, config, machine);
  return {
    async post(serviceUrl, channelId, tenantId, card, alert = false) {
      const thread = {
        isGroup: true,
        tenantId,
        channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
        activity: activityOf({ card, alert }),
      };
      const made = await call(serviceUrl, channelId, (client, how) => client.createConversation(thread, how));
      const { id, activityId } = Made.parse(made);
      const [channel, root = ''] = id.split(';messageid=');
      const first = activityId ?? root;
      // whatever its id says, the thread stands where it was begun: a case that seems to stand elsewhere is posted once more
      return { thread: channel === channelId ? id : `${channelId};messageid=${first}`, activityId: first };
    },
    async send(serviceUrl, conversationId, message) {
      const sent = await call(serviceUrl, conversationId, (client, how) =>
        client.sendToConversation(conversationId, activityOf(message), how),
      );
      return Sent.parse(sent).id ?? '';
    },
    async update(serviceUrl, conversationId, id, card) {
      const activity = { ...activityOf({ card }), id };
      await call(serviceUrl, conversationId, (client, how) => client.updateActivity(conversationId, id, activity, how));
    },
    async member(serviceUrl, conversationId, memberId) {
      const response = await call(serviceUrl, conversationId, (client, how) =>
        client.getConversationMember(conversationId, memberId, how),
      );
      const [member] = membersIn(response);
      if (!member) throw new TeamsFault(undefined);
      return member;
    },
    async members(serviceUrl, teamId) {
      const all: Member[] = [];
      let continuationToken: string | undefined;
      do {
        const page = await call(serviceUrl, teamId, (client, how) =>
          client.getConversationPagedMembers(teamId, { ...how, ...(continuationToken && { continuationToken }) }),
        );
        const { members, continuationToken: next } = Page.parse(page);
        all.push(...members.flatMap(membersIn));
        continuationToken = next;
      } while (continuationToken);
      return all;
    },
    async channels(serviceUrl, teamId) {
      const channels = await call(serviceUrl, teamId, (_client, _how, context) =>
        TeamsInfo.getTeamChannels(context, teamId),
      );
      return channels.flatMap(({ id, name, type }) =>
        id ? [{ id, name: name || 'General', isStandard: type === 'standard' || id === teamId }] : [],
      );
    },
    async openChat(serviceUrl, tenantId, memberId) {
      const chat = { isGroup: false, tenantId, members: [{ id: memberId }], channelData: { tenant: { id: tenantId } } };
      const made = await call(serviceUrl, memberId, (client, how) => client.createConversation(chat, how));
      return Made.parse(made).id;
    },
  };
}

/** The part of the SDK's connector client that is used here. */
interface Connector {
  client: { pipeline: { removePolicy(policy: { name: string }): unknown } };
  conversations: {
    createConversation(parameters: object, how: object): Promise<unknown>;
    sendToConversation(conversationId: string, activity: Partial<Activity>, how: object): Promise<unknown>;
    updateActivity(conversationId: string, id: string, activity: Partial<Activity>, how: object): Promise<unknown>;
    getConversationMember(conversationId: string, memberId: string, how: object): Promise<unknown>;
    getConversationPagedMembers(conversationId: string, how: object): Promise<unknown>;
  };
}

/** Null counts as absent. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const Sent = z.object({ id: text });
const Made = z.object({ id: z.string().min(1), activityId: text });
const Page = z.object({ members: z.array(z.unknown()), continuationToken: text });
const RawMember = z.object({
  id: z.string(),
  name: text.catch(undefined),
  // these decide who may do what, so a malformed one admits nobody
  aadObjectId: text,
  objectId: text,
  tenantId: text,
  userRole: text,
});

/** @returns an empty list for a malformed member, so that the others still appear */
function membersIn(raw: unknown): Member[] {
  const { success, data } = RawMember.safeParse(raw);
  if (!success) return [];
  const { id, name = '', aadObjectId, objectId, tenantId, userRole } = data;
  const isGuest = userRole === 'guest' || userRole === 'anonymous';
  return [{ id, name, objectId: aadObjectId ?? objectId, tenantId, isGuest }];
}

/** The activity for a message. A card is sent alone in its activity, and a lock screen shows the summary. */
export function activityOf(message: Sayable): Partial<Activity> {
  const common = { type: 'message', summary: 'MASH Referrals' };
  if ('text' in message) return { ...common, text: message.text, textFormat: 'plain' };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: message.card };
  const channelData = message.alert ? { channelData: { notification: { alert: true } } } : {};
  return { ...common, ...channelData, summary: String(message.card.fallbackText), attachments: [attachment] };
}

function faultFrom(error: unknown) {
  if (error instanceof TeamsFault) return error;
  const { statusCode, response } = Failure.catch({}).parse(error);
  const seconds = Number(response?.headers?.get?.('retry-after'));
  return new TeamsFault(statusCode, Number.isFinite(seconds) ? seconds * 1000 : 0);
}

const Failure = z.object({
  statusCode: z.number().optional(),
  response: z.object({ headers: z.custom<{ get?(name: string): unknown }>().optional() }).optional(),
});
