import type { Logger } from 'pino';
import type { ConversationPlace, Reply, ReplyMessage } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import { type Teams, TeamsFault } from '../connector/teams.ts';

/**
 * What is said in answer, to each conversation in order. What Teams does not take at once is kept in memory, and goes out when Teams
 * takes it, as things stand by then.
 */
export interface Replies {
  /** @returns when all of it is sent, or when so long has passed */
  send(place: Where, reply: Reply, how: Sending): Promise<void>;
  /** Waits for what is on its way, so long and no longer. */
  settled(ms: number): Promise<void>;
}

type Where = Pick<ConversationPlace, 'kind' | 'serviceUrl' | 'conversationId'>;
type Kept = NonNullable<ReplyMessage['keeps']>;

interface Sending {
  waitMs: number;
  log: Logger; // of the turn
  /** What is to be said now of a case that a late answer was about; nothing where it is said already. */
  present(about: Kept): Promise<Reply>;
  /** The case remembers where a message about it stands. */
  keep(about: Kept, activityId: string): Promise<void>;
}

interface Entry extends Sending {
  place: Where;
  whole: Reply;
  messages: Reply; // what of it is not sent yet
  sent: Set<string>; // what is, as JSON
  begun: number; // by the machine's ticks
  after: Promise<unknown>;
  isOver: PromiseWithResolvers<void>;
  wake?: () => void; // while it rests of itself
  isNeedless?: boolean; // the same numbers are in the chat, or newer ones
}

const lateAfterMs = 2_000;
const staleAfterMs = 60_000; // what is not about one case says nothing true for longer
const goneAfterMs = 600_000; // Teams says that nobody is there
const forgottenAfterMs = 24 * 3_600_000;

type Deps = Pick<Machine, 'after' | 'pause' | 'ticks'> & { teams: Teams; log: Logger };

export function repliesThrough(deps: Deps): Replies {
  const { after, ticks, log } = deps;
  const lines = new Map<string, Entry[]>();
  const dangers = new Map<string, Entry[]>();
  const waiting = (): Entry[] => [...lines.values(), ...dangers.values()].flat();

  async function workOff(key: string, line: Entry[]): Promise<void> {
    for (let entry = line[0]; entry; entry = line[0]) {
      await entry.after;
      await deliver(entry, () => line.slice(1), deps);
      line.shift();
      entry.isOver.resolve();
    }
    lines.delete(key);
  }

  function queue(key: string, entry: Entry): Promise<void> {
    const line = lines.get(key) ?? [];
    line.push(entry);
    if (line.length === 1) {
      lines.set(key, line);
      void workOff(key, line);
    } else line[0]?.wake?.(); // who says something now does not wait until the one before is tried again
    return entry.isOver.promise;
  }

  /** Numbers stand in no line: none waits for others that hang. Once they are in the chat, older ones are not tried again. */
  async function sendAtOnce(key: string, entry: Entry): Promise<void> {
    const all = dangers.get(key) ?? [];
    dangers.set(key, all);
    all.push(entry);
    const isTaken = await deliver(entry, () => [], deps);
    const place = all.indexOf(entry);
    for (const [at, each] of all.entries())
      if (isTaken && (at < place || saysTheSame(each, entry))) each.isNeedless = true;
    all.splice(place, 1);
    if (all.length === 0) dangers.delete(key);
    entry.isOver.resolve();
  }

  function within(ms: number, work: Promise<unknown>): Promise<unknown> {
    const passed = Promise.withResolvers<void>();
    const stop = after(Math.max(0, ms), passed.resolve);
    return Promise.race([work, passed.promise]).finally(stop);
  }

  return {
    async send(place, reply, how) {
      const entry = (messages: Reply, first: Promise<unknown>): Entry => ({
        ...how,
        ...{ place, messages, whole: messages, sent: new Set(), begun: ticks() },
        ...{ after: first, isOver: Promise.withResolvers() },
      });
      const urgent = reply.filter(({ isOfDanger }) => isOfDanger);
      const rest = reply.filter(({ isOfDanger }) => !isOfDanger);
      const key = `${place.serviceUrl} ${place.conversationId}`;
      // The numbers wait for nothing that hangs, and the rest waits a moment for them.
      const first = urgent.length > 0 ? sendAtOnce(key, entry(urgent, Promise.resolve())) : Promise.resolve();
      const second = rest.length > 0 ? queue(key, entry(rest, within(lateAfterMs, first))) : first;
      await within(how.waitMs, Promise.all([first, second]));
    },
    async settled(ms) {
      await within(ms, Promise.all(waiting().map(({ isOver }) => isOver.promise)));
      const attempts = waiting().length;
      if (attempts > 0) log.warn({ event: 'reply.lost', attempts });
    },
  };
}

