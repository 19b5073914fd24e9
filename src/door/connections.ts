import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What every answer carries, whoever gives it. Browsers heed the first one behind https only. */
const onEveryAnswer: Record<string, string> = {
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

interface Limits {
  ms: number; // until a request, or its headers, must be there
  checkedEveryMs: number; // Node looks for those that are late, and ends them
  idleMs: number; // with nothing said either way: also for one that does not read its answer
  most: number; // connections at once
}

/**
 * Whoever says nothing, or too slowly, is gone within 15 seconds. Fifty turns a second that each hold a connection for the two seconds of
 * an answer and the five of keeping alive are 350 connections; a thousand that hold 16 KB of headers each are 16 MB.
 */
const usual: Limits = { ms: 13_000, checkedEveryMs: 1000, idleMs: 60_000, most: 1000 };

/** To be called before it listens. */
export function guardConnections(server: Server, { ms, checkedEveryMs, idleMs, most }: Limits = usual): void {
  server.headersTimeout = ms; // counted from the connection: also for one that never sends a byte
  server.requestTimeout = ms;
  server.keepAliveTimeout = Math.min(server.keepAliveTimeout, ms);
  server.timeout = idleMs;
  server.maxConnections = most;
  Object.assign(server, { connectionsCheckingInterval: checkedEveryMs }); // restify takes no options for Node's server; read when it listens
  Object.assign(server, { requireHostHeader: false }); // Node's own answer would carry no headers of ours
  server.on('checkExpectation', (request, response) => server.emit('request', request, response)); // nor would this one
  server.prependListener('request', (_request, response) =>
    response.setHeaders(new Map(Object.entries(onEveryAnswer))),
  );
  server.on('clientError', answerUnread);
}

const unread: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '401 Unauthorized', // a header beyond Node's 16 KB holds no token of Teams'
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What Node cannot read is answered here. */
function answerUnread({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  const status = (code && unread[code]) ?? '400 Bad Request';
  const headers = Object.entries({ ...onEveryAnswer, Connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  socket.end(`HTTP/1.1 ${[status, ...headers].join('\r\n')}\r\n\r\n`);
  setTimeout(() => socket.destroy(), 1000).unref(); // time to read it; then also for one who never hangs up
}
