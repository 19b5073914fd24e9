import type { Card } from '../cards/parts.ts';

/** Teams refused, or did not answer. `gone`: nobody is there (any more). `refused`: this message will never be taken. */
export class TeamsFault extends Error {
  readonly status: number | undefined;
  readonly retryAfterMs: number;
  readonly isOurs: boolean; // Teams was not asked: we keep to its limits
  readonly isNowhere: boolean; // Teams was not asked: no channel is set up
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
  id: string; // Teams' own id, by which a 1:1 chat is opened
  objectId: string | undefined;
  name: string;
  tenantId: string | undefined; // their own organisation, in a channel that is shared
  isGuest: boolean;
}

/** An attachment of Teams' own kind: a file that may be saved, or that was. */
export interface FileCard {
  contentType: string;
  name: string;
  contentUrl?: string;
  content: object;
}

/** What one message can hold. `alert`: Teams makes itself heard of it. */
export type Sayable = { card: Card; alert?: boolean } | { text: string } | { file: FileCard };

interface Channel {
  id: string;
  name: string;
  isStandard: boolean; // everybody of the team is in it
}

interface Posted {
  thread: string;
  activityId: string;
}

/** Teams may answer late: an answer within this (ms) counts, and nothing is said twice meanwhile. */
export const callMayTakeMs = 60_000;

/** What the bot asks of Teams. Each call throws a TeamsFault when it was not done, or not known to be done. */
export interface Teams {
  /** A new thread in a channel. @returns the thread's conversation id and the message's id */
  post(serviceUrl: string, channelId: string, tenantId: string, card: Card, alert?: boolean): Promise<Posted>;
  send(serviceUrl: string, conversationId: string, message: Sayable): Promise<string>;
  update(serviceUrl: string, conversationId: string, activityId: string, card: Card): Promise<void>;
  member(serviceUrl: string, conversationId: string, memberId: string): Promise<Member>;
  members(serviceUrl: string, teamId: string): Promise<Member[]>;
  openChat(serviceUrl: string, tenantId: string, memberId: string): Promise<string>;
  /** The channels of a team that the bot can see. General has no name in Teams, and the team's id. */
  channels(serviceUrl: string, teamId: string): Promise<Channel[]>;
}

/**
 * The result, or undefined where Teams says that there is no such thing.
 * @param isSure false: Teams may be wrong about it for a moment, and the 404 is thrown like any other fault
 */
export async function ifThere<T>(work: Promise<T>, isSure = true): Promise<{ value: T } | undefined> {
  try {
    return { value: await work };
  } catch (error) {
    if (isSure && error instanceof TeamsFault && error.status === 404) return undefined;
    throw error;
  }
}
