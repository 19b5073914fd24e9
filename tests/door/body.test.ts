import { readdir } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Body, readBody } from '../../src/door/body.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { freePort } from '../fakes/free-port.ts';

const json = { 'content-type': 'application/json' };
const most = 256 * 1024;

interface Sent {
  status: number;
  connection: string | undefined;
  text: string;
}

/** Sends a request part by part. Without a Content-Length it goes out in chunks. */
function send(url: string, headers: Record<string, string>, parts: (string | Buffer)[], ends = true): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(url, { method: 'POST', headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('close', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, text }),
      );
    });
    sending.on('error', reject);
    for (const part of parts) sending.write(part);
    if (ends) sending.end();
  });
}

describe('the door of the bot', () => {
  let world: World;
  const { folder } = aFolder();
  beforeAll(async () => {
    world = await startWorld({ env: { TMPDIR: folder } });
  });
  afterAll(() => world.stop());

  const knock = (headers: Record<string, string>, ...parts: (string | Buffer)[]) =>
    send(`${world.base}/api/messages`, headers, parts);
  const stands = async () => (await fetch(`${world.base}/healthz`)).status === 200;

  const gzipped = { ...json, 'content-encoding': 'gzip' };
  const form = ['--x', 'content-disposition: form-data; name="f"; filename="f"', '', 'Peridot', '--x--', ''];
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/plain; application/json',
  ];
  it.each<[string, Record<string, string>, string | Buffer]>([
    ['falsely claims to be compressed', gzipped, 'notgzip'],
    ['is compressed', gzipped, gzipSync('{}')],
    ['has a file, which is not stored', { 'content-type': 'multipart/form-data; boundary=x' }, form.join('\r\n')],
    ...types.map((type): [string, Record<string, string>, string] => [
      `has type ${type}`,
      { 'content-type': type },
      '{}',
    ]),
    ['has no content type', {}, '{}'],
  ])('The door refuses a body that %s', async (_, headers, body) => {
    expect(await knock(headers, body)).toMatchObject({ status: 415 });
    expect(await readdir(folder)).toEqual([]);
    expect(await stands()).toBe(true);
  });

  it('The door refuses a body whose stated length is too large, though it never ends', async () => {
    const sent = send(`${world.base}/api/messages`, { ...json, 'content-length': String(most + 1) }, ['{'], false);
    expect(await sent).toMatchObject({ status: 413, connection: 'close' });
  });

  it('The door stops reading a body that grows too large', async () => {
    const part = ' '.repeat(64 * 1024);
    const sent = send(`${world.base}/api/messages`, json, Array(5).fill(part), false);
    expect(await sent).toMatchObject({ status: 413, connection: 'close' });
  });

  it('Somebody who sends a body that is too large gets the answer', async () => {
    expect(await knock(json, ' '.repeat(4 * most))).toMatchObject({ status: 413, connection: 'close' });
  });

  it('The door accepts a body of the largest allowed size', async () => {
    const padded = `{"pad":"${'x'.repeat(most - 10)}"}`;
    expect(padded.length).toBe(most);
    expect(await knock(json, padded)).toMatchObject({ status: 400, text: '{"error":"not an activity"}' });
  });

  it.each([
    ['an empty body', ''],
    ['a list', '[]'],
    ['a list of activities', '[{"type":"message"}]'],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"Peridot"'],
    ['half an object', '{"type":"Peridot'],
    ['bytes that are not text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a very deeply nested object', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
  ])('The door answers %s with a short 400', async (_what, body) => {
    expect(await knock(json, body)).toEqual({
      status: 400,
      connection: 'close',
      text: '{"error":"not a JSON object"}',
    });
  });

  it.each([
    ['no type', 400, { serviceUrl: 'http://x' }],
    ['an empty type', 400, { type: '', serviceUrl: 'http://x' }],
    ['a list as its type', 400, { type: ['message'], serviceUrl: 'http://x' }],
    ['a number as its service URL', 400, { type: 'message', serviceUrl: 7 }],
    ['an object as its channel', 400, { type: 'message', serviceUrl: 'http://x', channelId: {} }],
    ['no service URL', 401, { type: 'message' }], // no trusted address to send the answer to
    ['an empty service URL', 401, { type: 'message', serviceUrl: '' }],
    ['a service URL without a host', 401, { type: 'message', serviceUrl: 'javascript:alert(1)' }],
    ['a service URL elsewhere', 401, { type: 'message', serviceUrl: 'http://192.0.2.1/' }],
  ])('The door answers an activity that has %s with %d', async (_what, status, activity) => {
    const text = `{"error":"${status === 400 ? 'not an activity' : 'not authenticated'}"}`;
    expect(await knock(json, JSON.stringify(activity))).toMatchObject({ status, text });
  });

  it('The door takes no field from a prototype', async () => {
    expect(await knock(json, '{"__proto__":{"type":"message","serviceUrl":"http://x"}}')).toMatchObject({
      status: 400,
    });
    expect(await stands()).toBe(true);
  });

  it.each([
    ['POST', '/peridot', 404],
    ['GET', '/peridot', 404],
    ['GET', '/api/messages', 405],
    ['PUT', '/api/messages', 405],
    ['POST', '/healthz', 405],
    ['GET', '/%', 404],
  ])('The door answers %s %s with %d, and repeats nothing of the request', async (method, path, status) => {
    const answer = await fetch(`${world.base}${path}`, { method });
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status, text: '{"error":"not served"}' });
  });

  it.each(['image/png', '*'])('The door answers a client that wants %s', async (accept) => {
    expect(await knock({ ...json, accept }, '[]')).toMatchObject({ status: 400 });
  });

  it('The door leaves no client hanging that asks for another protocol', async () => {
    const socket = connect(Number(new URL(world.base).port), '127.0.0.1');
    socket.write('GET /api/messages HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve).resume());
    expect(await stands()).toBe(true);
  });

  it('The door survives a client that disconnects in the middle', async () => {
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(Number(new URL(world.base).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
      );
      await new Promise((resolve) => socket.once('ready', resolve));
      socket.resetAndDestroy();
    }
    expect(await stands()).toBe(true);
  });

  it('The door puts no word of these requests into the log', () => {
    expect(world.log.join('\n')).not.toMatch(/peridot/i);
  });
});

