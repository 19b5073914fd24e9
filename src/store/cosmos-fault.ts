import { z } from 'zod';
import { StoreFault } from './fault.ts';

/** What the operator can do about each code. */
const advice: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at the endpoint; check its name and the network',
  ENOTFOUND: 'the endpoint has no address; check its name and the network',
  CredentialUnavailableError: 'this machine has no managed identity; set COSMOS_KEY, or give it one',
  AuthenticationError: 'the managed identity of this machine is not accepted',
  401: 'the key or the identity is not accepted',
  403: 'the identity has no role for this, or the firewall of the account keeps this machine out',
  404: 'the database or its container "documents" is not there',
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
  get leavesUnknown(): boolean {
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
