import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { CosmosStandIn } from './cosmos.ts';

export type Operation =
  | 'create'
  | 'replace'
  | 'read'
  | 'query'
  | 'query-plan' // the client asks for one with every query, without waiting for it
  | 'create-database'
  | 'create-container'
  | 'read-database'
  | 'read-container'
  | 'other';

/** A request that reached the proxy. */
export interface SeenRequest {
  operation: Operation;
  body: string;
}

export type Fault =
  | { kind: 'answer'; status: number; retryAfterMs?: number; substatus?: number; body?: string }
  /**
   * Cuts the connection, before passing the request on or instead of passing its answer back. `meanwhile` happens
   * before the cut.
   */
  | { kind: 'cut'; when: 'before-commit' | 'after-commit'; meanwhile?: () => Promise<void> }
  | { kind: 'delay'; ms: number };

export interface Proxy extends CosmosStandIn {
  /** All requests, in order of arrival. */
  seen: SeenRequest[];
  /** Gives each fault to one of the next requests of that kind, after the faults planned before. */
  next(operation: Operation, ...faults: Fault[]): void;
  /** Gives the fault to every request of that kind, until `wellAgain`. */
  always(operation: Operation, fault: Fault): void;
  wellAgain(): void;
  /** Waits until every request that arrived has been passed on or refused. A killed client leaves some under way. */
  atRest(): Promise<void>;
}

/** A proxy between a store and the stand-in for Cosmos DB. It makes the faults of networks and busy services. */
export async function startProxy(standIn: CosmosStandIn): Promise<Proxy> {
  const seen: SeenRequest[] = [];
  const planned = new Map<Operation, Fault[]>();
  const lasting = new Map<Operation, Fault>();

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const operation = operationOf(incoming);
    const place = seen.push({ operation, body: body.toString() }) - 1;
    const fault = planned.get(operation)?.shift() ?? lasting.get(operation);
    if (fault?.kind === 'answer') {
      const { status, retryAfterMs, substatus } = fault;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(retryAfterMs === undefined ? {} : { 'x-ms-retry-after-ms': String(retryAfterMs) }),
        ...(substatus === undefined ? {} : { 'x-ms-substatus': String(substatus) }),
      });
      // The service may quote the request in its answer, which is the worst case for a leak through error texts.
      response.end(fault.body ?? JSON.stringify({ code: String(status), message: `Refused: ${body.toString()}` }));
      return;
    }
    if (fault?.kind === 'delay') await wait(fault.ms, undefined, { ref: false });
    const cut = async () => {
      if (fault?.kind === 'cut') await fault.meanwhile?.();
      incoming.socket.resetAndDestroy();
    };
    if (fault?.kind === 'cut' && fault.when === 'before-commit') return cut();
    const { status, headers, answer } = await passOn(standIn.endpoint, incoming, body);
    if (fault?.kind === 'cut') return cut();
    const known = incoming.headers['if-none-match'];
    if (known && known === headers.etag) {
      // as the service answers; the stand-in sends the document again
      seen[place] = { operation, body: 'not modified' };
      response.writeHead(304, { etag: known, 'x-ms-request-charge': '1' });
      response.end();
      return;
    }
    // Two lines, because `writeHead` returns nothing once restify is loaded: it changes Node's own class.
    response.writeHead(status, headers);
    response.end(answer);
  }

  const inHand = new Set<Promise<void>>();
  const server = createServer((incoming, response) => {
    const handling = handle(incoming, response)
      .catch(() => void incoming.socket.destroy())
      .finally(() => inHand.delete(handling));
    inHand.add(handling);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    next(operation, ...faults) {
      planned.set(operation, [...(planned.get(operation) ?? []), ...faults]);
    },
    always: (operation, fault) => void lasting.set(operation, fault),
    wellAgain() {
      planned.clear();
      lasting.clear();
    },
    async atRest() {
      while (inHand.size > 0) await Promise.all(inHand);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await standIn.close();
    },
  };
}

async function passOn(endpoint: string, { url = '/', method, headers }: IncomingMessage, body: Buffer) {
  const forwarded = request(new URL(url, endpoint), { method, headers });
  forwarded.end(body);
  const [answer]: IncomingMessage[] = await once(forwarded, 'response');
  if (!answer) throw new Error('no answer');
  const { connection: _, 'transfer-encoding': __, ...rest } = answer.headers;
  return { status: answer.statusCode ?? 500, headers: rest, answer: await buffer(answer) };
}

function operationOf({ method, url = '', headers }: IncomingMessage): Operation {
  const parts = url.split('/').filter((part) => part !== '');
  const shape = [method, ...parts.filter((_, index) => index % 2 === 0), parts.length % 2 === 0 ? 'one' : 'all'].join(
    ' ',
  );
  if (headers['x-ms-cosmos-is-query-plan-request']) return 'query-plan';
  if (headers['x-ms-documentdb-isquery'] || headers['content-type'] === 'application/query+json') return 'query';
  return operations[shape] ?? 'other';
}

const operations: Record<string, Operation> = {
  'POST dbs colls docs all': 'create',
  'PUT dbs colls docs one': 'replace',
  'GET dbs colls docs one': 'read',
  'POST dbs all': 'create-database',
  'POST dbs colls all': 'create-container',
  'GET dbs one': 'read-database',
  'GET dbs colls one': 'read-container',
};
