import type { Activity, Delivered } from './wire.ts';

/** A message of the bot with all its versions. */
export interface Message {
  readonly id: string;
  /** In a channel this is the thread: `<channel>;messageid=<root>`. */
  readonly conversationId: string;
  /** Oldest first. `moment` orders posts, changes and answers across the whole fake. */
  readonly versions: { readonly activity: Activity; readonly moment: number; readonly at: Date }[];
}

export interface Messages {
  /** Counts up with every use, so that there is a "later" within one millisecond. */
  moment(): number;
  /** A new message id as Teams makes them: the time in milliseconds, never the same twice. */
  nextId(): string;
  add(conversationId: string, activity: Activity, id?: string): Message;
  /** @returns false when the conversation (in a channel, any of its threads) has no such message */
  change(conversationId: string, id: string, activity: Activity): boolean;
  /** The messages in order of sending. A channel's id gives all its threads, a thread's id only that thread. */
  in(conversationId: string): Message[];
}

export const channelOf = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;

export const isThread = (conversationId: string): boolean => conversationId.includes(';messageid=');

export const newestVersion = (message: Message) =>
  message.versions[message.versions.length - 1] as Message['versions'][0];

export const firstVersion = (message: Message) => message.versions[0] as Message['versions'][0];

export function currentActivity(message: Message): Delivered {
  return { ...newestVersion(message).activity, id: message.id, conversation: { id: message.conversationId } };
}

export function createMessages(): Messages {
  const all: Message[] = [];
  let moments = 0;
  let lastId = Date.now();

  const moment = (): number => {
    moments += 1;
    return moments;
  };
  const nextId = (): string => {
    lastId = Math.max(lastId + 1, Date.now());
    return String(lastId);
  };
  const versionOf = (activity: Activity) => ({ activity, moment: moment(), at: new Date() });

  return {
    moment,
    nextId,
    add(conversationId, activity, id = nextId()) {
      const message: Message = { id, conversationId, versions: [versionOf(activity)] };
      all.push(message);
      return message;
    },
    change(conversationId, id, activity) {
      const message = all.find(
        (each) => each.id === id && channelOf(each.conversationId) === channelOf(conversationId),
      );
      message?.versions.push(versionOf(activity));
      return message !== undefined;
    },
    in: (conversationId) =>
      all.filter(
        (each) =>
          each.conversationId === conversationId ||
          (!isThread(conversationId) && channelOf(each.conversationId) === conversationId),
      ),
  };
}
