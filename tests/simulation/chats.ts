import type { Json } from '../fakes/wire.ts';
import type { Clock } from './clock.ts';

/** One version of a message. */
export interface Version {
  at: number;
  card?: Json;
  text?: string;
}

/** A message of the bot, as Teams holds it. Everybody there sees the last version. */
export interface Posted {
  id: string;
  conversation: string;
  alert: boolean;
  versions: Version[];
  deletedAt?: number;
}

/** Every message that Teams has taken, with its earlier versions. */
export interface Chats {
  /** Adds a message to a chat, or a reply to a thread. @returns undefined when the thread is gone */
  say(conversation: string, message: Omit<Version, 'at'> & { alert?: boolean }): Posted | undefined;
  /** Begins a thread. */
  begin(channel: string, message: Omit<Version, 'at'> & { alert?: boolean }): Posted;
  /** Changes a message. @returns undefined when the message is gone */
  change(conversation: string, id: string, version: Omit<Version, 'at'>): Posted | undefined;
  /** Somebody deletes a message. */
  remove(posted: Posted): void;
  /** A message by its id, also if somebody deleted it. */
  called(id: string): Posted | undefined;
  /** The messages in a conversation, or in a channel with all its threads, without deleted ones. */
  in(place: string): Posted[];
}

export function chatsOf(clock: Pick<Clock, 'ms'>, heard: (posted: Posted) => void): Chats {
  const byId = new Map<string, Posted>();
  const places = new Map<string, Posted[]>();
  let count = 0;

  function keep(
    place: string,
    conversationOf: (id: string) => string,
    message: Omit<Version, 'at'> & { alert?: boolean },
  ) {
    count += 1;
    const id = String(count);
    const { alert = false, ...version } = message;
    const posted: Posted = { id, conversation: conversationOf(id), alert, versions: [{ at: clock.ms(), ...version }] };
    byId.set(id, posted);
    const there = places.get(place);
    if (there) there.push(posted);
    else places.set(place, [posted]);
    heard(posted);
    return posted;
  }

  const chats: Chats = {
    say(conversation, message) {
      const [channel = '', root] = conversation.split(';messageid=');
      const first = root === undefined ? undefined : byId.get(root);
      if (root !== undefined && (!first || first.deletedAt !== undefined)) return undefined;
      return keep(channel, () => conversation, message);
    },
    begin: (channel, message) => keep(channel, (id) => `${channel};messageid=${id}`, message),
    change(conversation, id, version) {
      const posted = byId.get(id);
      if (!posted || posted.deletedAt !== undefined || posted.conversation !== conversation) return undefined;
      posted.versions.push({ at: clock.ms(), ...version });
      heard(posted);
      return posted;
    },
    remove(posted) {
      posted.deletedAt = clock.ms();
    },
    called: (id) => byId.get(id),
    in: (place) => (places.get(place) ?? []).filter(({ deletedAt }) => deletedAt === undefined),
  };
  return chats;
}

export const currentVersion = ({ versions }: Posted): Version => versions.at(-1) ?? { at: 0 };
