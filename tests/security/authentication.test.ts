import { connect } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import pino from 'pino';
import { Authentication } from '../../src/door/authentication.ts';
import { serve } from '../../src/door/server.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { freePort } from '../fakes/free-port.ts';
import { appId, type Microsoft, publicServiceUrl, seconds, startMicrosoft } from '../fakes/microsoft.ts';
import { profiles, tenantId } from '../fakes/people.ts';

const { jane } = profiles;
const silent = pino({ level: 'silent' });
const messageSaying = (text: string) => ({
  type: 'message',
  id: '1',
  text,
  channelId: 'msteams',
  serviceUrl: publicServiceUrl,
  from: { id: jane.id, aadObjectId: jane.objectId, name: jane.name },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId },
});

const refused = { status: 401, text: '{"error":"not authenticated"}' };

async function post(base: string, authorization: string | undefined, body: unknown = messageSaying('Peridot')) {
  const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${base}/api/messages`, { method: 'POST', headers, body: text });
  return { status: answer.status, text: await answer.text() };
}

describe('requests that are not authenticated', () => {
  let microsoft: Microsoft;
  let world: World;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
    world = await startWorld({ env: { ...microsoft.env, MASH_SERVICE_URL: '', NODE_ENV: 'production' } });
  });
  afterAll(async () => {
    await world.stop();
    await microsoft.stop();
  });

  /** The store without the program’s own records, such as its last test alarm and the tenant and app it serves. */
  const documents = () => {
    const store = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const all = store
      .prepare(
        "SELECT * FROM documents WHERE id NOT IN ('test-alarm', 'heartbeats', 'served', 'onlookers', 'setup', 'sweep') AND kind <> 'ledger'",
      )
      .all();
    store.close();
    return all;
  };

  const strangers: [string, (microsoft: Microsoft) => string | undefined][] = [
    ['without an authorization header', () => undefined],
    ['with a plain word as authorization', () => 'Peridot'],
    ['with no token', () => 'Bearer'],
    ['with a word instead of a token', () => 'Bearer Peridot'],
    ['with half a token', ({ bearer }) => bearer().split('.').slice(0, 2).join('.')],
    ['that calls a good token Basic', ({ bearer }) => bearer().replace('Bearer', 'Basic')],
    ['that calls a good token bearer, in small letters', ({ bearer }) => bearer().replace('Bearer', 'bearer')],
    ['signed with the sender’s own key', ({ bearer }) => bearer({}, { key: 'forged' })],
    ['naming an unknown key', ({ bearer }) => bearer({}, { key: 'unknown' })],
    ['altered after it was signed', ({ bearer }) => altered(bearer())],
    ['without a signature', ({ bearer }) => bearer({}, { alg: 'none' })],
    ['signed with the public key', ({ bearer }) => bearer({}, { alg: 'HS256' })],
    ['with an expired token', ({ bearer }) => bearer({ exp: seconds(-1800) })],
    ['with a token not valid yet', ({ bearer }) => bearer({ nbf: seconds(1800) })],
    ['with a token that never expires', ({ bearer }) => bearer({ exp: undefined })],
    ['with a token whose expiry is not a time', ({ bearer }) => bearer({ exp: null })],
    [
      'with a critical header extension that nothing here understands',
      ({ bearer }) => bearer({}, { head: { crit: ['b64'], b64: true } }),
    ],
    ['with an empty list of critical header extensions', ({ bearer }) => bearer({}, { head: { crit: [] } })],
    ['with no list of critical header extensions', ({ bearer }) => bearer({}, { head: { crit: null } })],
    ['meant for another bot', ({ bearer }) => bearer({ aud: 'Peridot' })],
    ['meant for no bot', ({ bearer }) => bearer({ aud: undefined })],
    ['with a token of another issuer', ({ bearer }) => bearer({ iss: 'https://peridot.example' })],
    ['with a token of no issuer', ({ bearer }) => bearer({ iss: undefined })],
    ['with a token that names no service URL', ({ bearer }) => bearer({ serviceurl: undefined })],
    ['with a token for another service URL', ({ bearer }) => bearer({ serviceurl: 'https://peridot.example/' })],
    ['whose key is endorsed for another channel', ({ bearer }) => bearer({}, { key: 'for-the-web-chat' })],
    ['whose key has no endorsements', ({ bearer }) => bearer({}, { key: 'without-endorsements' })],
    ['whose key has an empty list of endorsements', ({ bearer }) => bearer({}, { key: 'with-an-empty-list' })],
    ['from another bot', ({ bearer }) => bearer({ ver: '1.0', appid: jane.objectId })],
    [
      'from the emulator',
      ({ bearer }) => bearer({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }),
    ],
    ['with a good token of 9 KB', ({ bearer }) => bearer({ peridot: 'x'.repeat(6000) })],
  ];

  it.each(strangers)('A request %s is answered 401 without a reason', async (_who, header) => {
    expect(await post(world.base, header(microsoft))).toEqual(refused);
  });

  it('A request with a token too long for a header is answered 401', async () => {
    const { port } = new URL(world.base);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text)).on('error', reject);
      socket.write(`POST /api/messages HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${'x'.repeat(40_000)}\r\n\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it.each<[string, object]>([
    ['from another channel', { channelId: 'peridot' }],
    ['from another channel whose tokens the SDK accepts', { channelId: 'AseChannel' }],
    ['from the web chat, for which the key is endorsed too', { channelId: 'webchat' }],
    ['that names no channel', { channelId: undefined }],
    ['that names no service URL', { serviceUrl: undefined }],
    ['that names another service URL than the token', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
    ['that names another host than the token', { serviceUrl: 'https://peridot.example/' }],
  ])('An activity %s is answered 401, though its token is good', async (_who, change) => {
    expect(await post(world.base, microsoft.bearer(), { ...messageSaying('Peridot'), ...change })).toEqual(refused);
  });

  it.each([
    'https://peridot.example/',
    'https://peridot.trafficmanager.net/uk/',
    'https://smba.trafficmanager.net.peridot.example/',
    'https://smba.trafficmanager.net@peridot.example/',
    'http://smba.trafficmanager.net/uk/',
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://169.254.169.254/',
  ])('An activity that wants its answer sent to %s is answered 401, though its token agrees', async (serviceUrl) => {
    const header = microsoft.bearer({ serviceurl: serviceUrl });
    expect(await post(world.base, header, { ...messageSaying('Peridot'), serviceUrl })).toEqual(refused);
  });

  it.each([
    ['is not JSON', '{"text":"Peridot'],
    ['is too large', JSON.stringify(messageSaying('Peridot'.repeat(50_000)))],
    ['is not an activity', '{"Peridot":1}'],
  ])('An unauthenticated sender is not told that the body %s', async (_what, body) => {
    expect(await post(world.base, microsoft.bearer({}, { key: 'forged' }), body)).toEqual(refused);
    expect(await post(world.base, undefined, body)).toEqual(refused);
  });

  it('Unauthenticated requests store nothing, ask nothing of Teams and fetch no token', () => {
    expect(documents()).toEqual([]);
    expect(world.teams.history).toEqual([]);
    expect(microsoft.logins).toEqual([]);
  });

  it('Unauthenticated requests leave a fault in the log, and nothing of what they sent', () => {
    const printed = world.log.filter(
      (line) => !line.startsWith('MASH Referrals listens') && !line.startsWith('WARNING'),
    );
    expect(printed.length).toBeGreaterThan(30);
    for (const line of printed) expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) });
    expect(printed.join('\n')).toContain('AuthenticationError');
    expect(printed.join('\n')).not.toMatch(/peridot|BEGIN|invalid signature|jwt (expired|not active)/i);
  });

  it('A request from Teams itself is answered 200', async () => {
    const joined = { ...messageSaying('x'), type: 'conversationUpdate' };
    expect(await post(world.base, microsoft.bearer(), joined)).toEqual({ status: 200, text: '' });
    expect(documents().length).toBe(1); // the address of this person's chat
  });

  it('Requests from strangers cause no further fetch of the signing keys', () => {
    expect(microsoft.asked()).toBeLessThanOrEqual(4); // the SDK and the bot each fetch the metadata, then the keys
  });
});

