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
const memberPath = (id: string) => `${at(referrals.id)}/members/${encodeURIComponent(id)}`;
const chatWith = (id: string) => ask('POST', 'conversations', { bot, members: [{ id }], tenantId, isGroup: false });
const thread = (text: string) =>
  ask('POST', 'conversations', { isGroup: true, channelData: { channel: { id: referrals.id } }, activity: says(text) });
const textsIn = (conversationId: unknown) => teams.delivered(String(conversationId)).map((activity) => activity.text);

describe('the fake Teams', () => {
  it('The fake Teams has one 1:1 chat for each person, by either id, and one with nobody in which messages get lost', async () => {
    const once = await chatWith(profiles.jane.id);
    expect(once.status).toBe(201);
    expect((await chatWith(profiles.jane.objectId)).body.id).toBe(once.body.id);
    expect((await chatWith(profiles.tom.id)).body.id).not.toBe(once.body.id);
    const { id } = (await chatWith('29:nobody')).body;
    expect((await ask('POST', `${at(id)}/activities`, says('anyone?'))).status).toBe(201);
    expect(textsIn(id)).toEqual([]);
  });

  it('The fake Teams shows messages in order of sending, and keeps the place and earlier text of a changed one', async () => {
    const { id } = (await chatWith(profiles.jane.id)).body;
    const one = await ask('POST', `${at(id)}/activities`, says('one'));
    await ask('POST', `${at(id)}/activities/${one.body.id}`, says('two'));
    await ask('PUT', `${at(id)}/activities/${one.body.id}`, says('one, changed'));
    expect(textsIn(id)).toEqual(['one, changed', 'two']);
    expect(teams.delivered(String(id))[1]?.replyToId).toBe(one.body.id);
    const [changed] = teams.messages(String(id));
    expect(changed?.versions.map(({ activity }) => activity.text)).toEqual(['one', 'one, changed']);
  });

  it('The fake Teams answers 404 for unknown conversations, messages and strangers, and 413 for a message above 80 KB', async () => {
    const { id } = (await chatWith(profiles.jane.id)).body;
    expect((await ask('POST', `${at('a:unknown')}/activities`, says('x'))).status).toBe(404);
    expect((await ask('PUT', `${at(id)}/activities/1`, says('x'))).status).toBe(404);
    expect((await ask('GET', memberPath(profiles.sid.id))).status).toBe(404);
    expect((await ask('GET', memberPath(profiles.mo.id))).body.name).toBe('Mo Hussain');
    expect((await ask('POST', `${at(id)}/activities`, says('x'.repeat(81 * 1024)))).status).toBe(413);
    expect(textsIn(id)).toEqual([]);
  });

  it('A channel in the fake Teams holds threads, each with its first message and its own replies', async () => {
    const first = await thread('first');
    const second = await thread('second');
    expect(first.body.id).toBe(`${referrals.id};messageid=${first.body.activityId}`);
    await ask('POST', `${at(first.body.id)}/activities`, says('in the first'));
    expect(textsIn(first.body.id)).toEqual(['first', 'in the first']);
    expect(textsIn(second.body.id)).toEqual(['second']);
    expect(textsIn(referrals.id)).toEqual(['first', 'second', 'in the first']);
  });

  it('A team in the fake Teams lists its members in pages, and its channels with the private ones marked', async () => {
    const page = `${at(mashTeam.id)}/pagedmembers?pageSize=3`;
    const first = await ask('GET', page);
    const rest = await ask('GET', `${page}&continuationToken=${first.body.continuationToken}`);
    expect(first.body.members).toMatchObject([
      { name: 'Mo Hussain', aadObjectId: profiles.mo.objectId, userRole: 'user', tenantId },
      { name: 'Ana Silva', objectId: profiles.ana.objectId },
      { name: 'Pat Lee' },
    ]);
    expect(rest.body).toEqual({ members: [expect.objectContaining({ name: 'Gus Gray', userRole: 'guest' })] });
    const channels = await ask('GET', `teams/${encodeURIComponent(mashTeam.id)}/conversations`);
    expect(channels.body.conversations).toMatchObject([{}, { type: 'standard' }, { type: 'private' }]);
  });

  it('A fault in the fake Teams strikes as often as asked: a status, a cut before or after the work, or a late answer', async () => {
    const threads = { match: ({ path }: { path: string }) => path === '/v3/conversations', times: 1 };
    const busy = teams.faults.add({ ...threads, trouble: { status: 429, headers: { 'retry-after': '2' } } });
    const refused = await thread('one');
    expect([refused.status, refused.headers.get('retry-after'), busy.struck]).toEqual([429, '2', 1]);
    expect((await thread('two')).status).toBe(201);
    teams.faults.add({ ...threads, trouble: 'reset' });
    await expect(thread('lost')).rejects.toThrow();
    teams.faults.add({ ...threads, trouble: 'reset-after-commit' });
    await expect(thread('taken')).rejects.toThrow();
    teams.faults.add({ ...threads, trouble: { delayMs: 60 } });
    const asked = performance.now();
    await thread('late');
    expect(performance.now() - asked).toBeGreaterThan(55);
    expect(textsIn(referrals.id)).toEqual(['two', 'taken', 'late']);
    expect(teams.history.map(({ status }) => status)).toEqual([429, 201, undefined, undefined, 201]);
  });

  it('The fake Teams can hang until it is stopped, and still has its messages after a restart', async () => {
    await thread('before');
    teams.faults.add({ match: () => true, times: 1, trouble: 'hang' });
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
