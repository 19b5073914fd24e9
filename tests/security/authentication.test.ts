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
const said = (text: string) => ({
  type: 'message',
  id: '1',
  text,
  channelId: 'msteams',
  serviceUrl: publicServiceUrl,
  from: { id: jane.id, aadObjectId: jane.objectId, name: jane.name },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId },
});

const refused = { status: 401, text: '{"error":"not authenticated"}' };

async function post(base: string, authorization: string | undefined, body: unknown = said('Peridot')) {
  const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${base}/api/messages`, { method: 'POST', headers, body: text });
  return { status: answer.status, text: await answer.text() };
}

describe('who is not authenticated', () => {
  let microsoft: Microsoft;
  let world: World;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
    world = await startWorld({
      ownProcess: true,
      env: { ...microsoft.env, MASH_SERVICE_URL: '', NODE_ENV: 'production' },
    });
  });
  afterAll(async () => {
    await world.stop();
    await microsoft.stop();
  });

  /** The program itself keeps when it last tried the alarm, and whose service it is: that is of nobody. */
  const documents = () => {
    const store = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const all = store
      .prepare(
        "SELECT * FROM documents WHERE id NOT IN ('test-alarm', 'heartbeats', 'served', 'onlookers', 'environment', 'sweep') AND kind <> 'ledger'",
      )
      .all();
    store.close();
    return all;
  };

  const strangers: [string, (microsoft: Microsoft) => string | undefined][] = [
    ['says nothing of who is speaking', () => undefined],
    ['says it in words', () => 'Peridot'],
    ['shows no token', () => 'Bearer'],
    ['shows what is no token', () => 'Bearer Peridot'],
    ['shows half a token', ({ bearer }) => bearer().split('.').slice(0, 2).join('.')],
    ['calls a good token Basic', ({ bearer }) => bearer().replace('Bearer', 'Basic')],
    ['calls a good token bearer, in small letters', ({ bearer }) => bearer().replace('Bearer', 'bearer')],
    ['signed with a key of their own', ({ bearer }) => bearer({}, { key: 'forged' })],
    ['names a key nobody knows', ({ bearer }) => bearer({}, { key: 'unknown' })],
    ['changed what was signed', ({ bearer }) => altered(bearer())],
    ['did not sign', ({ bearer }) => bearer({}, { alg: 'none' })],
    ['signed with the public key', ({ bearer }) => bearer({}, { alg: 'HS256' })],
    ['comes too late', ({ bearer }) => bearer({ exp: seconds(-1800) })],
    ['comes too early', ({ bearer }) => bearer({ nbf: seconds(1800) })],
    ['has a token that never ends', ({ bearer }) => bearer({ exp: undefined })],
    ['has a token whose end is no time', ({ bearer }) => bearer({ exp: null })],
    [
      'asks for something to be understood that nothing here understands',
      ({ bearer }) => bearer({}, { head: { crit: ['b64'], b64: true } }),
    ],
    ['asks for nothing to be understood', ({ bearer }) => bearer({}, { head: { crit: [] } })],
    ['says that it asks, and not for what', ({ bearer }) => bearer({}, { head: { crit: null } })],
    ['means another bot', ({ bearer }) => bearer({ aud: 'Peridot' })],
    ['means no bot', ({ bearer }) => bearer({ aud: undefined })],
    ['is another issuer', ({ bearer }) => bearer({ iss: 'https://peridot.example' })],
    ['is no issuer', ({ bearer }) => bearer({ iss: undefined })],
    ['does not say where the answer goes', ({ bearer }) => bearer({ serviceurl: undefined })],
    ['would have the answer sent elsewhere', ({ bearer }) => bearer({ serviceurl: 'https://peridot.example/' })],
    ['has a key that is endorsed for another channel', ({ bearer }) => bearer({}, { key: 'for-the-web-chat' })],
    ['has a key without endorsements', ({ bearer }) => bearer({}, { key: 'without-endorsements' })],
    ['has a key with an empty list of endorsements', ({ bearer }) => bearer({}, { key: 'with-an-empty-list' })],
    ['is a bot itself', ({ bearer }) => bearer({ ver: '1.0', appid: jane.objectId })],
    [
      'is the emulator',
      ({ bearer }) => bearer({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }),
    ],
    ['has a good token of 9 KB', ({ bearer }) => bearer({ peridot: 'x'.repeat(6000) })],
  ];

  it.each(strangers)('%s: 401, and no word why', async (_who, header) => {
    expect(await post(world.base, header(microsoft))).toEqual(refused);
  });

  it('has a token that fits into no header: 401', async () => {
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
    ['comes through another channel', { channelId: 'peridot' }],
    ['comes through a channel of which the SDK takes tokens of others', { channelId: 'AseChannel' }],
    ['comes through the web chat, for which its key is endorsed too', { channelId: 'webchat' }],
    ['names no channel', { channelId: undefined }],
    ['names no address for the answer', { serviceUrl: undefined }],
    ['names another address than the token', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
    ['names another host than the token', { serviceUrl: 'https://peridot.example/' }],
  ])('%s, with a token that is good otherwise: 401', async (_who, change) => {
    expect(await post(world.base, microsoft.bearer(), { ...said('Peridot'), ...change })).toEqual(refused);
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
  ])('would have the answer sent to %s, and the token agrees: 401', async (serviceUrl) => {
    const header = microsoft.bearer({ serviceurl: serviceUrl });
    expect(await post(world.base, header, { ...said('Peridot'), serviceUrl })).toEqual(refused);
  });

  it.each([
    ['is no JSON', '{"text":"Peridot'],
    ['is larger than is taken', JSON.stringify(said('Peridot'.repeat(50_000)))],
    ['is no activity', '{"Peridot":1}'],
  ])('is not told that the body %s: it is not looked at', async (_what, body) => {
    expect(await post(world.base, microsoft.bearer({}, { key: 'forged' }), body)).toEqual(refused);
    expect(await post(world.base, undefined, body)).toEqual(refused);
  });

  it('left nothing behind: nothing stored, nothing asked of Teams, no token fetched', () => {
    expect(documents()).toEqual([]);
    expect(world.teams.history).toEqual([]);
    expect(microsoft.logins).toEqual([]);
  });

  it('leaves in the log what went wrong, and nothing of what was sent', () => {
    const printed = world.log.filter(
      (line) => !line.startsWith('MASH Referrals listens') && !line.startsWith('WARNING'),
    );
    expect(printed.length).toBeGreaterThan(30);
    for (const line of printed) expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) });
    expect(printed.join('\n')).toContain('AuthenticationError');
    expect(printed.join('\n')).not.toMatch(/peridot|BEGIN|invalid signature|jwt (expired|not active)/i);
  });

  it('is not Teams itself, which is let in: 200', async () => {
    const joined = { ...said('x'), type: 'conversationUpdate' };
    expect(await post(world.base, microsoft.bearer(), joined)).toEqual({ status: 200, text: '' });
    expect(documents().length).toBe(1); // where this person's chat is
  });

  it('asks for the page of keys twice a day at most, whatever strangers send', () => {
    expect(microsoft.asked()).toBeLessThanOrEqual(4); // the SDK and the bot, each the page and what it points to
  });
});

describe('a token of the emulator, which the SDK takes', () => {
  it('opens nothing: it is of another issuer', async () => {
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
        ...watched,
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

const watched = { ready: () => ({ ok: true }), alarms: () => ({ ok: true }) };

/** The same signature under other words. */
function altered(header: string): string {
  const [head = '', claims = '', signature = ''] = header.split('.');
  const words = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const other = Buffer.from(JSON.stringify({ ...words, exp: seconds(7200) })).toString('base64url');
  return `${head}.${other}.${signature}`;
}

describe('a turn that breaks off', () => {
  const broken = async (_context: TurnContext): Promise<void> => {
    throw new Error('Chrysoprase');
  };
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  it('is answered 500, without what the error says', async () => {
    const port = await freePort();
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
    const serving = await serve(
      { host: '127.0.0.1', port },
      { adapter, admits: async () => true, log: silent, onTurn: broken, ...watched },
    );
    const answer = await post(`http://127.0.0.1:${port}`, undefined);
    await serving.close();
    expect(answer).toEqual({ status: 500, text: '{"error":"failed"}' });
  });

  it('does not tell the watcher what the error says', async () => {
    const port = await freePort();
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
    const ready = () => {
      throw new Error('Chrysoprase');
    };
    const serving = await serve(
      { host: '127.0.0.1', port },
      { adapter, admits: async () => true, log: silent, onTurn: broken, ...watched, ready },
    );
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    const text = await answer.text();
    await serving.close();
    expect({ status: answer.status, text }).toEqual({ status: 500, text: '{"error":"failed"}' });
  });
});