describe('a token of the emulator, which the SDK accepts', () => {
  it('A token of the emulator is refused, because it comes from another issuer', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const microsoft = await startMicrosoft();
    const port = await freePort();
    const { ToBotFromChannelOpenIdMetadataUrl: keys = '' } = microsoft.env;
    const registration = { ...microsoft.env, ToBotFromEmulatorOpenIdMetadataUrl: keys };
    const authentication = new Authentication({ local: false, registration, serviceHosts: [] });
    let turns = 0;
    const onTurn = async () => {
      turns += 1;
    };
    const serving = await serve(
      { host: '127.0.0.1', port },
      {
        adapter: new CloudAdapter(authentication),
        admits: async () => true,
        log: silent,
        onTurn,
        ...healthy,
      },
    );
    const iss = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
    const header = microsoft.bearer({ iss, ver: '1.0', appid: appId });
    const answer = await post(`http://127.0.0.1:${port}`, header);
    const admitted = await authentication.admits(header);
    await serving.close();
    await microsoft.stop();
    expect({ answer, admitted, turns }).toEqual({ answer: refused, admitted: false, turns: 0 });
  });
});

const healthy = { ready: () => ({ ok: true }), alarms: () => ({ ok: true }) };

/** Keeps the signature and changes the claims. */
function altered(header: string): string {
  const [head = '', claims = '', signature = ''] = header.split('.');
  const words = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const otherClaims = Buffer.from(JSON.stringify({ ...words, exp: seconds(7200) })).toString('base64url');
  return `${head}.${otherClaims}.${signature}`;
}

describe('a turn that breaks off', () => {
  const broken = async (_context: TurnContext): Promise<void> => {
    throw new Error('Chrysoprase');
  };
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  it('A turn that breaks off is answered 500 without the words of its error', async () => {
    const port = await freePort();
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
    const serving = await serve(
      { host: '127.0.0.1', port },
      { adapter, admits: async () => true, log: silent, onTurn: broken, ...healthy },
    );
    const answer = await post(`http://127.0.0.1:${port}`, undefined);
    await serving.close();
    expect(answer).toEqual({ status: 500, text: '{"error":"failed"}' });
  });

  it('A health check that throws is answered 500 without the words of its error', async () => {
    const port = await freePort();
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
    const ready = () => {
      throw new Error('Chrysoprase');
    };
    const serving = await serve(
      { host: '127.0.0.1', port },
      { adapter, admits: async () => true, log: silent, onTurn: broken, ...healthy, ready },
    );
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    const text = await answer.text();
    await serving.close();
    expect({ status: answer.status, text }).toEqual({ status: 500, text: '{"error":"failed"}' });
  });
});
