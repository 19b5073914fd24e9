import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { serve } from '../../src/bot/server.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { freePort } from '../fakes/free-port.ts';
import { profiles } from '../fakes/people.ts';

const appId = 'b0700000-0000-4000-8000-0000000000aa';
const issuer = 'https://api.botframework.com';
const serviceUrl = 'https://smba.trafficmanager.net/uk/';

const real = generateKeyPairSync('rsa', { modulusLength: 2048 });
const forged = generateKeyPairSync('rsa', { modulusLength: 2048 });

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

function token(claims: object, key: KeyObject, header: object = {}): string {
  const head = base64({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header });
  const usual = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: seconds(-3600), exp: seconds(3600) };
  const signed = `${head}.${base64({ ...usual, ...claims })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

const { jane } = profiles;
const said = (text: string) => ({
  type: 'message',
  id: '1',
  text,
  channelId: 'msteams',
  serviceUrl,
  from: { id: jane.id, aadObjectId: jane.objectId, name: jane.name },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'somewhere' },
});

async function post(base: string, authorization: string | undefined, activity: object = said('Peridot')) {
  const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
  const answer = await fetch(`${base}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  return { status: answer.status, text: await answer.text() };
}

/** Microsoft's page of keys, with our key on it. */
async function keysOf(key: KeyObject): Promise<Server> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const jwk = { ...key.export({ format: 'jwk' }), kid: 'k1', endorsements: ['msteams'] };
    const keys = request.url === '/keys' ? { keys: [jwk] } : { jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('who is not authenticated', () => {
  let keys: Server;
  let world: World;
  beforeAll(async () => {
    keys = await keysOf(real.publicKey);
    const address = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
    world = await startWorld({
      env: {
        HOST: '127.0.0.1',
        MicrosoftAppId: appId,
        MicrosoftAppPassword: 'none',
        ToBotFromChannelOpenIdMetadataUrl: address,
        ToBotFromChannelTokenIssuer: issuer,
        ToChannelFromBotLoginUrl: address,
        ToChannelFromBotOAuthScope: issuer,
      },
    });
  });
  afterAll(async () => {
    await world.stop();
    keys.close();
    keys.closeAllConnections();
  });

  const refused = { status: 401, text: '{"error":"not authenticated"}' };

  it.each<[string, () => string | undefined]>([
    ['says nothing of who is speaking', () => undefined],
    ['says it in words', () => 'Peridot'],
    ['shows no token', () => 'Bearer'],
    ['shows what is no token', () => 'Bearer Peridot'],
    ['shows half a token', () => `Bearer ${base64({ alg: 'RS256' })}.${base64({ iss: issuer })}`],
    ['signed with a key of their own', () => `Bearer ${token({}, forged.privateKey)}`],
    ['names a key nobody knows', () => `Bearer ${token({}, real.privateKey, { kid: 'Peridot' })}`],
    ['did not sign', () => `Bearer ${token({}, real.privateKey, { alg: 'none' }).replace(/[^.]+$/, '')}`],
    ['comes too late', () => `Bearer ${token({ exp: seconds(-1800) }, real.privateKey)}`],
    ['comes too early', () => `Bearer ${token({ nbf: seconds(1800) }, real.privateKey)}`],
    ['means another bot', () => `Bearer ${token({ aud: 'Peridot' }, real.privateKey)}`],
    ['is another issuer', () => `Bearer ${token({ iss: 'https://peridot.example' }, real.privateKey)}`],
    ['would have the answer sent elsewhere', () => `Bearer ${token({ serviceurl: 'https://x' }, real.privateKey)}`],
    ['is a bot itself', () => `Bearer ${token({ ver: '1.0', appid: jane.objectId }, real.privateKey)}`],
  ])('%s: 401, and no word why', async (_who, authorization) => {
    expect(await post(world.base, authorization())).toEqual(refused);
  });

  it('comes through another channel: 401', async () => {
    const authorization = `Bearer ${token({}, real.privateKey)}`;
    expect(await post(world.base, authorization, { ...said('x'), channelId: 'peridot' })).toEqual(refused);
  });

  it('is not Teams itself, which is let in', async () => {
    const joined = { ...said('x'), type: 'conversationUpdate' };
    expect(await post(world.base, `Bearer ${token({}, real.privateKey)}`, joined)).toEqual({ status: 200, text: '' });
  });

  it('leaves in the log what went wrong, and nothing of what was sent', () => {
    const printed = world.log.filter(
      (line) => !line.startsWith('MASH Referrals listens') && !line.startsWith('WARNING'),
    );
    expect(printed.length).toBeGreaterThan(10);
    for (const line of printed) expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) });
    expect(printed.join('\n')).toContain('AuthenticationError');
    expect(printed.join('\n')).not.toMatch(/peridot|BEGIN|invalid signature|jwt (expired|not active)/i);
  });
});

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
      { adapter, onTurn: broken, ready: async () => ({ ok: true }) },
    );
    const answer = await post(`http://127.0.0.1:${port}`, undefined);
    await serving.close();
    expect(answer).toEqual({ status: 500, text: '{"error":"failed"}' });
  });

  it('does not tell the watcher what the error says', async () => {
    const port = await freePort();
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
    const ready = async () => {
      throw new Error('Chrysoprase');
    };
    const serving = await serve({ host: '127.0.0.1', port }, { adapter, onTurn: broken, ready });
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    const text = await answer.text();
    await serving.close();
    expect({ status: answer.status, text }).toEqual({ status: 500, text: '{"error":"failed"}' });
  });
});
