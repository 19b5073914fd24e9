import { type EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import pino, { type Logger } from 'pino';
import restify from 'restify';
import { z } from 'zod';
import type { Texts } from '../base/texts.ts';
import { readActivity, readBody } from './body.ts';
import { type CopyDeps, serveCopies } from './serve.ts';

const stoppingWaitsMs = 7000; // of the ten seconds before the process is killed

interface Bot {
  adapter: CloudAdapter;
  /** Whether this authorization header comes from Teams. */
  admits: (authorization: string) => Promise<boolean>;
  onTurn: (context: TurnContext) => Promise<void>;
  log: Logger;
}

export interface Watched {
  /** For `/readyz`: whether this instance can accept referrals and store them. */
  ready: () => { ok: boolean };
  /** For `/alarmz`: whether there is a problem that a person must solve. A platform's probe should not use it. */
  troubles: () => { ok: boolean };
}

/**
 * Listens for Teams and for monitoring. A refusal is short, and repeats nothing of the request.
 * @param copies makes the files behind links; without it their pages are not served
 * @throws Error when the port is not available
 */
export async function serve(
  { host, port, connections }: { host: string; port: number; connections?: Parameters<typeof guardConnections>[1] },
  { adapter, admits, onTurn, log, ready, troubles, copies }: Bot & Watched & { copies?: CopyDeps },
) {
  const server = makeServer();
  guardConnections(server.server, connections);
  server.post('/api/messages', async (request, response) => {
    const { authorization = '' } = request.headers;
    if (!(await admits(authorization))) {
      response.send(notAuthenticated.status, notAuthenticated.body, { connection: 'close' });
      return;
    }
    const body = await readBody(request);
    if (body.kind === 'broken-off') return;
    if (body.kind === 'refused') {
      response.send(body.status, { error: body.why }, { connection: 'close' });
      return;
    }
    const answer = await processActivity(body.value, authorization, { adapter, onTurn, log });
    response.send(answer.status, answer.body);
  });
  server.get('/healthz', async (_request, response) => {
    response.send(200, { ok: true });
  });
  // All that a stranger learns about the state of the service. The details are on the metrics port.
  const states = [['/readyz', ready, 'ready', 'not-ready'] as const, ['/alarmz', troubles, 'quiet', 'alarm'] as const];
  for (const [path, look, well, unwell] of states)
    server.get(path, async (_request, response) => {
      const { ok } = look();
      response.sendRaw(ok ? 200 : 503, `${ok ? well : unwell}\n`, { 'Content-Type': 'text/plain' });
    });
  if (copies) serveCopies(server, copies);
  server.listen(port, host);
  await listening(server, `PORT: ${port}`);
  return {
    /** Accepts no more requests and finishes those it has. Cuts off any that take longer than seven seconds. */
    close: () =>
      new Promise<void>((resolve) => {
        const http = server.server;
        // clients that keep their connection open would delay us
        const idle = setInterval(() => http.closeIdleConnections(), 50);
        const late = setTimeout(() => http.closeAllConnections(), stoppingWaitsMs);
        server.close(() => {
          clearInterval(idle);
          clearTimeout(late);
          resolve();
        });
      }),
  };
}

/** @param what the variable and its port. @throws Error that says why nothing can listen there, and what to do */
export async function listening(server: EventEmitter, what: string) {
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    const why = whyNot[error.code ?? ''];
    if (notHere.includes(error.code ?? ''))
      throw new Error('HOST: this machine has no such address. Leave HOST out, or set it to one that it has');
    throw why ? new Error(`${what} ${why}`) : error;
  });
}

const notHere = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'];
const whyNot: Texts = {
  EADDRINUSE: 'is taken. Set it to another port, or stop what uses it',
  EACCES: 'may not be used by this user. Set it to a port above 1023',
};

const NotServed = z.object({ statusCode: z.int().min(400).max(599) });

function makeServer() {
  const silent = pino({ level: 'silent' }) as unknown as restify.ServerOptions['log']; // restify's own log would contain whole requests
  const server = restify.createServer({ name: 'mash-referrals', log: silent });
  // For an unknown address or a fault, restify's own answer would contain the address or the fault's message.
  server.on('restifyError', (_request, response: restify.Response, error: unknown, done: () => void) => {
    const status = NotServed.safeParse(error).data?.statusCode ?? 500;
    response.send(status, { error: status < 500 ? 'not served' : 'failed' }, { connection: 'close' });
    done();
  });
  // restify accepts upgrade requests and leaves them hanging for as long as the client likes.
  server.on('upgrade', (_request, socket: NodeJS.WritableStream & { destroy(): void }) => socket.destroy());
  return server;
}

interface Answer {
  status: number;
  body?: unknown;
}

const notAuthenticated: Answer = { status: 401, body: { error: 'not authenticated' } };
const notAnActivity: Answer = { status: 400, body: { error: 'not an activity' } };

/**
 * Lets the SDK authenticate the activity and run the turn. The SDK's own answer to a fault contains the fault's
 * message, so it is replaced.
 */
export async function processActivity(
  body: object,
  authorization: string,
  { adapter, onTurn, log }: Omit<Bot, 'admits'>,
) {
  const read = readActivity(body);
  if ('odd' in read) {
    log.warn({ event: 'activity.refused', kind: read.odd, status: notAnActivity.status });
    return notAnActivity;
  }
  let authenticated = false;
  const answer: Answer = { status: 200 };
  try {
    await adapter.process(
      { method: 'POST', headers: { authorization }, body: read.activity },
      {
        status(code: number) {
          answer.status = code;
        },
        send(content: unknown) {
          answer.body = content;
        },
        header: () => undefined,
        end: () => undefined,
        socket: undefined,
      },
      (context) => {
        authenticated = true;
        return onTurn(context);
      },
    );
  } catch (error) {
    log.warn({ event: 'activity.refused', err: error, status: notAnActivity.status });
    return notAnActivity;
  }
  // A failure before the turn is a failure to authenticate, although for a bad signature the SDK answers 500.
  if (!authenticated) {
    log.warn({ event: 'activity.refused', kind: 'not-authenticated', status: notAuthenticated.status });
    return notAuthenticated;
  }
  return answer.status === 500 ? { status: 500, body: { error: 'failed' } } : answer;
}

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
function answerUnread({ code }: NodeJS.ErrnoException, socket: Duplex) {
  const status = (code && unread[code]) ?? '400 Bad Request';
  const headers = Object.entries({ ...onEveryAnswer, Connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  socket.end(`HTTP/1.1 ${[status, ...headers].join('\r\n')}\r\n\r\n`);
  // time to read the answer, then disconnect a client that never hangs up
  setTimeout(() => socket.destroy(), 1000).unref();
}
