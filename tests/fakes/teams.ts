import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, createConnector } from './connector.ts';
import { type ConnectorRequest, createFaults, type Faults } from './faults.ts';
import { createMessages, currentActivity, type Message } from './messages.ts';
import { groupChat, mashMembers, mashTeam, type Profile, profiles, type Team, tenantId } from './people.ts';
import type { Delivered } from './wire.ts';

export interface Teams {
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly team: Team;
  /** The members of the team. A test adds and deletes people here. */
  readonly members: Set<Profile>;
  readonly faults: Faults;
  /** Every request that arrived, in order. */
  readonly history: ConnectorRequest[];
  /**
   * The current versions of the bot's messages in a conversation, in order of sending. A channel's id gives all its
   * threads.
   */
  delivered(conversationId: string): Delivered[];
  /** The same with every earlier version. */
  messages(conversationId: string): Message[];
  /** The 1:1 conversation of the bot with this person. */
  chatWith(person: Profile): string;
  /** Somebody starts a thread in a channel. @returns the thread's conversation id */
  opensThread(channelId: string): string;
  /** Who is in a conversation; undefined if there is none. */
  rosterOf(conversationId: string): Profile[] | undefined;
  /** A number later than everything before. */
  moment(): number;
  /** How much has happened in Teams: requests that came, and answers to them. */
  happened(): number;
  nextId(): string;
  /** Makes Teams unreachable, without losing what it knows. */
  stop(): Promise<void>;
  /** Brings Teams back at the same address. */
  start(): Promise<void>;
}

const basePath = '/_connector';

/**
 * A small working Microsoft Teams, as a bot knows it: the Bot Framework connector on 127.0.0.1.
 * @param port 0 takes any free one. `start` comes back to the same port
 */
export async function startTeams({ port = 0 } = {}): Promise<Teams> {
  const messages = createMessages();
  const members = new Set<Profile>(mashMembers);
  const people = Object.values<Profile>(profiles);
  const directory = { tenantId, people, team: mashTeam, members, groupChatId: groupChat.id };
  const connector = createConnector(directory, messages);
  const hanging = new Set<Socket>();
  const faults = createFaults(() => {
    for (const socket of hanging) socket.resetAndDestroy();
    hanging.clear();
  });
  const history: ConnectorRequest[] = [];
  let answered = 0;
  let server: Server | undefined;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const inside = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length + 1) : 'outside';
    const segments = inside.split('/').map(decodeURIComponent);
    const body = parsed(await textIn(incoming));
    const request: ConnectorRequest = {
      method: incoming.method ?? 'GET',
      path: `/${segments.join('/')}`,
      body,
      authorization: incoming.headers.authorization,
      at: new Date(),
      over: new Promise((done) => void outgoing.once('close', done)),
    };
    history.push(request);
    const trouble = faults.strike(request);
    if (trouble === 'hang') return void hanging.add(incoming.socket);
    if (trouble === 'reset') return void incoming.socket.resetAndDestroy();
    if (typeof trouble === 'object' && 'status' in trouble) {
      const message = trouble.says ?? `The fake was told to answer ${trouble.status}.`;
      const failed = { error: { code: 'Fault', message } };
      return send(outgoing, request, { status: trouble.status, body: failed }, trouble.headers);
    }
    if (typeof trouble === 'object') await wait(trouble.delayMs);
    if (incoming.socket.destroyed) return; // Teams was stopped or the bot gave up before anything was done
    const answer = connector.answer(request.method, segments, url.searchParams, body);
    answered += 1;
    if (trouble === 'reset-after-commit') return void incoming.socket.resetAndDestroy();
    send(outgoing, request, answer);
  }

  async function start(): Promise<void> {
    if (server !== undefined) return;
    const starting = createServer((incoming, outgoing) => {
      serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
    });
    starting.keepAliveTimeout = 0; // in one process, a connection that it closes may be written to before anybody knows
    await new Promise<void>((resolve, reject) => {
      starting.once('error', reject);
      starting.listen(port, '127.0.0.1', resolve);
    });
    server = starting;
    port = (starting.address() as AddressInfo).port;
  }

  async function stop(): Promise<void> {
    const stopping = server;
    server = undefined;
    if (stopping === undefined) return;
    await new Promise<void>((resolve) => {
      stopping.close(() => resolve());
      stopping.closeAllConnections();
    });
  }

  await start();
  return {
    serviceUrl: `http://127.0.0.1:${port}${basePath}`,
    tenantId,
    team: mashTeam,
    members,
    faults,
    history,
    delivered: (conversationId) => messages.in(conversationId).map(currentActivity),
    messages: messages.in,
    chatWith: connector.chatWith,
    opensThread: connector.opensThread,
    rosterOf: connector.rosterOf,
    moment: messages.moment,
    happened: () => history.length + answered,
    nextId: messages.nextId,
    stop,
    start,
  };
}

function send(outgoing: ServerResponse, request: ConnectorRequest, answer: Answer, headers = {}): void {
  request.status = answer.status;
  outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...headers });
  outgoing.end(JSON.stringify(answer.body ?? {}));
}

async function textIn(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text; // returned unchanged for the history; the connector refuses it because it is no activity
  }
}
