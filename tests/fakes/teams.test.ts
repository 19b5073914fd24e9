import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { bot, profiles, referrals, tenantId } from './people.ts';
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

it('The fake Teams answers 404 for unknown conversations, messages and strangers, and 413 for a message above 80 KB', async () => {
  const { id } = (await chatWith(profiles.jane.id)).body;
  expect((await ask('POST', `${at('a:unknown')}/activities`, says('x'))).status).toBe(404);
  expect((await ask('PUT', `${at(id)}/activities/1`, says('x'))).status).toBe(404);
  expect((await ask('GET', memberPath(profiles.sid.id))).status).toBe(404);
  expect((await ask('GET', memberPath(profiles.mo.id))).body.name).toBe('Mo Hussain');
  expect((await ask('POST', `${at(id)}/activities`, says('x'.repeat(81 * 1024)))).status).toBe(413);
  expect(textsIn(id)).toEqual([]);
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
