import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allOf, caseCard, decides, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { type Microsoft, startMicrosoft } from '../fakes/microsoft.ts';
import { profiles } from '../fakes/people.ts';

let microsoft: Microsoft;
let world: World;
let reference: string;
const scrape = async () => (await pageAt('/metrics')).text();
const pageAt = (path: string) => fetch(`${world.watchers}${path}`);
/** What each line of the metrics says. */
async function values(): Promise<Record<string, number>> {
  const lines = (await scrape()).split('\n').map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]);
  return Object.fromEntries(lines);
}
const value = async (line: string) => (await values())[line] ?? Number.NaN;

beforeAll(async () => {
  microsoft = await startMicrosoft();
  const authorization = (serviceurl: string) => microsoft.bearer({ serviceurl });
  world = await startWorld({ env: { ...microsoft.env, ALLOWED_SERVICE_HOSTS: '127.0.0.1' }, authorization });
  reference = await refers(world.jane, {
    child: { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Beryl.' },
  });
  await world.until(() => caseCard(world.mo, reference).sees());
  await caseCard(world.mo, reference).presses('Take this referral');
  await caseCard(world.pat, reference).presses('Record decision'); // refused: no manager
  world.teams.members.add(profiles.gus);
  await caseCard(world.gus, reference).presses('Ask the referrer'); // refused: a guest
  await decides(world.mo, reference);
  await world.until(() => allOf(world.jane.chat()).includes('The MASH has decided'));
});
afterAll(async () => {
  await world.stop();
  await microsoft.stop();
});

it('The metrics show the number of cases in each state, the messages sent and the refusals', async () => {
  await world.until(async () => (await value('mash_cases_with_unsent_messages')) === 0);
  expect(await values()).toMatchObject({
    'mash_cases{state="decided"}': 1,
    'mash_cases{state="draft"}': 0,
    'mash_cases{state="withdrawn"}': 0,
    'mash_messages_sent_total{kind="decision/decided",late="false"}': 1,
    'mash_refusals_total{kind="only-a-manager-decides"}': 1,
    'mash_refusals_total{kind="not-a-member"}': 1,
    mash_store_answers: 1,
    mash_oldest_unsent_seconds: 0,
  });
  for (const line of ['mash_store_seconds_count{operation="replace"}', 'mash_turn_seconds_count{kind="press"}'])
    expect(await value(line)).toBeGreaterThan(9);
});

it('The metrics show how long a message has waited while Teams does not take it', async () => {
  const fault = world.teams.faults.add({
    match: ({ path }) => path === '/v3/conversations',
    trouble: { status: 503 },
  });
  await refers(world.tom); // the replies arrive, the post in the channel does not
  await world.until(async () => (await value('mash_oldest_unsent_seconds')) > 1);
  const ready = await (await pageAt('/readyz')).json();
  expect(ready).toMatchObject({ ok: true, notReady: [], casesThatFail: 0, messagesGivenUp: 0 });
  expect(await value('mash_cases_with_unsent_messages')).toBe(1);
  fault.end();
  await world.until(async () => (await value('mash_cases_with_unsent_messages')) === 0);
});

it('The monitoring port shows at /readyz that a message was given up', async () => {
  const fault = world.teams.faults.add({
    match: ({ path, method, body }) =>
      method === 'POST' && !path.includes(world.jane.chatId) && JSON.stringify(body ?? '').includes('Which school?'),
    trouble: { status: 400 },
  });
  await caseCard(world.mo, reference).presses('Ask the referrer');
  await world.mo.presses('Send question', { 'Your question': 'Which school?' });
  await world.until(async () => {
    const ready = (await (await pageAt('/readyz')).json()) as { messagesGivenUp: number };
    return ready.messagesGivenUp > 0;
  });
  fault.end();
});

it('The monitoring port says at /alarmz whether the escalation contact has a chat, answers 404 elsewhere, and the service goes on', async () => {
  const alarms = async () => (await pageAt('/alarmz')).json();
  await world.until(async () => JSON.stringify(await alarms()).includes('no-chat'));
  await world.dee.says('hi');
  await world.until(async () => !JSON.stringify(await alarms()).includes('no-chat'));
  const answer = await pageAt('/alarmz');
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true, troubles: [] }]);
  expect(await value('mash_alarm{word="reminder-late"}')).toBe(0);
  expect((await pageAt('/else')).status).toBe(404);
  expect((await fetch(`${world.base}/healthz`)).status).toBe(200);
});

it('The monitoring pages contain no name, no reference and no fact about a child', async () => {
  const pages = ['/readyz', '/alarmz'].map(async (path) => (await pageAt(path)).text());
  const seen = [await scrape(), ...(await Promise.all(pages))].join('\n');
  for (const fact of ['Zircon', 'Beryl', 'Okafor', 'Hussain', reference]) expect(seen).not.toContain(fact);
});