// Reading a body

async function readingWith(ms: number, act: (url: string, begun: Promise<void>) => Promise<unknown>): Promise<Body> {
  const port = await freePort();
  const begun = Promise.withResolvers<void>();
  const read = Promise.withResolvers<Body>();
  const server = createServer(async (request, response) => {
    begun.resolve();
    read.resolve(await readBody(request, { bytes: most, ms }));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    await Promise.all([read.promise, act(`http://127.0.0.1:${port}`, begun.promise)]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return read.promise;
}

it('Reading a body ends when it comes too slowly', async () => {
  const body = await readingWith(100, (url) => send(url, json, ['{"type":'], false));
  expect(body).toEqual({ kind: 'refused', status: 408, why: 'too slow' });
});

it('Reading a body ends when the sender disconnects', async () => {
  const body = await readingWith(5_000, async (url, begun) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{');
    await begun;
    socket.destroy();
  });
  expect(body).toEqual({ kind: 'broken-off' });
});

it('Reading a body drops keys that would set a prototype when copied, at any depth', async () => {
  const text = '{"from":{"id":"29:x","__proto__":{"aadObjectId":"manager"}},"__proto__":{"type":"message"}}';
  const body = await readingWith(5_000, (url) => send(url, json, [text]));
  expect(body).toEqual({ kind: 'object', value: { from: { id: '29:x' } } });
  const value = body.kind === 'object' ? body.value : {};
  expect(JSON.stringify(value)).toBe('{"from":{"id":"29:x"}}');
  expect(Object.keys({})).toEqual([]);
  expect('type' in {}).toBe(false);
});

it('Reading a body keeps characters of every kind, even if a chunk ends in the middle of one', async () => {
  const bytes = Buffer.from('{"name":"Zoë 王 🙂"}');
  const parts = [...bytes].map((byte) => Buffer.from([byte]));
  const charset = { 'content-type': 'Application/JSON; charset=utf-8' };
  const body = await readingWith(5_000, (url) => send(url, charset, parts));
  expect(body).toEqual({ kind: 'object', value: { name: 'Zoë 王 🙂' } });
});
