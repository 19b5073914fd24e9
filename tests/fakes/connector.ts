import { channelOf, type Messages } from './messages.ts';
import type { Profile, Team } from './people.ts';
import { type Activity, isJson, type Json, listOf, textOf } from './wire.ts';

/** The rules of the Bot Framework connector for Teams: what each request does and its answer, without HTTP. */

export interface Answer {
  status: number;
  body?: unknown;
}

export interface Directory {
  readonly tenantId: string;
  readonly people: readonly Profile[];
  readonly team: Team;
  readonly members: Set<Profile>;
  readonly groupChatId: string;
}

export interface Connector {
  /** @param segments path without the base, split and decoded: `['v3', 'conversations', id, …]` */
  answer(method: string, segments: string[], query: URLSearchParams, body: unknown): Answer;
  /** The 1:1 conversation of the bot with this person, made on first use. */
  chatWith(person: Profile): string;
  /** Somebody starts a thread in a channel. @returns the thread's conversation id */
  opensThread(channelId: string): string;
  /** Who is in a conversation; undefined if there is none. */
  rosterOf(conversationId: string): Profile[] | undefined;
}

/** How many members Teams lists at once. A bot that does not ask for the next page misses all the others. */
const pageSize = 1;

/** Teams refuses a larger message. */
const largestMessage = 80 * 1024;

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});
const unknownConversation = refusal(404, 'ConversationNotFound', 'Conversation not found.');
const unknownActivity = refusal(404, 'ActivityNotFound', 'Activity not found.');
const isTooBig = (activity: Activity): boolean => Buffer.byteLength(JSON.stringify(activity)) > largestMessage;
const isActivity = (value: unknown): value is Activity => isJson(value) && typeof value.type === 'string';

