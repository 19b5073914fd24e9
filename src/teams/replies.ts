import type { Logger } from 'pino';
import type { ConversationPlace, Reply, ReplyMessage } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import { type Teams, TeamsFault } from '../connector/teams.ts';

/**
 * Sends replies, in order within each conversation. If Teams does not take one at once, it stays in memory and is
 * retried. It is then updated to the state of the case at that time.
 */
export interface Replies {
  /** @returns when everything has been sent, or after `waitMs` */
  send(place: Where, reply: Reply, how: Sending): Promise<void>;
  /** Waits at most this long for the replies that are still on their way. */
  settled(ms: number): Promise<void>;
}

type Where = Pick<ConversationPlace, 'kind' | 'serviceUrl' | 'conversationId'>;
type AboutCase = NonNullable<ReplyMessage['keeps']>;

interface Sending {
  waitMs: number;
  log: Logger; // the log of the turn
  /** The current reply about a case, in place of a late one; empty if there is nothing left to show. */
  currentReply(about: AboutCase): Promise<Reply>;
  /** Stores, in the case, the id of the message that shows its draft or receipt. */
  keep(about: AboutCase, activityId: string): Promise<void>;
}

interface Entry extends Sending {
  place: Where;
  whole: Reply;
  messages: Reply; // those not sent yet
  sent: Set<string>; // those sent, as JSON
  begun: number; // in the machine's ticks
  after: Promise<unknown>;
  isOver: PromiseWithResolvers<void>;
  wake?: () => void; // ends a pause of our own choice
  isNeedless?: boolean; // the chat already shows these emergency numbers, or newer ones
}

const lateAfterMs = 2_000;
const staleAfterMs = 60_000; // after this, a reply that is not about one case may be untrue
const goneAfterMs = 600_000; // given up after this if Teams says that the conversation is gone
const forgottenAfterMs = 24 * 3_600_000;

type Deps = Pick<Machine, 'after' | 'pause' | 'ticks'> & { teams: Teams; log: Logger };

export function repliesThrough(deps: Deps): Replies {
  const { after, ticks, log } = deps;
  const sendInOrder = repliesInOrder(deps);
  const sendAtOnce = repliesAtOnce(deps);
  const waiting = new Set<Entry>();

  function within(ms: number, work: Promise<unknown>) {
    const passed = Promise.withResolvers<void>();
    const stop = after(Math.max(0, ms), passed.resolve);
    return Promise.race([work, passed.promise]).finally(stop);
  }

  return {
    async send(place, reply, how) {
      const entry = (messages: Reply, first: Promise<unknown>) => {
        const made: Entry = {
          ...how,
          place,
          messages,
          whole: messages,
          sent: new Set(),
          begun: ticks(),
          after: first,
          isOver: Promise.withResolvers(),
        };
        waiting.add(made);
        void made.isOver.promise.then(() => waiting.delete(made));
        return made;
      };
      const urgent = reply.filter(({ isOfDanger }) => isOfDanger);
      const rest = reply.filter(({ isOfDanger }) => !isOfDanger);
      const key = `${place.serviceUrl} ${place.conversationId}`;
      // The emergency numbers wait for nothing; the rest of the reply waits a moment for them.
      const first = urgent.length > 0 ? sendAtOnce(key, entry(urgent, Promise.resolve())) : Promise.resolve();
      const second = rest.length > 0 ? sendInOrder(key, entry(rest, within(lateAfterMs, first))) : first;
      await within(how.waitMs, Promise.all([first, second]));
    },
    async settled(ms) {
      await within(ms, Promise.all([...waiting].map(({ isOver }) => isOver.promise)));
      if (waiting.size > 0) log.warn({ event: 'reply.lost', count: waiting.size });
    },
  };
}

/** @param key the conversation @returns when the reply is sent or given up */
type Send = (key: string, entry: Entry) => Promise<void>;

/** Replies of one conversation go out one after the other. */
function repliesInOrder(deps: Deps): Send {
  const lines = new Map<string, Entry[]>();

  async function workOff(key: string, line: Entry[]) {
    for (let entry = line[0]; entry; entry = line[0]) {
      await entry.after;
      await deliver(entry, () => line.slice(1), deps);
      line.shift();
      entry.isOver.resolve();
    }
    lines.delete(key);
  }

  return (key, entry) => {
    const line = lines.get(key) ?? [];
    line.push(entry);
    if (line.length === 1) {
      lines.set(key, line);
      void workOff(key, line);
    } else line[0]?.wake?.(); // a new reply triggers a retry of the one before at once
    return entry.isOver.promise;
  };
}

/**
 * Emergency numbers go out outside the queue, so that they wait for no reply that hangs. Once they are in the chat,
 * older ones are dropped.
 */
