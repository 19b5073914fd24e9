import { setTimeout as wait } from 'node:timers/promises';
import type { Container } from '@azure/cosmos';
import { faultOf } from './cosmos-fault.ts';

const longestWaits = 2000; // ms that one call waits altogether because the service is busy: somebody is waiting for the answer
const shortestWait = 50;

export type Charged = (operation: string, requestUnits: number) => void;

/** The container that is asked, and for whom. */
export interface Asking {
  container: Container;
  organisation: string;
  charged: Charged;
  inTime(): AbortSignal;
}

/**
 * Sends one request. When the service is busy (429) it waits as long as the service says, two seconds at most altogether. The
 * client's own waiting is switched off: it would wait whatever the service says.
 * @param until ends it, also where the client would go on trying for minutes
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

/** The client does not hear the signal everywhere, so its promise is not relied on. */
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
