import { setTimeout as wait } from 'node:timers/promises';
import type { Container } from '@azure/cosmos';
import { faultOf } from './cosmos-fault.ts';

// ms that one call waits in total while the service is busy: a user is waiting for the answer
const longestWaits = 2000;
const shortestWait = 50;

export type Charged = (operation: string, requestUnits: number) => void;

/** What each request needs: the container, the organisation, who is told its charge, and a time limit. */
export interface Asking {
  container: Container;
  organisation: string;
  charged: Charged;
  inTime(): AbortSignal; // a new signal for one operation: it aborts when the operation has taken too long
}

/**
 * Sends one request. When the service is busy (429), it waits as long as the service asks, but no more than two seconds
 * in total. The client's own retries of a 429 are off, because they would wait any time that the service asks for.
 * @param until aborts the call, even where the client itself would go on retrying for minutes
 * @throws CosmosFault
 */
export async function call<T extends { requestCharge: number }>(
  operation: string,
  until: AbortSignal,
  charged: Charged,
  send: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    try {
      const answer = await beforeEnd(until, send);
      charged(operation, answer.requestCharge);
      return answer;
    } catch (error) {
      const fault = faultOf(operation, error);
      const pause = Math.max(fault.retryAfterMs ?? 0, shortestWait) + Math.random() * shortestWait;
      if (fault.code !== 429 || performance.now() - begun + pause > longestWaits) throw fault;
      await wait(pause);
    }
  }
}

/** The client does not check the signal everywhere, so this rejects on abort without waiting for the client. */
async function beforeEnd<T>(
  until: AbortSignal,
  send: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  until.throwIfAborted();
  let giveUp = () => {};
  const ended = new Promise<never>((_, reject) => {
    giveUp = () => reject(until.reason);
  });
  until.addEventListener('abort', giveUp);
  try {
    return await Promise.race([send({ abortSignal: until }), ended]);
  } finally {
    until.removeEventListener('abort', giveUp);
  }
}
