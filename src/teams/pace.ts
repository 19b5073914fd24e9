import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Incoming } from './incoming.ts';

/** `first`: the first one too many of its minute, for the log; a flood must not fill it. */
export type Paced = { kind: 'go-on' } | { kind: 'too-fast'; seconds: number; first: boolean };
export type Pace = (incoming: Pick<Incoming, 'sender' | 'place'>) => Promise<Paced>;

/**
 * How often one person may act, by their authenticated object id and tenant, in this process. Nobody else waits for them.
 * @param actionsAMinute a person who presses and types as fast as they can makes some 60
 */
export function paceOf(actionsAMinute: number): Pace {
  const limiter = new RateLimiterMemory({ points: actionsAMinute, duration: 60 });
  return async ({ sender, place }) => {
    try {
      await limiter.consume(`${place.tenantId} ${sender.id}`);
      return { kind: 'go-on' };
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      return { kind: 'too-fast', seconds, first: refused.consumedPoints === actionsAMinute + 1 };
    }
  };
}
