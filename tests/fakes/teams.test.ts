import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bot, mashTeam, profiles, referrals, tenantId } from './people.ts';
import { startTeams, type Teams } from './teams.ts';
import { isJson, type Json } from './wire.ts';

let teams: Teams;

beforeEach(async () => {
  teams = await startTeams();
});

afterEach(() => teams.stop());

async function ask(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; headers: Headers; body: Json }> {
  const response = await fetch(`${teams.serviceUrl}/v3/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, headers: response.headers, body: isJson(answer) ? answer : { list: answer } };
}

const says = (text: string) => ({ type: 'message', text });
const at = (conversationId: unknown) => `conversations/${encodeURIComponent(String(conversationId))}`;
const chatWith = (id: string) => ask('POST', 'conversations', { bot, members: [{ id }], tenantId, isGroup: false });
const thread = (text: string) =>
  ask('POST', 'conversations', { isGroup: true, channelData: { channel: { id: referrals.id } }, activity: says(text) });
const textsIn = (conversationId: unknown) => teams.delivered(String(conversationId)).map((activity) => activity.text);

describe('a 1:1 chat in the fake Teams', () => {
  it('The fake Teams makes one 1:1 chat for each person and gives it again by either id', async () => {
    const once = await chatWith(profiles.jane.id);
    const again = await chatWith(profiles.jane.objectId);
    expect(once.status).toBe(201);
    expect(again.body.id).toBe(once.body.id);
    expect((await chatWith(profiles.tom.id)).body.id).not.toBe(once.body.id);
  });

  it('The fake Teams opens a chat with an unknown person, and messages to it go nowhere', async () => {
    const nobody = await chatWith('29:nobody');
    expect(nobody.status).toBe(201);
    expect((await ask('POST', `${at(nobody.body.id)}/activities`, says('anyone?'))).status).toBe(201);
    expect(textsIn(nobody.body.id)).toEqual([]);
  });

  it('The fake Teams shows messages in order of sending, and keeps the place and earlier text of a changed one', async () => {
    const { id } = (await chatWith(profiles.jane.id)).body;
    const one = await ask('POST', `${at(id)}/activities`, says('one'));
    await ask('POST', `${at(id)}/activities/${one.body.id}`, says('two'));
    await ask('PUT', `${at(id)}/activities/${one.body.id}`, says('one, changed'));
    expect(textsIn(id)).toEqual(['one, changed', 'two']);
    expect(teams.delivered(String(id))[1]?.replyToId).toBe(one.body.id);
    expect(teams.messages(String(id))[0]?.versions.map((version) => version.activity.text)).toEqual([
      'one',
      'one, changed',
    ]);
  });

  it('The fake Teams answers 404 for unknown conversations and messages', async () => {
    expect((await ask('POST', `${at('a:unknown')}/activities`, says('x'))).status).toBe(404);
    const { id } = (await chatWith(profiles.jane.id)).body;
    expect((await ask('PUT', `${at(id)}/activities/1`, says('x'))).status).toBe(404);
  });

  it('The fake Teams refuses a message above 80 KB', async () => {
    const { id } = (await chatWith(profiles.jane.id)).body;
    expect((await ask('POST', `${at(id)}/activities`, says('x'.repeat(81 * 1024)))).status).toBe(413);
    expect(textsIn(id)).toEqual([]);
  });
});

describe('a channel in the fake Teams', () => {
  it('A channel in the fake Teams holds threads, each with its first message and its own replies', async () => {
    const first = await thread('first');
    const second = await thread('second');
    expect(first.body.id).toBe(`${referrals.id};messageid=${first.body.activityId}`);
    await ask('POST', `${at(first.body.id)}/activities`, says('in the first'));
    expect(textsIn(first.body.id)).toEqual(['first', 'in the first']);
    expect(textsIn(second.body.id)).toEqual(['second']);
    expect(textsIn(referrals.id)).toEqual(['first', 'second', 'in the first']);
  });

  it('A channel in the fake Teams lists its members in pages, with guests marked and the object id under either name', async () => {
    const page = await ask('GET', `${at(mashTeam.id)}/pagedmembers?pageSize=3`);
    const rest = await ask(
      'GET',
      `${at(mashTeam.id)}/pagedmembers?pageSize=3&continuationToken=${page.body.continuationToken}`,
    );
    expect(page.body.members).toMatchObject([
      { name: 'Mo Hussain', aadObjectId: profiles.mo.objectId, userRole: 'user', tenantId },
      { name: 'Ana Silva', objectId: profiles.ana.objectId },
      { name: 'Pat Lee' },
    ]);
    expect(rest.body).toMatchObject({ members: [{ name: 'Gus Gray', userRole: 'guest' }] });
    expect(rest.body.continuationToken).toBeUndefined();
  });

  it('A channel in the fake Teams knows each member and no stranger', async () => {
    const known = await ask('GET', `${at(referrals.id)}/members/${encodeURIComponent(profiles.mo.id)}`);
    const stranger = await ask('GET', `${at(referrals.id)}/members/${encodeURIComponent(profiles.sid.id)}`);
    expect(known.body.name).toBe('Mo Hussain');
    expect(stranger.status).toBe(404);
  });

  it('A team in the fake Teams tells its name and channels, and which of them are private', async () => {
    const team = `teams/${encodeURIComponent(mashTeam.id)}`;
    expect((await ask('GET', team)).body.name).toBe('Hertfordshire MASH');
    expect((await ask('GET', `${team}/conversations`)).body.conversations).toEqual(
      mashTeam.channels.map(({ id, name, members }) => ({ id, name, type: members ? 'private' : 'standard' })),
    );
  });
});

describe('trouble in the fake Teams', () => {
  const threads = { match: ({ path }: { path: string }) => path === '/v3/conversations' };

  it('A fault in the fake Teams strikes as often as asked, with its status and headers, and the history shows it', async () => {
    const fault = teams.faults.add({ ...threads, times: 1, trouble: { status: 429, headers: { 'retry-after': '2' } } });
    const refused = await thread('one');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    expect((await thread('two')).status).toBe(201);
    expect(fault.struck).toBe(1);
    expect(textsIn(referrals.id)).toEqual(['two']);
    expect(teams.history.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 429],
      ['POST', 201],
    ]);
  });

  it('The fake Teams can cut the connection before or after it takes a message', async () => {
    teams.faults.add({ ...threads, times: 1, trouble: 'reset' });
    await expect(thread('lost')).rejects.toThrow();
    teams.faults.add({ ...threads, times: 1, trouble: 'reset-after-commit' });
    await expect(thread('taken')).rejects.toThrow();
    expect(textsIn(referrals.id)).toEqual(['taken']);
  });

  it('The fake Teams can answer late', async () => {
    teams.faults.add({ ...threads, trouble: { delayMs: 60 } });
    const asked = performance.now();
    await thread('late');
    expect(performance.now() - asked).toBeGreaterThan(55);
  });

  it('The fake Teams can hang until it is stopped, and still has its messages after a restart', async () => {
    await thread('before');
    teams.faults.add({ ...threads, times: 1, trouble: 'hang' });
    const hanging = expect(thread('never answered')).rejects.toThrow();
    while (teams.history.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await teams.stop();
    await hanging;
    await expect(thread('nobody there')).rejects.toThrow();
    await teams.start();
    await thread('after');
    expect(textsIn(referrals.id)).toEqual(['before', 'after']);
  });
});
