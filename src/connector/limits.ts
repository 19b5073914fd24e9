import { throughEachCall } from '../base/each-call.ts';
import type { Machine } from '../base/machine.ts';
import { type Teams, TeamsFault } from './teams.ts';

/**
 * Teams accepts 7 messages a second, 60 in 30 seconds and 1,800 an hour in one conversation, and 50 requests a second
 * in all. The windows here are fixed, so these limits are a little lower, to allow for the edges of the windows.
 */
const aSecond = { turns: 6, ms: 1000 };
const inConversation = [{ turns: 1750, ms: 3_600_000 }, { turns: 55, ms: 30_000 }, aSecond];
type Limit = typeof aSecond;
const saying = ['post', 'send', 'update']; // the calls that count in a conversation
const inAllPerSecond = 40;
const longestWaitMs = 2000;

/**
 * Whether an author may have one more turn: while more are left than they have had. So a turn is always left for
 * somebody else, however many urgent cases a few people send.
 */
export const mayGoOn = (had: number, left: number): boolean => had < left;

/** The calls to Teams for the cases of one author. Without an author: for no case. */
export type TeamsFor = (author?: string) => Teams;

/**
 * Keeps to the limits of Teams, in which authors take turns.
 * @param instances how many processes share the limits of the app
 */
export function withinLimits(
  teams: Teams,
  { pause, ticks }: Pick<Machine, 'pause' | 'ticks'>,
  instances = 1,
): TeamsFor {
  const windows = new Map<string, { endsAt: number; left: number; had: Map<string, number> }>(); // by limit and conversation
  // One call at a time, evenly spaced: simultaneous bursts of several instances would exceed what Teams accepts in a
  // second.
  const ofAll = inTurns((instances * 1000) / inAllPerSecond, pause);
  const nameOf = (limit: Limit, conversation: string) => `${limit.ms} ${conversation}`;

  function open(name: string, ms: number, left: number) {
    for (const [each, { endsAt }] of windows) if (endsAt <= ticks()) windows.delete(each);
    const window = { endsAt: ticks() + ms, left, had: new Map<string, number>() };
    windows.set(name, window);
    return window;
  }

  /** Waits for a turn in a conversation. A long wait becomes a fault instead, which says when to retry. */
  async function turn(author: string, conversation: string, limit: Limit) {
    const name = nameOf(limit, conversation);
    for (;;) {
      const there = windows.get(name);
      const window = there && there.endsAt > ticks() ? there : open(name, limit.ms, limit.turns);
      const had = window.had.get(author) ?? 0;
      if (mayGoOn(had, window.left)) {
        window.left -= 1;
        window.had.set(author, had + 1);
        return;
      }
      const waits = window.endsAt - ticks();
      if (waits > longestWaitMs) throw new TeamsFault(429, waits, { isOurs: true });
      await pause(waits);
    }
  }

  /** When Teams asks us to wait, all messages of that conversation wait, of whichever case. */
  async function say(author: string, work: () => Promise<unknown>, conversation: string | false) {
    for (const limit of inConversation) if (conversation) await turn(author, conversation, limit);
    await ofAll(author);
    try {
      return await work();
    } catch (error) {
      if (conversation && error instanceof TeamsFault && error.status === 429 && error.retryAfterMs > 0)
        open(nameOf(aSecond, conversation), error.retryAfterMs, 0);
      throw error;
    }
  }

  return (author = '') =>
    throughEachCall(teams, (call, ask, [, conversation]) =>
      say(author, ask, saying.includes(call) && String(conversation)),
    );
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
