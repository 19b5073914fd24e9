import type { Json } from '../fakes/wire.ts';
import type { Clock } from './clock.ts';

/** One state of a message. */
export interface Version {
  at: number;
  card?: Json;
  text?: string;
}

/** A message of the bot, as Teams has it. The last version is what everybody sees who is there. */
export interface Posted {
  id: string;
  conversation: string;
  alert: boolean;
  versions: Version[];
  deletedAt?: number;
}

/** What Teams has taken: all conversations, and each message with what it said before. */
export interface Chats {
  /** A message in a chat, or a reply in a thread. @returns undefined where there is no such thread any more */
  say(conversation: string, message: Omit<Version, 'at'> & { alert?: boolean }): Posted | undefined;
  /** A new thread. */
  begin(channel: string, message: Omit<Version, 'at'> & { alert?: boolean }): Posted;
  /** @returns undefined where it is gone */
  change(conversation: string, id: string, version: Omit<Version, 'at'>): Posted | undefined;
  /** Somebody deletes it. */
  remove(posted: Posted): void;
  /** All that is there, in a conversation or a channel with all its threads. */
  in(place: string): Posted[];
  all(): Posted[];
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
    in: (place) => (places.get(place) ?? []).filter(({ deletedAt }) => deletedAt === undefined),
    all: () => [...byId.values()],
  };
  return chats;
}

export const shownNow = ({ versions }: Posted): Version => versions.at(-1) ?? { at: 0 };
