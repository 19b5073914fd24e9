import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudAdapter } from 'botbuilder';
import { ClaimsIdentity } from 'botframework-connector';
import pino from 'pino';
import { realMachine } from '../../src/base/machine.ts';
import type { Teams } from '../../src/connector/teams.ts';
import { Authentication } from '../../src/door/authentication.ts';
import { teamsThrough } from '../../src/teams/teams-through.ts';
import type { ConnectorRequest, Trouble } from '../fakes/faults.ts';
import { freePort } from '../fakes/free-port.ts';
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
    teams = teamsThrough(
      new CloudAdapter(
        new Authentication(config, { log: pino({ level: 'silent' }), ticks: () => 0, now: realMachine.now }),
      ),
      config,
      { after },
    );
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

  it.each<[string, Trouble, object]>([
    ...[500, 502, 503, 504, 408].map((status): [string, Trouble, object] => [
      `answered ${status}`,
      { status },
      { status },
    ]),
    ['asked to wait', { status: 429, headers: { 'retry-after': '20' } }, { status: 429, retryAfterMs: 20_000 }],
    ['cut off', 'reset', { status: undefined }],
  ])('A call that is %s is made once, and says so: only the worker retries', async (_, trouble, fault) => {
    meets(trouble);
    await expect(posted()).rejects.toMatchObject(fault);
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
    const arrived = Promise.withResolvers<ConnectorRequest>();
    fakeTeams.faults.add({
      match(request) {
        arrived.resolve(request);
        return true;
      },
      trouble: 'hang',
    });
    const call = expect(posted()).rejects.toMatchObject({ status: undefined });
    const { over } = await arrived.promise;
    limits[0]?.passes();
    await call;
    await over;
    expect(fakeTeams.delivered(referrals.id)).toHaveLength(before);
  });
});

describe('odd answers of Teams', () => {
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
      if (request.method === 'POST')
        response.end(JSON.stringify({ id: '19:other@thread.tacv2;messageid=17', activityId: '17' }));
      else response.end(JSON.stringify(isPaged ? { members: [member, ...others], continuationToken: null } : member));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    serviceUrl = `http://127.0.0.1:${port}/`;
    teams = teamsThrough(
      new CloudAdapter(
        new Authentication(config, { log: pino({ level: 'silent' }), ticks: () => 0, now: realMachine.now }),
      ),
      config,
      { after: () => () => {} },
    );
  });
  afterAll(() => void server.close());

  const mo = { id: moId, objectId, name: '', tenantId: undefined, isGuest: false };

  it('A thread stands in the channel in which it was begun, whatever its id says: else the case would be posted again and again', async () => {
    const card = { type: 'AdaptiveCard', fallbackText: 'x' } as const;
    const thread = `${referrals.id};messageid=17`;
    expect(await teams.post(serviceUrl, referrals.id, tenantId, card)).toEqual({ thread, activityId: '17' });
  });

  it('A member can be read even if some fields are null, and a roster lists nobody whose role cannot be read', async () => {
    expect(await teams.member(serviceUrl, '19:x', moId)).toEqual(mo);
    expect(await teams.members(serviceUrl, '19:x')).toEqual([mo]);
  });
});

it('The client of a service URL is kept, and those of at most a hundred', async () => {
  const authentication = new Authentication(config, {
    log: pino({ level: 'silent' }),
    ticks: () => 0,
    now: realMachine.now,
  });
  const clientOf = (url: string) =>
    authentication.createConnectorFactory(new ClaimsIdentity([])).create(`http://127.0.0.1/${url}`, '');
  const first = await clientOf('first');
  expect(await clientOf('first')).toBe(first);
  for (let number = 0; number < 100; number += 1) expect(await clientOf(`${number}`)).not.toBe(first);
  expect(await clientOf('first')).not.toBe(first);
});
