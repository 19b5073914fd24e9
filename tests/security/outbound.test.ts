import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cosmosClient } from '../../src/store/cosmos-container.ts';
import { decides, inChat, receipt, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { appId, issuer, type Microsoft, outboundToken, secret, startMicrosoft } from '../fakes/microsoft.ts';

let microsoft: Microsoft;
beforeAll(async () => {
  microsoft = await startMicrosoft();
});
afterAll(() => microsoft.stop());

const here = { ALLOWED_SERVICE_HOSTS: '127.0.0.1' };
const authorization = (serviceurl: string) => microsoft.bearer({ serviceurl });

describe('with a bot registration', () => {
  let world: World;
  beforeAll(async () => {
    // its own process: a host that has served a file before may hold a token already
    const env = { ...microsoft.env, ...here, NODE_ENV: 'production' };
    world = await startWorld({ ownProcess: true, env, authorization });
  });
  afterAll(() => world.stop());

  it('With a bot registration a referral goes from the first word to the decision, and every call carries the bot’s token', async () => {
    const { jane, mo, teams } = world;
    const reference = await refers(jane);
    await world.until(() => receipt(jane, reference).sees().text.includes('Delivered'));
    await decides(mo, reference);
    await world.until(() => inChat(jane, 'The MASH has decided').sees());
    const calls = teams.history.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
    expect(calls).toContain('POST conversations'); // the worker
    expect(calls).toContain('POST activities'); // an answer in a chat
    expect(calls).toContain('GET 29:1MoHussain-21'); // the roster entry of the presser
    expect(new Set(teams.history.map((call) => call.authorization))).toEqual(new Set([`Bearer ${outboundToken}`]));
  });

  it('The bot itself asks the configured login for a token for the connector', () => {
    const [login] = microsoft.logins;
    expect(Object.fromEntries(login ?? [])).toMatchObject({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: secret,
      scope: `${issuer}/.default`,
    });
    expect(microsoft.logins.length).toBeLessThan(5); // the bot keeps a token until it expires
  });

  it('The log holds no secret and no token', () => {
    expect(world.log.length).toBeGreaterThan(5);
    expect(world.log.join('\n')).not.toMatch(new RegExp(`${secret}|${outboundToken}|eyJ`));
  });
});

describe('a message that waits for an address the bot may no longer call', () => {
  let before: World;
  let after: World;
  beforeAll(async () => {
    before = await startWorld({ env: { ...microsoft.env, ...here }, authorization });
  });
  afterAll(async () => {
    await after?.stop();
    await before.stop();
  });

  it('A message for an address that is no longer allowed is kept and retried without a call there', async () => {
    const { jane, teams } = before;
    await before.mo.mentions('help'); // the bot remembers where the channel is
    const outage = teams.faults.add({ match: ({ path }) => path === '/v3/conversations', trouble: { status: 502 } });
    const reference = await refers(jane);
    await before.until(() => outage.struck > 0);
    await before.halt();
    outage.end();
    const calls = teams.history.length;
    after = await startWorld({
      sqlitePath: before.sqlitePath,
      env: { ...microsoft.env, MASH_SERVICE_URL: '', LOG_LEVEL: 'trace' },
    });
    const failedTries = () =>
      after.log.filter((line) => line.includes('message.failed') && line.includes(reference)).length;
    await after.until(() => failedTries() >= 2, 30_000);
    expect(teams.history.length).toBe(calls);
    expect(after.teams.history).toEqual([]);
  });
});

describe('with a managed identity', () => {
  let world: World;
  let identity: Server;
  let machine: Record<string, string>;
  const identityRequests: URL[] = [];
  const headers: unknown[] = [];
  beforeAll(async () => {
    identity = createServer((request, response) => {
      identityRequests.push(new URL(request.url ?? '', 'http://x'));
      headers.push(request.headers['x-identity-header']);
      const token = { access_token: outboundToken, expires_on: String(Math.floor(Date.now() / 1000) + 3600) };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...token, token_type: 'Bearer' }));
    });
    await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
    const { MicrosoftAppPassword: _, ...registered } = microsoft.env;
    machine = {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${(identity.address() as AddressInfo).port}/msi/token`, // the names that Azure uses
      IDENTITY_HEADER: 'header-of-the-machine',
    };
    world = await startWorld({
      ownProcess: true, // the SDK itself looks for the machine's identity in the environment
      env: {
        ...registered,
        ...here,
        MicrosoftAppType: 'UserAssignedMSI',
        ...machine,
      },
      authorization,
    });
  });
  afterAll(async () => {
    await world.stop();
    identity.close();
    identity.closeAllConnections();
  });

  it('With a managed identity the bot gets its token from that identity, without a secret', async () => {
    const before = microsoft.logins.length;
    await world.jane.says('hi');
    await world.until(() => world.jane.chat().length > 0);
    expect(Object.fromEntries(identityRequests[0]?.searchParams ?? [])).toMatchObject({
      client_id: appId,
      resource: issuer,
    });
    expect(headers[0]).toBe('header-of-the-machine');
    expect(world.teams.history.map((call) => call.authorization)).toContain(`Bearer ${outboundToken}`);
    expect(microsoft.logins.length).toBe(before);
  });

  it('Cosmos DB is opened with the identity that AZURE_CLIENT_ID names, without a key', async () => {
    const before = identityRequests.length;
    const own = { ...process.env };
    Object.assign(process.env, machine);
    try {
      const client = await cosmosClient({ endpoint: 'https://127.0.0.1:9', key: undefined, clientId: 'store-client' });
      await expect(client.databases.createIfNotExists({ id: 'mash' })).rejects.toThrow(); // nothing answers there
      client.dispose();
    } finally {
      process.env = own;
    }
    const [asked] = identityRequests.slice(before);
    expect(Object.fromEntries(asked?.searchParams ?? [])).toMatchObject({
      client_id: 'store-client',
      resource: 'https://127.0.0.1:9',
    });
  });
});
