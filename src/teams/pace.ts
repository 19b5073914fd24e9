import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Machine } from '../base/machine.ts';

/** `isNews` returns whether the person has not yet been told this minute. Calling it counts as telling them. */
export type Paced = { kind: 'go-on' } | { kind: 'too-fast'; seconds: number; isNews: () => boolean };

/** @param by the person to name in the log; undefined if Teams did not say who acts @param cost how many actions it counts as */
export type Pace = (
  acting: { sender: { id: string }; place: { tenantId: string } },
  how: { isOfDanger: () => boolean; by?: string; cost?: number | undefined },
) => Promise<Paced>;

const minuteMs = 60_000;
const dangersAMinute = 30; // messages of danger that are still answered above the limit, with the numbers to ring

/**
 * Limits how often one person may act in this process, by their authenticated object id and tenant. Nobody else is
 * slowed down. Refused actions cost almost nothing: they are only counted, and once a minute one line in the log says
 * how many there were.
 * @param actionsAMinute a person who presses and types as fast as they can reaches some 60
 */
export function paceOf(actionsAMinute: number, { after }: Pick<Machine, 'after'>, log: Logger): Pace {
  const limiter = new RateLimiterMemory({ points: actionsAMinute, duration: 60 });
  const ofDanger = new RateLimiterMemory({ points: dangersAMinute, duration: 60 });
  const refused = new Map<string, { attempts: number; isTold: boolean }>(); // in this minute

  function count(key: string, by: string | undefined) {
    const counted = refused.get(key) ?? { attempts: 0, isTold: false };
    counted.attempts += 1;
    if (counted.attempts > 1) return counted;
    refused.set(key, counted);
    after(minuteMs, () => {
      refused.delete(key);
      log.warn({ event: 'turn.too-fast', by, attempts: counted.attempts });
    });
    return counted;
  }

  return async ({ sender, place }, { isOfDanger, by, cost }) => {
    const key = `${place.tenantId} ${sender.id}`;
    const over = await takePoint(limiter, key, cost);
    if (!over || (isOfDanger() && !(await takePoint(ofDanger, key)))) return { kind: 'go-on' };
    const counted = count(key, by);
    const isNews = () => {
      const { isTold } = counted;
      counted.isTold = true;
      return !isTold;
    };
    return { kind: 'too-fast', seconds: Math.max(1, Math.ceil(over.msBeforeNext / 1000)), isNews };
  };
}

/** @returns undefined if the limit is not reached */
async function takePoint(limiter: RateLimiterMemory, key: string, points = 1) {
  try {
    await limiter.consume(key, points);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return refused;
  }
}