/**
 * Tries until Teams has taken it, until something newer says more, or until nobody waits for it any more.
 * @returns whether all of it is in the chat
 */
async function deliver(entry: Entry, newer: () => Entry[], deps: Deps): Promise<boolean> {
  let about = entry.messages.findLast(({ keeps }) => keeps)?.keeps;
  const isOfDanger = entry.messages.some((message) => message.isOfDanger);
  let isRefused = false;
  let rests = 0; // since somebody said something
  for (let failures = 0; !entry.isNeedless; failures += 1) {
    const waitedMs = deps.ticks() - entry.begun;
    const isLate = waitedMs > lateAfterMs;
    const isStale = isLate && !isOfDanger && (about !== undefined || waitedMs > staleAfterMs);
    const isSaidAgain = newer().some((each) => saysTheSame(each, entry));
    if (isLate && (isSaidAgain || (newer().length > 0 && isStale))) return false;
    if (isStale && !about) entry.messages = [notShown(entry.place)];
    const fault = await tried(entry, isStale ? about : undefined, newer, deps);
    if (fault === undefined) return !isRefused;
    const { status, gone, refused, retryAfterMs } = fault;
    entry.log.warn({ event: 'reply.failed', status, attempts: failures + 1 });
    if (waitedMs > (gone ? goneAfterMs : forgottenAfterMs) || (refused && isRefused)) return false;
    if (refused) {
      isRefused = true;
      about = undefined; // Teams would refuse it again
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
 * As long as Teams asked for, whatever happens; and as long as we think best, or until something is said after it.
 * @returns whether it was
 */
async function rest(
  entry: Entry,
  { retryAfterMs, ownMs }: { retryAfterMs: number; ownMs: number },
  newer: () => Entry[],
  { pause, after }: Deps,
): Promise<boolean> {
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

/** Somebody who waits types the same again and again. */
const saysTheSame = (one: Entry, other: Entry): boolean => JSON.stringify(one.whole) === JSON.stringify(other.whole);

/** Sends one message after the other, and forgets each that is sent. @returns why it could not go on */
async function tried(
  entry: Entry,
  stale: Kept | undefined,
  newer: () => Entry[],
  { teams, ticks }: Deps,
): Promise<TeamsFault | undefined> {
  const { place, log } = entry;
  try {
    if (stale)
      entry.messages = (await entry.present(stale)).filter((message) => !entry.sent.has(JSON.stringify(message)));
    for (let message = entry.messages[0]; message; message = entry.messages[0]) {
      if (message.keeps && ticks() - entry.begun > lateAfterMs && newer().length > 0) return undefined; // the newer one shows where it stands
      const activityId = await teams.send(place.serviceUrl, place.conversationId, message);
      entry.messages = entry.messages.slice(1);
      entry.sent.add(JSON.stringify(message));
      if (message.keeps && activityId)
        await entry.keep(message.keeps, activityId).catch((err) => log.error({ event: 'reply.not-kept', err }));
    }
    return undefined;
  } catch (error) {
    if (error instanceof TeamsFault) return error;
    log.error({ event: 'reply.failed', err: error });
    return new TeamsFault(undefined); // the store does not answer: it may do so later
  }
}

/** True whatever was answered: it may be saved or not. */
const notShown = ({ kind }: Where): ReplyMessage => ({
  text: `I could not show you my answer. ${kind === 'personal' ? 'Type “my referrals” to see what is saved.' : 'Please write to me again.'}`,
});
