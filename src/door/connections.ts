import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** The headers of every answer. Browsers obey the first one only over https. */
const onEveryAnswer: Record<string, string> = {
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

interface Limits {
  ms: number; // within which a request and its headers must arrive
  checkedEveryMs: number; // how often Node looks for late connections and ends them
  idleMs: number; // without data in either direction, so also for a client that does not read its answer
  most: number; // connections at once
}

/**
 * A client that sends nothing, or sends too slowly, is disconnected within 15 seconds. Fifty presses or messages a
 * second, each holding a connection for two seconds of answer and five of keep-alive, make 350 connections. A thousand
 * connections with 16 KB of headers each make 16 MB.
 */
const usual: Limits = { ms: 13_000, checkedEveryMs: 1000, idleMs: 60_000, most: 1000 };

/** Must be called before the server listens. */
export function guardConnections(server: Server, { ms, checkedEveryMs, idleMs, most }: Limits = usual): void {
  server.headersTimeout = ms; // counts from the connection, so also for a client that never sends a byte
  server.requestTimeout = ms;
  server.keepAliveTimeout = Math.min(server.keepAliveTimeout, ms);
  server.timeout = idleMs;
  server.maxConnections = most;
  Object.assign(server, { connectionsCheckingInterval: checkedEveryMs }); // restify cannot pass this option to Node's server, which reads it when it starts to listen
  Object.assign(server, { requireHostHeader: false }); // Node's own answer would lack our headers
  // Node's own answer to an `Expect` header would lack our headers, too
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.prependListener('request', (_request, response) =>
    response.setHeaders(new Map(Object.entries(onEveryAnswer))),
  );
  server.on('clientError', answerUnread);
}

const unread: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '401 Unauthorized', // headers beyond Node's 16 KB cannot hold a token of Teams
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers a request that Node cannot parse. */
function answerUnread({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  const status = (code && unread[code]) ?? '400 Bad Request';
  const headers = Object.entries({ ...onEveryAnswer, Connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  socket.end(`HTTP/1.1 ${[status, ...headers].join('\r\n')}\r\n\r\n`);
  // time to read the answer, then disconnect a client that never hangs up
  setTimeout(() => socket.destroy(), 1000).unref();
}
