import { throughEachCall } from '../base/each-call.ts';
import type { Machine } from '../base/machine.ts';
import { type Teams, TeamsFault } from '../connector/teams.ts';

/**
 * Teams accepts 7 messages a second, 60 in 30 seconds and 1,800 an hour in one conversation, and 50 requests a second
 * in all. The windows here are fixed, so these limits are a little lower, to allow for the edges of the windows.
 */
const inConversation = [
  { turns: 1750, ms: 3_600_000 },
  { turns: 55, ms: 30_000 },
  { turns: 6, ms: 1000 },
];
const inAllPerSecond = 40;
const longestWaitMs = 2000;

/**
 * Whether an author may have one more turn: while more are left than they have had. So a turn is always left for
 * somebody else, however many urgent cases a few people send.
 */
export const mayGoOn = (had: number, left: number): boolean => had < left;

/** The calls of the worker to Teams for the cases of one author. Without an author: for no case. */
export type TeamsFor = (author?: string) => Teams;

/**
 * Keeps to the limits of Teams, in which authors take turns.
 * @param instances how many processes share the limits of the app
 */
export function withinLimits(teams: Teams, machine: Pick<Machine, 'pause' | 'ticks'>, instances = 1): TeamsFor {
  const limits = inConversation.map((limit) => turnsOf(limit, machine.ticks));
  // One call at a time, evenly spaced: simultaneous bursts of several instances would exceed what Teams accepts in a
  // second.
  const ofAll = inTurns((instances * 1000) / inAllPerSecond, machine.pause);

  /** When Teams asks us to wait, all messages of that conversation wait, of whichever case. */
  async function say<T>(author: string, conversation: string, work: () => Promise<T>) {
    for (const { take } of limits) await inTime(() => take(conversation, author));
    await ofAll(author);
    try {
      return await work();
    } catch (error) {
      if (error instanceof TeamsFault && error.status === 429 && error.retryAfterMs > 0)
        limits.at(-1)?.close(conversation, error.retryAfterMs);
      throw error;
    }
  }

  /** Waits for a turn. A long wait becomes a fault instead, which says when to retry. */
  async function inTime(take: () => number) {
    for (let waits = take(); waits > 0; waits = take()) {
      if (waits > longestWaitMs) throw new TeamsFault(429, waits, { isOurs: true });
      await machine.pause(waits);
    }
  }

  return (author = '') => ({
    ...throughEachCall(teams, (_, ask) => ofAll(author).then(ask)),
    post: (serviceUrl, channelId, ...rest) => say(author, channelId, () => teams.post(serviceUrl, channelId, ...rest)),
    send: (serviceUrl, id, message) => say(author, id, () => teams.send(serviceUrl, id, message)),
    update: (serviceUrl, id, ...rest) => say(author, id, () => teams.update(serviceUrl, id, ...rest)),
  });
}

/** The turns of one limit in each conversation. */
function turnsOf({ turns, ms }: (typeof inConversation)[number], ticks: Machine['ticks']) {
  const windows = new Map<string, { endsAt: number; left: number; had: Map<string, number> }>();

  function open(conversation: string, lastsMs: number, left: number) {
    for (const [each, { endsAt }] of windows) if (endsAt <= ticks()) windows.delete(each);
    const window = { endsAt: ticks() + lastsMs, left, had: new Map<string, number>() };
    windows.set(conversation, window);
    return window;
  }

  return {
    /** Takes a turn. @returns 0, or how many ms to wait before the next try */
    take(conversation: string, author: string) {
      const there = windows.get(conversation);
      const window = there && there.endsAt > ticks() ? there : open(conversation, ms, turns);
      const had = window.had.get(author) ?? 0;
      if (!mayGoOn(had, window.left)) return window.endsAt - ticks();
      window.left -= 1;
      window.had.set(author, had + 1);
      return 0;
    },
    close: (conversation: string, forMs: number) => void open(conversation, forMs, 0),
  };
}

/** Lets one call go ahead at a time, the next of each author in turn. */
function inTurns(everyMs: number, pause: Machine['pause']) {
  const lines = new Map<string, (() => void)[]>(); // by author: who has had a turn goes to the end
  let isServing = false;

  async function serve() {
    isServing = true;
    for (const [author, line] of lines) {
      lines.delete(author);
      line.shift()?.();
      if (line.length > 0) lines.set(author, line);
      await pause(everyMs);
    }
    isServing = false;
  }

  return (author: string) =>
    new Promise<void>((goAhead) => {
      const line = lines.get(author);
      if (line) line.push(goAhead);
      else lines.set(author, [goAhead]);
      if (!isServing) void serve();
    });
}
