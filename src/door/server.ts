import type { CloudAdapter, TurnContext } from 'botbuilder';
import pino from 'pino';
import restify from 'restify';
import { z } from 'zod';
import { readBody, usualLimits } from './body.ts';
import { type CopyDeps, serveCopies } from './serve.ts';

interface Serving {
  /** Takes nothing more and answers what it has begun; what Teams holds up for longer than seven seconds is cut off. */
  close(): Promise<void>;
}

const stoppingWaitsMs = 7000; // of the ten seconds until the process is ended

interface Bot {
  adapter: CloudAdapter;
  /** Whether this header is one of Teams'. */
  admits: (authorization: string) => Promise<boolean>;
  onTurn: (context: TurnContext) => Promise<void>;
}

/**
 * Listens for Teams and for whoever watches the service. An answer that refuses is short, and repeats nothing of what was sent.
 * @param ready what `/readyz` shows, and whether all is well
 * @param copies where the own copies come from; without it their pages are not served
 * @throws Error when the port cannot be had
 */
export async function serve(
  { host, port }: { host: string; port: number },
  { adapter, admits, onTurn, ready, copies }: Bot & { ready: () => Promise<{ ok: boolean }>; copies?: CopyDeps },
): Promise<Serving> {
  const server = makeServer();
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
    const answer = await answerTo(body.value, authorization, { adapter, onTurn });
    response.send(answer.status, answer.body);
  });
  server.get('/healthz', async (_request, response) => {
    response.send(200, { ok: true });
  });
  server.get('/readyz', async (_request, response) => {
    const readiness = await ready();
    response.send(readiness.ok ? 200 : 503, readiness);
  });
  if (copies) serveCopies(server, copies);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`Port ${port} is taken. Set PORT to another, or stop what uses it.`) : error);
    });
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        const http = server.server;
        const idle = setInterval(() => http.closeIdleConnections(), 50); // a client that keeps its connection would hold us up
        const late = setTimeout(() => http.closeAllConnections(), stoppingWaitsMs);
        server.close(() => {
          clearInterval(idle);
          clearTimeout(late);
          resolve();
        });
      }),
  };
}

const NotServed = z.object({ statusCode: z.int().min(400).max(599) });

const unread: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '401 Unauthorized',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function makeServer(): restify.Server {
  const silent = pino({ level: 'silent' }) as unknown as restify.ServerOptions['log']; // its own log holds whole requests
  const server = restify.createServer({ name: 'mash-referrals', log: silent });
  server.server.headersTimeout = usualLimits.ms;
  server.server.requestTimeout = usualLimits.ms;
  // What Node cannot read is answered here. A header beyond its 16 KB holds no token of Teams'.
  server.server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    const status = (code && unread[code]) ?? '400 Bad Request';
    if (socket.writable && code !== 'ECONNRESET') socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    else socket.destroy();
  });
  // An address that is not served, or a fault: restify would answer with the address, or with the fault's message.
  server.on('restifyError', (_request, response: restify.Response, error: unknown, done: () => void) => {
    const status = NotServed.safeParse(error).data?.statusCode ?? 500;
    response.send(status, { error: status < 500 ? 'not served' : 'failed' }, { connection: 'close' });
    done();
  });
  // restify listens for upgrades and leaves them hanging, for as long as the stranger likes.
  server.on('upgrade', (_request, socket: NodeJS.WritableStream & { destroy(): void }) => socket.destroy());
  return server;
}

const text = z.string().nullish();
const id = z
  .string()
  .regex(/^[\x20-\x7e]*$/) // it becomes part of an address, and a header
  .nullish();
const Account = z.looseObject({ id, name: text, aadObjectId: text, role: text }).nullish();

/** What the SDK takes for granted before it has authenticated anybody, and what it copies into each reply, which could then not be sent. */
const Activity = z.looseObject({
  type: z.string().min(1),
  serviceUrl: z.string().default(''), // none: an address that may not be called
  channelId: z.string().optional(),
  id,
  locale: text,
  from: Account,
  recipient: Account,
  conversation: z
    .looseObject({ id, name: text, conversationType: text, tenantId: text, isGroup: z.boolean().nullish() })
    .nullish(),
});

interface Answer {
  status: number;
  body?: unknown;
}

const notAuthenticated: Answer = { status: 401, body: { error: 'not authenticated' } };
const notAnActivity: Answer = { status: 400, body: { error: 'not an activity' } };

/** Lets the SDK authenticate the activity and take its turn. The SDK's own answer to a fault holds the fault's message: not sent. */
async function answerTo(body: object, authorization: string, { adapter, onTurn }: Omit<Bot, 'admits'>) {
  const activity = Activity.safeParse(body);
  if (!activity.success) return notAnActivity;
  let authenticated = false;
  const answer: Answer = { status: 200 };
  try {
    await adapter.process(
      { method: 'POST', headers: { authorization }, body: activity.data },
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
  } catch {
    return notAnActivity;
  }
  // Whatever fails before the turn fails in authenticating; of a bad signature the SDK says 500.
  if (!authenticated) return notAuthenticated;
  return answer.status === 500 ? { status: 500, body: { error: 'failed' } } : answer;
}
