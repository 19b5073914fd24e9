import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudAdapter } from 'botbuilder';
import type { Teams } from '../../src/connector/teams.ts';
import { Authentication } from '../../src/door/authentication.ts';
import { teamsThrough } from '../../src/teams/teams-through.ts';
import type { ConnectorRequest, Trouble } from '../fakes/faults.ts';
import { referrals, tenantId } from '../fakes/people.ts';
import { startTeams, type Teams as TeamsItself } from '../fakes/teams.ts';

/** Local mode: nobody is authenticated, and this machine may be called. */
const config = { appId: '', local: true, registration: {}, serviceHosts: [] };

describe('one call to Teams', () => {
  let itself: TeamsItself;
  let teams: Teams;
  const limits: { ms: number; passes: () => void }[] = [];
  beforeAll(async () => {
    itself = await startTeams();
    const after = (ms: number, passes: () => void) => {
      limits.push({ ms, passes });
      return () => {};
    };
    teams = teamsThrough(new CloudAdapter(new Authentication(config)), config, { after });
  });
  afterAll(() => itself.stop());
  afterEach(() => {
    itself.faults.clear();
    itself.history.length = 0;
    limits.length = 0;
  });

  const posts = () => itself.history.filter(({ method }) => method === 'POST').length;
  const meets = (trouble: Trouble) => itself.faults.add({ match: ({ method }) => method === 'POST', trouble });
  const posted = () =>
    teams.post(itself.serviceUrl, referrals.id, tenantId, { type: 'AdaptiveCard', fallbackText: 'x' });

  it.each([500, 502, 503, 504, 408])(
    'that is answered %i is made once: only the worker tries again',
    async (status) => {
      meets({ status });
      await expect(posted()).rejects.toMatchObject({ status });
      expect(posts()).toBe(1);
    },
  );

  it('that is asked to wait is made once, and says how long', async () => {
    meets({ status: 429, headers: { 'retry-after': '20' } });
    await expect(posted()).rejects.toMatchObject({ status: 429, retryAfterMs: 20_000 });
    expect(posts()).toBe(1);
  });

  it('that is cut is made once', async () => {
    meets('reset');
    await expect(posted()).rejects.toMatchObject({ status: undefined });
    expect(posts()).toBe(1);
  });

  it('is waited for a minute, and a late answer counts', async () => {
    meets({ delayMs: 300 });
    const { thread } = await posted();
    expect(limits.map(({ ms }) => ms)).toEqual([60_000]);
    expect(itself.delivered(referrals.id).some(({ conversation }) => conversation?.id === thread)).toBe(true);
    expect(posts()).toBe(1);
  });

  it('that is not answered within it is given up on the wire, too: nothing of it can arrive later', async () => {
    const before = itself.delivered(referrals.id).length;
    let arrives = (_: ConnectorRequest) => {};
    const arrived = new Promise<ConnectorRequest>((done) => {
      arrives = done;
    });
    itself.faults.add({
      match(request) {
        arrives(request);
        return true;
      },
      trouble: 'hang',
    });
    const call = expect(posted()).rejects.toMatchObject({ status: undefined });
    const { over } = await arrived;
    limits[0]?.passes();
    await call;
    await over;
    expect(itself.delivered(referrals.id)).toHaveLength(before);
  });
});

describe('a roster with fields that are null', () => {
  const [moId, objectId] = ['29:mo', '0b700000-0000-4000-8000-000000000012'];
  const nulls = { name: null, tenantId: null, userRole: null, email: null };
  let server: Server;
  let serviceUrl: string;
  let teams: Teams;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const member = { ...nulls, id: moId, aadObjectId: objectId };
      const others = [
        { ...nulls, id: null },
        { ...member, userRole: 7 },
      ];
      const isPaged = request.url?.includes('pagedmembers');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(isPaged ? { members: [member, ...others], continuationToken: null } : member));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    teams = teamsThrough(new CloudAdapter(new Authentication(config)), config, { after: () => () => {} });
  });
  afterAll(() => void server.close());

  const mo = { id: moId, objectId, name: '', tenantId: undefined, isGuest: false };

  it('tells of a colleague all the same', async () => {
    expect(await teams.member(serviceUrl, '19:x', moId)).toEqual(mo);
  });

  it('tells of everybody who can be read, and of nobody whose role cannot', async () => {
    expect(await teams.members(serviceUrl, '19:x')).toEqual([mo]);
  });
});
