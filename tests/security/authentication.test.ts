import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata.js';
import pino from 'pino';
import { realMachine } from '../../src/base/machine.ts';
import { Authentication } from '../../src/door/authentication.ts';
import { serve } from '../../src/door/server.ts';
import { startWorld, type World } from '../conversations/world.ts';

import { freePort } from '../fakes/free-port.ts';
import { appId, type Microsoft, publicServiceUrl, type Signing, seconds, startMicrosoft } from '../fakes/microsoft.ts';
import { profiles, tenantId } from '../fakes/people.ts';
import { documentsOfPeople } from './pressing.ts';

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

const emulator = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'; // its issuer
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
  let atFirst: unknown[];
  beforeAll(async () => {
    microsoft = await startMicrosoft();
    world = await startWorld({ env: { ...microsoft.env, MASH_SERVICE_URL: '', NODE_ENV: 'production' } });
    atFirst = documents(); // the set-up, which a start fills
  });
  afterAll(async () => {
    await world.stop();
    await microsoft.stop();
  });
  const documents = () => documentsOfPeople(world.sqlitePath);

  const strangers: [string, (good: string) => string | undefined][] = [
    ['without an authorization header', () => undefined],
    ['with a plain word as authorization', () => 'Peridot'],
    ['with no token', () => 'Bearer'],
    ['with a word instead of a token', () => 'Bearer Peridot'],
    ['with half a token', (good) => good.split('.').slice(0, 2).join('.')],
    ['that calls a good token Basic', (good) => good.replace('Bearer', 'Basic')],
    ['that calls a good token bearer, in small letters', (good) => good.replace('Bearer', 'bearer')],
    ['altered after it was signed', altered],
  ];

  it.each(strangers)('A request %s is answered 401 without a reason', async (_who, header) => {
    expect(await post(world.base, header(microsoft.bearer()))).toEqual(refused);
  });

  it.each<[string, object, Signing?]>([
    ['signed with the sender’s own key', {}, { key: 'forged' }],
    ['naming an unknown key', {}, { key: 'unknown' }],
    ['without a signature', {}, { alg: 'none' }],
    ['signed with the public key', {}, { alg: 'HS256' }],
    ['that expired', { exp: seconds(-1800) }],
    ['that is not valid yet', { nbf: seconds(1800) }],
    ['that never expires', { exp: undefined }],
    ['whose expiry is not a time', { exp: null }],
    ['with a critical header extension that nothing here understands', {}, { head: { crit: ['b64'], b64: true } }],
    ['with an empty list of critical header extensions', {}, { head: { crit: [] } }],
    ['with no list of critical header extensions', {}, { head: { crit: null } }],
    ['meant for another bot', { aud: 'Peridot' }],
    ['meant for no bot', { aud: undefined }],
    ['of another issuer', { iss: 'https://peridot.example' }],
    ['of no issuer', { iss: undefined }],
    ['that names no service URL', { serviceurl: undefined }],
    ['for another service URL', { serviceurl: 'https://peridot.example/' }],
    ['whose key is endorsed for another channel', {}, { key: 'for-the-web-chat' }],
    ['whose key has no endorsements', {}, { key: 'without-endorsements' }],
    ['whose key has an empty list of endorsements', {}, { key: 'with-an-empty-list' }],
    ['from another bot', { ver: '1.0', appid: jane.objectId }],
    ['from the emulator', { iss: emulator }],
    ['of 9 KB', { peridot: 'x'.repeat(6000) }],
  ])('A request with a token %s is answered 401 without a reason', async (_which, ...signed) => {
    expect(await post(world.base, microsoft.bearer(...signed))).toEqual(refused);
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

  it('Unauthenticated requests store nothing, ask nothing of Teams and fetch no token but the program’s own first one', () => {
    expect(documents()).toEqual(atFirst);
    expect(world.teams.history).toEqual([]);
    expect(microsoft.logins.length).toBeLessThan(2);
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
    expect(documents().length).toBe(atFirst.length + 1); // the address of this person's chat
  });

  it('Requests from strangers cause no further fetch of the signing keys', () => {
    expect(microsoft.asked()).toBeLessThanOrEqual(4); // the SDK and the bot each fetch the metadata, then the keys
  });
});

/** Keeps the signature and changes the claims. */
function altered(header: string): string {
  const [head = '', claims = '', signature = ''] = header.split('.');
  const words = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const otherClaims = Buffer.from(JSON.stringify({ ...words, exp: seconds(7200) })).toString('base64url');
  return `${head}.${otherClaims}.${signature}`;
}

