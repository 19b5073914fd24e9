import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudAdapter } from 'botbuilder';
import type { Teams } from '../../src/connector/teams.ts';
import { Authentication } from '../../src/door/authentication.ts';
import { teamsThrough } from '../../src/teams/teams-through.ts';
import type { ConnectorRequest, Trouble } from '../fakes/faults.ts';
import { referrals, tenantId } from '../fakes/people.ts';
import { type Teams as FakeTeams, startTeams } from '../fakes/teams.ts';

/** Local mode, in which nobody is authenticated and the bot may call only this machine. */
const config = { appId: '', local: true, registration: {}, serviceHosts: [] };

describe('one call to Teams', () => {
  let fakeTeams: FakeTeams;
  let teams: Teams;
  const limits: { ms: number; passes: () => void }[] = [];
  beforeAll(async () => {
    fakeTeams = await startTeams();
    const after = (ms: number, passes: () => void) => {
      limits.push({ ms, passes });
      return () => {};
    };
    teams = teamsThrough(new CloudAdapter(new Authentication(config)), config, { after });
  });
  afterAll(() => fakeTeams.stop());
  afterEach(() => {
    fakeTeams.faults.clear();
    fakeTeams.history.length = 0;
    limits.length = 0;
  });

  const posts = () => fakeTeams.history.filter(({ method }) => method === 'POST').length;
  const meets = (trouble: Trouble) => fakeTeams.faults.add({ match: ({ method }) => method === 'POST', trouble });
  const posted = () =>
    teams.post(fakeTeams.serviceUrl, referrals.id, tenantId, { type: 'AdaptiveCard', fallbackText: 'x' });

  it.each([500, 502, 503, 504, 408])(
    'A call that is answered %i is made once: only the worker retries',
    async (status) => {
      meets({ status });
      await expect(posted()).rejects.toMatchObject({ status });
      expect(posts()).toBe(1);
    },
  );

  it('A call that Teams asks to delay is made once, and reports the delay', async () => {
    meets({ status: 429, headers: { 'retry-after': '20' } });
    await expect(posted()).rejects.toMatchObject({ status: 429, retryAfterMs: 20_000 });
    expect(posts()).toBe(1);
  });

  it('A call whose connection is cut is made once', async () => {
    meets('reset');
    await expect(posted()).rejects.toMatchObject({ status: undefined });
    expect(posts()).toBe(1);
  });

  it('A call may take a minute, and a late answer counts', async () => {
    meets({ delayMs: 300 });
    const { thread } = await posted();
    expect(limits.map(({ ms }) => ms)).toEqual([60_000]);
    expect(fakeTeams.delivered(referrals.id).some(({ conversation }) => conversation?.id === thread)).toBe(true);
    expect(posts()).toBe(1);
  });

  it('A call without an answer within a minute is aborted, so that nothing of it can arrive later', async () => {
    const before = fakeTeams.delivered(referrals.id).length;
    let arrives = (_: ConnectorRequest) => {};
    const arrived = new Promise<ConnectorRequest>((done) => {
      arrives = done;
    });
    fakeTeams.faults.add({
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
    expect(fakeTeams.delivered(referrals.id)).toHaveLength(before);
  });
});

describe('a roster with null fields', () => {
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

  it('A member can be read even if some fields are null', async () => {
    expect(await teams.member(serviceUrl, '19:x', moId)).toEqual(mo);
  });

  it('A roster lists everybody who can be read, and nobody whose role cannot', async () => {
    expect(await teams.members(serviceUrl, '19:x')).toEqual([mo]);
  });
});
