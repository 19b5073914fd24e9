import { setTimeout as wait } from 'node:timers/promises';
import type { Container } from '@azure/cosmos';
import { z } from 'zod';
import type { Texts } from '../base/texts.ts';
import { StoreFault } from './port.ts';

/** What the operator can do about each code. */
const advice: Texts = {
  ECONNREFUSED: 'nothing answers at the endpoint; check COSMOS_ENDPOINT and the network',
  ENOTFOUND: 'there is no host with the name of the endpoint; check COSMOS_ENDPOINT',
  EAI_AGAIN: 'no name server knows the endpoint just now; check COSMOS_ENDPOINT and the network',
  TOO_LATE: 'it did not answer in time; check COSMOS_ENDPOINT and the network',
  CredentialUnavailableError: 'this machine has no managed identity; set COSMOS_KEY, or give it one',
  AuthenticationError: 'the managed identity of this machine is not accepted',
  401: 'the key or the identity is not accepted; check COSMOS_KEY',
  403: 'the identity has no role for this, or the firewall of the account keeps this machine out',
  404: 'the database or its container "documents" is not there; check COSMOS_DATABASE, or make them',
  413: 'the document is larger than the service takes',
  429: 'the service is busy beyond the request units it was given',
};

const Thrown = z.object({
  name: z
    .string()
    .regex(/^\w{1,60}$/)
    .catch('Error'),
  code: z.union([z.number(), z.string()]).optional(),
  substatus: z.number().optional().catch(undefined),
  retryAfterInMs: z.number().optional().catch(undefined),
});

/**
 * Something went wrong between this program and Cosmos DB. The message holds only the operation and the code of the
 * answer. The client's own error contains the request, and so the document; therefore it is not kept as the cause.
 */
export class CosmosFault extends StoreFault {
  override readonly name = 'CosmosFault';
  readonly code: number | string;
  readonly substatus: number;
  readonly retryAfterMs: number | undefined;

  constructor(operation: string, code: number | string, substatus = 0, retryAfterMs?: number) {
    const hint = advice[code];
    super(`Cosmos DB: ${operation} failed with ${code}${substatus ? `/${substatus}` : ''}${hint ? `: ${hint}` : ''}`);
    this.code = code;
    this.substatus = substatus;
    this.retryAfterMs = retryAfterMs;
  }

  /**
   * Whether a write may have succeeded after all. A code that is a word comes from the network, not from the service.
   */
  get leavesUnknown() {
    return typeof this.code === 'string' || [408, 410, 449].includes(this.code) || this.code >= 500;
  }
}

export function faultOf(operation: string, error: unknown): CosmosFault {
  if (error instanceof CosmosFault) return error;
  if (error instanceof DOMException) return new CosmosFault(operation, 'TOO_LATE');
  const { name = 'Error', code, substatus, retryAfterInMs } = Thrown.safeParse(error).data ?? {};
  const word = name === 'Error' ? 'NO_ANSWER' : name;
  return new CosmosFault(operation, code ?? word, substatus, retryAfterInMs);
}

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
  // The client does not check the signal everywhere, so this rejects on abort without waiting for the client.
  const ended = new Promise<never>((_, reject) => {
    until.addEventListener('abort', () => reject(until.reason), { once: true });
  });
  ended.catch(() => {}); // it may also end while nobody waits
  for (;;) {
    try {
      until.throwIfAborted();
      const answer = await Promise.race([send({ abortSignal: until }), ended]);
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
