import type { Card } from '../cards/parts.ts';

/**
 * Teams refused, or did not answer. `gone`: the chat or channel does not exist (any more). `refused`: Teams will never
 * take this message.
 */
export class TeamsFault extends Error {
  readonly status: number | undefined;
  readonly retryAfterMs: number;
  readonly isOurs: boolean; // the bot did not call Teams, to stay within its rate limits
  readonly isNowhere: boolean; // the bot did not call Teams, because no channel is set up
  constructor(status: number | undefined, retryAfterMs = 0, { isOurs = false, isNowhere = false } = {}) {
    super(status === undefined ? 'Teams did not answer' : `Teams answered ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.isOurs = isOurs;
    this.isNowhere = isNowhere;
  }
  get gone(): boolean {
    return this.status === 403 || this.status === 404;
  }
  get refused(): boolean {
    return this.status === 400 || this.status === 405 || this.status === 413;
  }
}

export interface Member {
  id: string; // Teams' own id, which opens a 1:1 chat
  objectId: string | undefined;
  name: string;
  tenantId: string | undefined; // the member's own organisation, in a shared channel
  isGuest: boolean;
}

/** The content of one message. `alert`: Teams notifies people of it. */
export type Sayable = { card: Card; alert?: boolean } | { text: string };

interface Channel {
  id: string;
  name: string;
  isStandard: boolean; // everybody in the team is in it
}

interface Posted {
  thread: string;
  activityId: string;
}

/** How long (ms) the bot waits for an answer of Teams. Until then it does not send the message again. */
export const callMayTakeMs = 60_000;

/** The calls to Teams. Each throws a TeamsFault if it failed, or if nobody knows whether it succeeded. */
export interface Teams {
  /** Starts a new thread in a channel. @returns the thread's conversation id and the message's id */
  post(serviceUrl: string, channelId: string, tenantId: string, card: Card, alert?: boolean): Promise<Posted>;
  send(serviceUrl: string, conversationId: string, message: Sayable): Promise<string>;
  update(serviceUrl: string, conversationId: string, activityId: string, card: Card): Promise<void>;
  member(serviceUrl: string, conversationId: string, memberId: string): Promise<Member>;
  members(serviceUrl: string, teamId: string): Promise<Member[]>;
  openChat(serviceUrl: string, tenantId: string, memberId: string): Promise<string>;
  /** The channels of a team that the bot can see. The General channel has no name, and has the team's id. */
  channels(serviceUrl: string, teamId: string): Promise<Channel[]>;
}

/**
 * The result, or undefined if Teams answers 404.
 * @param isSure false if Teams may be wrong for a moment: then the 404 is thrown like any other fault
 */
export async function unlessNotFound<T>(work: Promise<T>, isSure = true): Promise<{ value: T } | undefined> {
  try {
    return { value: await work };
  } catch (error) {
    if (isSure && error instanceof TeamsFault && error.status === 404) return undefined;
    throw error;
  }
}
