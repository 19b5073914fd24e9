import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import pino from 'pino';
import { serve } from '../../src/door/server.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { freePort } from '../fakes/free-port.ts';
import { packName } from '../fakes/the-pack.ts';

const guarded = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Sends exactly these bytes. @returns everything that comes back until the other side disconnects */
function raw(base: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1').setEncoding('utf8');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text)).on('error', reject);
    socket.write(bytes);
  });
}

const councilsOwn = {
  extends: packName,
  sharedWith: 'The MASH & <script>police',
  retention: { source: 'the council’s schedule of 2026', drafts: 'P30D', decided: 'P1461D', accessLog: 'P400D' },
};

describe('every answer', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env: { MASH_ESCALATION: ',' }, pack: councilsOwn });
    await world.until(async () => (await page(`${world.base}/alarmz`)).status === 503);
  });
  afterAll(() => world.stop());
  const page = async (url: string, method = 'GET') => {
    const answer = await fetch(url, { method });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  };

  it.each([
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
    ['GET', '/alarmz', 503],
    ['GET', '/privacy', 200],
    ['GET', '/terms', 200],
    ['GET', '/peridot', 404],
    ['GET', '/%', 404],
    ['PUT', '/api/messages', 405],
    ['POST', '/api/messages', 415],
    ['GET', `/copy/${'A'.repeat(43)}`, 410],
    ['POST', `/copy/${'A'.repeat(43)}`, 415],
  ])('The answer to %s %s asks for https only, no sniffing and no caching', async (method, path, status) => {
    expect(await page(world.base + path, method)).toMatchObject({ status, headers: guarded });
  });

  it('The privacy page says to whom a referral goes and how long it is kept, as the pack has it', async () => {
    const { headers, text } = await page(`${world.base}/privacy`);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(text).toContain('<li>A referral goes to: The MASH &amp; &lt;script&gt;police.</li>');
    expect(text).toContain('<li>A draft with which nobody goes on: 30 days.</li>');
    expect(text).toContain('<li>A decided case, after anybody last worked on it: 1,461 days.</li>');
    expect(text).toContain('<li>Who set these periods: the council’s schedule of 2026.</li>');
    expect(text).not.toContain('<script');
  });

  it('The terms page names the emergency number first, and how long the MASH has to decide', async () => {
    const { text } = await page(`${world.base}/terms`);
    expect(text).toMatch(/<h1>.*<h2>Immediate danger: call 999.*The MASH has 24 hours to decide\./s);
  });

  it.each([
    ['/metrics', 200],
    ['/readyz', 200],
    ['/alarmz', 503],
    ['/peridot', 404],
  ])('The answer to %s on the metrics port has the same headers', async (path, status) => {
    expect(await page(world.watchers + path)).toMatchObject({ status, headers: guarded });
  });

  it.each([
    ['is not HTTP', 'Peridot\r\n\r\n', '400'],
    ['has headers too long to authenticate', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, '401'],
    ['names no host', 'GET /peridot HTTP/1.1\r\nconnection: close\r\n\r\n', '404'],
    ['expects something unknown', 'GET /peridot HTTP/1.1\r\nhost: x\r\nexpect: x\r\nconnection: close\r\n\r\n', '404'],
  ])('The answer to a request that %s has the same headers', async (_what, bytes, status) => {
    const answer = (await raw(world.base, bytes)).toLowerCase();
    expect(answer.split(' ')[1]).toBe(status);
    for (const [name, value] of Object.entries(guarded)) expect(answer).toContain(`${name}: ${value}\r\n`);
  });

  it('A stranger sees the state of the service as one word, and the metrics port shows all of it with the same status', async () => {
    expect(await page(`${world.base}/readyz`)).toMatchObject({ status: 200, text: 'ready\n' });
    expect(await page(`${world.base}/alarmz`)).toMatchObject({ status: 503, text: 'alarm\n' });
    const [ready, alarms] = [await page(`${world.watchers}/readyz`), await page(`${world.watchers}/alarmz`)];
    expect([ready.status, JSON.parse(ready.text)]).toMatchObject([200, { ok: true, notReady: [] }]);
    expect([alarms.status, JSON.parse(alarms.text)]).toEqual([503, { ok: false, troubles: ['no-escalation'] }]);
  });
});

// A connection

const short = { ms: 1000, checkedEveryMs: 50, idleMs: 60_000, most: 1000 };
const watched = { ready: () => ({ ok: true }), troubles: () => ({ ok: true }) };
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = { adapter, admits: async () => true, log: pino({ level: 'silent' }), onTurn: async () => undefined };

async function serving<T>(connections: typeof short, act: (port: number) => Promise<T>): Promise<T> {
  const port = await freePort();
  const server = await serve({ host: '127.0.0.1', port, connections }, { ...bot, ...watched });
  try {
    return await act(port);
  } finally {
    await server.close();
  }
}

/**
 * Waits until the server has closed the connection. The client keeps its own side open, so it notices only when a
 * write fails.
 */
const ends = (socket: Socket) =>
  new Promise<void>((resolve) => {
    const speaking = setInterval(() => socket.readableEnded && socket.write('x'), 20);
    socket.once('close', () => {
      clearInterval(speaking);
      resolve();
    });
  });
const held = (port: number) =>
  connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    .on('error', () => undefined)
    .resume();

it.concurrent.each([
  ['that never sends a byte', ''],
  ['that stops after its first headers', 'POST /api/messages HTTP/1.1\r\nhost: x\r\n'],
  [
    'whose body stops after its first byte',
    'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
  ],
  ['that stays open after its answer', 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['that sends nonsense and does not hang up', 'Peridot\r\n\r\n'],
])(
  'A connection %s is ended in time',
  async (_what, bytes) => {
    await serving(short, async (port) => {
      const socket = held(port);
      socket.write(bytes);
      await ends(socket); // otherwise the test runs into its time limit
      expect(await raw(`http://127.0.0.1:${port}`, 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n')).toContain(
        ' 200 ',
      );
    });
  },
  15_000,
);

it.concurrent('A connection that sends one letter at a time is ended, because all its headers must arrive in time', async () => {
  await serving(short, async (port) => {
    const socket = held(port);
    socket.write('POST /api/messages HTTP/1.1\r\nhost: ');
    const dripping = setInterval(() => socket.writable && socket.write('x'), 20);
    await ends(socket);
    clearInterval(dripping);
  });
});

it.concurrent('A connection beyond the maximum is refused, and the others continue', async () => {
  await serving({ ...short, ms: 10_000, most: 2 }, async (port) => {
    const first = await new Promise<Socket>((resolve) => {
      const socket = held(port).once('connect', () => resolve(socket));
    });
    const second = held(port);
    await new Promise((resolve) => second.once('connect', resolve));
    await ends(held(port));
    const answered = new Promise<string>((resolve) => void first.once('data', (data) => resolve(String(data))));
    first.write('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(await answered).toContain(' 200 ');
    second.destroy();
  });
});
