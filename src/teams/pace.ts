import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Machine } from '../base/machine.ts';

/** `isNews`: whether they were not told so in this minute. Asked when they are told. */
export type Paced = { kind: 'go-on' } | { kind: 'too-fast'; seconds: number; isNews: () => boolean };

/** @param by who is named in the log: nobody where Teams did not say who acts */
export type Pace = (
  acting: { sender: { id: string }; place: { tenantId: string } },
  how: { isOfDanger: () => boolean; by?: string | undefined },
) => Promise<Paced>;

const minuteMs = 60_000;
const dangersAMinute = 30; // beyond the limit: after so many the numbers are in the chat

/**
 * How often one person may act, by their authenticated object id and tenant, in this process. Nobody else waits for them. What is refused
 * costs nothing: it is counted, and one line of a minute says in the log how many there were.
 * @param actionsAMinute a person who presses and types as fast as they can makes some 60
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

  return async ({ sender, place }, { isOfDanger, by }) => {
    const key = `${place.tenantId} ${sender.id}`;
    const over = await taken(limiter, key);
    if (!over || (isOfDanger() && !(await taken(ofDanger, key)))) return { kind: 'go-on' };
    const counted = count(key, by);
    const isNews = () => {
      const { isTold } = counted;
      counted.isTold = true;
      return !isTold;
    };
    return { kind: 'too-fast', seconds: Math.max(1, Math.ceil(over.msBeforeNext / 1000)), isNews };
  };
}

/** @returns undefined where there was one left to take */
async function taken(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return refused;
  }
}
