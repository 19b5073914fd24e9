import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { throughEachCall } from '../base/each-call.ts';
import type { Machine } from '../base/machine.ts';
import { type Teams, TeamsFault } from '../connector/teams.ts';

/**
 * Teams accepts 7 messages a second, 60 in 30 seconds and 1,800 an hour in one conversation, and 50 requests a second
 * in all. The windows of the limiter are fixed, so these limits are a little lower, to allow for the edges of the
 * windows.
 */
const inConversation = [
  { keyPrefix: 'second', points: 6, duration: 1 },
  { keyPrefix: 'half-minute', points: 55, duration: 30 },
  { keyPrefix: 'hour', points: 1750, duration: 3600 },
];
const inAllPerSecond = 40;
const longestWaitMs = 2000;

/** @param instances how many processes share the limits of the app */
export function withinLimits(teams: Teams, { pause }: Pick<Machine, 'pause'>, instances = 1): Teams {
  const limiters = inConversation.map((limit) => new RateLimiterMemory(limit));
  // One call at a time, evenly spaced: simultaneous bursts of several instances would exceed what Teams accepts in a
  // second.
  const all = new RateLimiterMemory({ keyPrefix: 'all', points: 1, duration: instances / inAllPerSecond });

  /** When Teams asks us to wait, all messages of that conversation wait, of whichever case. */
  async function say<T>(conversation: string, work: () => Promise<T>) {
    for (const limiter of limiters) await take(limiter, conversation);
    await take(all, 'all');
    try {
      return await work();
    } catch (error) {
      if (error instanceof TeamsFault && error.status === 429 && error.retryAfterMs > 0)
        await limiters[0]?.block(conversation, error.retryAfterMs / 1000);
      throw error;
    }
  }

  /** Waits for a turn. A long wait becomes a fault instead, which says when to retry. */
  async function take(limiter: RateLimiterMemory, key: string) {
    for (;;) {
      try {
        await limiter.consume(key);
        return;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        if (refused.msBeforeNext > longestWaitMs) throw new TeamsFault(429, refused.msBeforeNext, { isOurs: true });
        await pause(refused.msBeforeNext + 1);
      }
    }
  }

  return {
    ...throughEachCall(teams, (_, ask) => take(all, 'all').then(ask)),
    post: (serviceUrl, channelId, ...rest) => say(channelId, () => teams.post(serviceUrl, channelId, ...rest)),
    send: (serviceUrl, id, message) => say(id, () => teams.send(serviceUrl, id, message)),
    update: (serviceUrl, id, ...rest) => say(id, () => teams.update(serviceUrl, id, ...rest)),
  };
}