export function createConnector(directory: Directory, messages: Messages): Connector {
  const chats = new Map<string, Profile | 'nobody'>();
  const threads = new Set<string>();

  const personCalled = (id: string | undefined): Profile | undefined =>
    directory.people.find((each) => each.id === id || each.objectId === id);
  const isChannel = (id: string): boolean => directory.team.channels.some((each) => each.id === id);

  function chatWith(person: Profile): string {
    const id = `a:1${person.objectId}`;
    chats.set(id, person);
    return id;
  }

  function chatWithNobody(id: string): string {
    chats.set(`a:1nobody-${id}`, 'nobody');
    return `a:1nobody-${id}`;
  }

  function opensThread(channelId: string): string {
    const thread = `${channelId};messageid=${messages.nextId()}`;
    threads.add(thread);
    return thread;
  }

  function exists(conversationId: string): boolean {
    return (
      chats.has(conversationId) ||
      conversationId === directory.groupChatId ||
      isChannel(conversationId) ||
      threads.has(conversationId)
    );
  }

  function post(conversationId: string, body: unknown, replyToId?: string): Answer {
    if (!isActivity(body)) return refusal(400, 'BadSyntax', 'An activity needs a type.');
    if (!exists(conversationId)) return unknownConversation;
    if (isTooBig(body)) return refusal(413, 'MessageSizeTooBig', 'Message size too large.');
    // Typing leaves no message, and a message to nobody is accepted all the same.
    if (body.type === 'typing' || chats.get(conversationId) === 'nobody') {
      return { status: 201, body: { id: messages.nextId() } };
    }
    const activity = replyToId === undefined ? body : { ...body, replyToId };
    if (!isChannel(conversationId)) return { status: 201, body: { id: messages.add(conversationId, activity).id } };
    const thread = opensThread(conversationId);
    return { status: 201, body: { id: messages.add(thread, activity, rootOf(thread)).id } };
  }

  function createConversation(body: unknown): Answer {
    if (!isJson(body)) return refusal(400, 'BadSyntax', 'A conversation needs parameters.');
    const channelData = isJson(body.channelData) ? body.channelData : {};
    const channelId = isJson(channelData.channel) ? textOf(channelData.channel.id) : undefined;
    if (channelId !== undefined) return createThread(channelId, body);
    const member = listOf(body.members)[0];
    const memberId = isJson(member) ? textOf(member.id) : undefined;
    if (memberId === undefined || body.isGroup === true) return refusal(400, 'BadArgument', 'Exactly one member.');
    const tenant = textOf(body.tenantId) ?? (isJson(channelData.tenant) ? textOf(channelData.tenant.id) : undefined);
    if (tenant !== directory.tenantId) return refusal(400, 'BadArgument', 'Unknown or missing tenant.');
    const person = personCalled(memberId);
    const id = person === undefined ? chatWithNobody(memberId) : chatWith(person);
    if (body.activity === undefined) return { status: 201, body: { id } };
    const posted = post(id, body.activity);
    return posted.status === 201 ? { status: 201, body: { id, activityId: idIn(posted) } } : posted;
  }

  function createThread(channelId: string, body: Json): Answer {
    if (!isChannel(channelId)) return unknownConversation;
    if (!isActivity(body.activity)) return refusal(400, 'BadArgument', 'A thread begins with an activity.');
    const posted = post(channelId, body.activity);
    if (posted.status !== 201) return posted;
    const activityId = idIn(posted);
    return { status: 201, body: { id: `${channelId};messageid=${activityId}`, activityId } };
  }

  function update(conversationId: string, activityId: string, body: unknown): Answer {
    if (!isActivity(body)) return refusal(400, 'BadSyntax', 'An activity needs a type.');
    if (!exists(conversationId)) return unknownConversation;
    if (isTooBig(body)) return refusal(413, 'MessageSizeTooBig', 'Message size too large.');
    if (chats.get(conversationId) === 'nobody') return { status: 200, body: { id: activityId } };
    return messages.change(conversationId, activityId, body)
      ? { status: 200, body: { id: activityId } }
      : unknownActivity;
  }

  function rosterOf(conversationId: string): Profile[] | undefined {
    if (!exists(conversationId)) return undefined;
    const other = chats.get(conversationId);
    if (other === 'nobody') return [];
    if (other !== undefined) return [other];
    const privateMembers = directory.team.channels.find((each) => each.id === channelOf(conversationId))?.members;
    const guests = [...directory.members].filter(({ role }) => role === 'guest');
    if (privateMembers !== undefined) return [...privateMembers, ...guests];
    return conversationId === directory.groupChatId ? [...directory.people] : [...directory.members];
  }

  function members(conversationId: string, which: string | undefined): Answer {
    const roster = rosterOf(conversationId);
    if (roster === undefined) return unknownConversation;
    if (which === undefined) return { status: 200, body: roster.map((each) => listed(each, directory.tenantId)) };
    const member = roster.find((each) => each.id === which || each.objectId === which);
    return member === undefined
      ? refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.')
      : { status: 200, body: listed(member, directory.tenantId) };
  }

  function pagedMembers(conversationId: string, query: URLSearchParams): Answer {
    const roster = rosterOf(conversationId);
    if (roster === undefined) return unknownConversation;
    const from = Number(query.get('continuationToken') ?? 0);
    const end = from + pageSize;
    const members = roster.slice(from, end).map((each) => listed(each, directory.tenantId));
    return { status: 200, body: { members, ...(end < roster.length && { continuationToken: String(end) }) } };
  }

  function teamAnswer(teamId: string, what: string | undefined): Answer {
    const { team } = directory;
    if (teamId !== team.id) return refusal(404, 'NotFound', 'Team not found.');
    if (what === 'conversations')
      return {
        status: 200,
        body: {
          conversations: team.channels.map(({ id, name, members }) => ({
            id,
            name,
            type: members ? 'private' : 'standard',
          })),
        },
      };
    return { status: 200, body: { id: team.id, name: team.name, aadGroupId: team.aadGroupId } };
  }

  function answer(method: string, segments: string[], query: URLSearchParams, body: unknown): Answer {
    const [version, kind, id, what, which] = segments;
    if (version === 'v3' && kind === 'teams' && id !== undefined && method === 'GET') return teamAnswer(id, what);
    if (version !== 'v3' || kind !== 'conversations') return refusal(404, 'NotFound', 'No such endpoint.');
    if (id === undefined && method === 'POST') return createConversation(body);
    if (id === undefined) return refusal(405, 'NotAllowed', 'Not allowed.');
    if (what === 'activities' && method === 'POST') return post(id, body, which);
    if (what === 'activities' && method === 'PUT' && which !== undefined) return update(id, which, body);
    if (what === 'members' && method === 'GET') return members(id, which);
    if (what === 'pagedmembers' && method === 'GET') return pagedMembers(id, query);
    return refusal(501, 'NotImplemented', 'The fake does not do this.');
  }

  return { answer, chatWith, opensThread, rosterOf };
}

const rootOf = (thread: string): string => thread.slice(channelOf(thread).length + ';messageid='.length);

const idIn = (answer: Answer): string => (isJson(answer.body) ? (textOf(answer.body.id) ?? '') : '');

function listed(person: Profile, tenantId: string): Json {
  const [givenName, surname] = person.name.split(' ');
  return {
    id: person.id,
    name: person.name,
    givenName,
    surname,
    [person.listedAs]: person.objectId,
    tenantId: person.tenantId ?? tenantId,
    userRole: person.role,
  };
}