function repliesAtOnce(deps: Deps): Send {
  const byConversation = new Map<string, Entry[]>();
  return async (key, entry) => {
    const all = byConversation.get(key) ?? [];
    byConversation.set(key, all);
    all.push(entry);
    const isTaken = await deliver(entry, () => [], deps);
    const place = all.indexOf(entry);
    for (const [at, each] of all.entries())
      if (isTaken && (at < place || saysTheSame(each, entry))) each.isNeedless = true;
    all.splice(place, 1);
    if (all.length === 0) byConversation.delete(key);
    entry.isOver.resolve();
  };
}

/**
 * Retries until Teams has taken the reply, until a newer reply makes it needless, or until nobody waits for it any
 * more.
 * @returns whether the whole reply is in the chat
 */
async function deliver(entry: Entry, newer: () => Entry[], deps: Deps) {
  let about = entry.messages.findLast(({ keeps }) => keeps)?.keeps;
  const isOfDanger = entry.messages.some((message) => message.isOfDanger);
  let isRefused = false;
  let rests = 0; // pauses since a newer reply last arrived
  for (let failures = 0; !entry.isNeedless; failures += 1) {
    const waitedMs = deps.ticks() - entry.begun;
    const isLate = waitedMs > lateAfterMs;
    const isStale = isLate && !isOfDanger && (about !== undefined || waitedMs > staleAfterMs);
    const isSaidAgain = newer().some((each) => saysTheSame(each, entry));
    if (isLate && (isSaidAgain || (newer().length > 0 && isStale))) return false;
    if (isStale && !about) entry.messages = [notShown(entry.place)];
    const fault = await sendAll(entry, isStale ? about : undefined, newer, deps);
    if (fault === undefined) return !isRefused;
    const { status, gone, refused, retryAfterMs } = fault;
    entry.log.warn({ event: 'reply.failed', status, attempts: failures + 1 });
    if (waitedMs > (gone ? goneAfterMs : forgottenAfterMs) || (refused && isRefused)) return false;
    if (refused) {
      isRefused = true;
      about = undefined; // Teams would refuse the same message again
      entry.messages = [notShown(entry.place)];
    }
    if (!refused) {
      const ownMs = Math.min(1000 * 2 ** rests, isOfDanger ? 5_000 : 30_000);
      const isWoken = await rest(entry, { retryAfterMs, ownMs }, newer, deps);
      rests = isWoken ? 0 : rests + 1;
    }
  }
  return false;
}

/**
 * Pauses before a retry: in any case as long as Teams asked for. If our own pause is longer, it waits for the rest of
 * that pause, or until a newer reply arrives.
 * @returns whether a newer reply arrived
 */
async function rest(
  entry: Entry,
  { retryAfterMs, ownMs }: { retryAfterMs: number; ownMs: number },
  newer: () => Entry[],
  { pause, after }: Deps,
) {
  const before = newer().length;
  if (retryAfterMs > 0) await pause(retryAfterMs);
  const isWoken = () => newer().length > before;
  if (ownMs <= retryAfterMs || isWoken()) return isWoken();
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = after(ownMs - retryAfterMs, resolve);
  entry.wake = resolve;
  await promise;
  stop();
  delete entry.wake;
  return isWoken();
}

/** Whether two replies are equal: somebody who waits may type the same thing again and again. */
const saysTheSame = (one: Entry, other: Entry) => JSON.stringify(one.whole) === JSON.stringify(other.whole);

/** Sends the remaining messages one by one. @returns the fault that stopped it, or undefined */
async function sendAll(entry: Entry, stale: AboutCase | undefined, newer: () => Entry[], { teams, ticks }: Deps) {
  const { place, log } = entry;
  try {
    if (stale)
      entry.messages = (await entry.currentReply(stale)).filter((message) => !entry.sent.has(JSON.stringify(message)));
    for (let message = entry.messages[0]; message; message = entry.messages[0]) {
      // the newer reply shows the case as it is
      if (message.keeps && ticks() - entry.begun > lateAfterMs && newer().length > 0) return undefined;
      const activityId = await teams.send(place.serviceUrl, place.conversationId, message);
      entry.messages = entry.messages.slice(1);
      entry.sent.add(JSON.stringify(message));
      if (message.keeps && 'card' in message && activityId)
        await entry.keep(message.keeps, activityId).catch((err) => log.error({ event: 'reply.not-kept', err }));
    }
    return undefined;
  } catch (error) {
    if (error instanceof TeamsFault) return error;
    log.error({ event: 'reply.failed', err: error });
    return new TeamsFault(undefined); // the store does not answer, but may do so later
  }
}

/** A text that is true whether or not anything was saved. */
const notShown = ({ kind }: Where): ReplyMessage => ({
  text: `I could not show you my answer. ${kind === 'personal' ? 'Type “my referrals” to see what is saved.' : 'Please write to me again.'}`,
});