describe('the door alone', () => {
  const serving: Awaited<ReturnType<typeof serve>>[] = [];
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => Promise.all(serving.splice(0).map((each) => each.close())));

  /** Serves with a health check that throws. @returns the address */
  async function served(authentication: Authentication | undefined, onTurn: () => Promise<void>): Promise<string> {
    const port = await freePort();
    const adapter = new CloudAdapter(authentication ?? new ConfigurationBotFrameworkAuthentication({}));
    serving.push(
      await serve(
        { host: '127.0.0.1', port },
        { adapter, admits: async () => true, log: silent, onTurn, ready: broken, troubles: () => ({ ok: true }) },
      ),
    );
    return `http://127.0.0.1:${port}`;
  }
  const broken = (): never => {
    throw new Error('Chrysoprase');
  };

  it('A token of the emulator, which the SDK accepts, is refused, because it comes from another issuer', async () => {
    const microsoft = await startMicrosoft();
    const { ToBotFromChannelOpenIdMetadataUrl: keys = '' } = microsoft.env;
    const registration = { ...microsoft.env, ToBotFromEmulatorOpenIdMetadataUrl: keys };
    const authentication = new Authentication(
      { local: false, registration, serviceHosts: [] },
      { log: silent, ticks: () => 0, now: realMachine.now },
    );
    const turn = jest.fn(async () => {});
    const base = await served(authentication, turn);
    const header = microsoft.bearer({ iss: emulator, ver: '1.0', appid: appId });
    expect(await post(base, header)).toEqual(refused);
    expect(await authentication.admits(header)).toBe(false);
    expect(turn).not.toHaveBeenCalled();
    await microsoft.stop();
  });

  it('Checks the signature of a token once in five minutes, and again after its end, or when the key is another', async () => {
    const microsoft = await startMicrosoft();
    let ticks = 0;
    const watched = { log: silent, ticks: () => ticks, now: realMachine.now };
    const config = { local: false, registration: microsoft.env, serviceHosts: [] };
    const authentication = new Authentication(config, watched);
    const checks = jest.spyOn(ConfigurationBotFrameworkAuthentication.prototype, 'authenticateStreamingRequest');
    const [header, short] = [microsoft.bearer(), microsoft.bearer({ exp: seconds(60) })];
    const admitsAt = async (minute: number, which = header) => {
      ticks = minute * 60_000;
      return [await authentication.admits(which), checks.mock.calls.length];
    };
    expect([await admitsAt(0), await admitsAt(4.9), await admitsAt(5)]).toEqual([
      ...[
        [true, 1],
        [true, 1],
      ],
      [true, 2],
    ]);
    expect([await admitsAt(5, short), await admitsAt(5.9, short), await admitsAt(6.1, short)]).toEqual([
      ...[
        [true, 3],
        [true, 3],
      ],
      [true, 4],
    ]);
    await expect(
      authentication.authenticateRequest(
        { ...messageSaying('hi'), serviceUrl: 'https://smba.trafficmanager.net/de/' } as never,
        header,
      ),
    ).rejects.toThrow();
    const turn = await authentication.authenticateRequest(messageSaying('hi') as never, header);
    expect(await authentication.authenticateRequest(messageSaying('ho') as never, header)).toBe(turn);
    expect(await admitsAt(6.2, `${header}x`)).toEqual([false, 5]);
    jest.spyOn(OpenIdMetadata.prototype, 'getKey').mockResolvedValue(null as never);
    expect(await admitsAt(6.3)).toEqual([false, 5]);
    jest.restoreAllMocks();
    await microsoft.stop();
  });

  it('A thousand refused requests are logged once a minute, with their number', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    let ticks = 0;
    const watched = { log, ticks: () => ticks, now: realMachine.now };
    const authentication = new Authentication({ local: false, registration: {}, serviceHosts: [] }, watched);
    for (; ticks < 100_000; ticks += 100) expect(await authentication.admits('')).toBe(false);
    expect(lines.map((line) => JSON.parse(line)).map(({ event, count }) => [event, count])).toEqual([
      ['door.refused', 1],
      ['door.refused', 600],
    ]);
  });

  it('A turn or a health check that breaks off is answered 500 without the words of its error', async () => {
    const failed = { status: 500, text: '{"error":"failed"}' };
    const base = await served(undefined, async () => broken());
    expect(await post(base, undefined)).toEqual(failed);
    const answer = await fetch(`${base}/readyz`);
    expect({ status: answer.status, text: await answer.text() }).toEqual(failed);
  });
});
