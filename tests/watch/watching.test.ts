import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf, caseCard, decides, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { freePort } from '../fakes/free-port.ts';

describe('whoever watches the service', () => {
  let world: World;
  let metrics: string;
  let reference: string;
  const scrape = async () => (await fetch(`${metrics}/metrics`)).text();
  const value = (text: string, line: string): number =>
    Number(
      text
        .split('\n')
        .find((each) => each.startsWith(`${line} `))
        ?.slice(line.length),
    );

  beforeAll(async () => {
    const port = await freePort();
    metrics = `http://127.0.0.1:${port}`;
    world = await startWorld({ env: { METRICS_PORT: String(port) } });
    reference = await refers(world.jane, {
      child: { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Beryl.' },
    });
    await world.until(() => caseCard(world.mo, reference).sees());
    await caseCard(world.mo, reference).presses('Take this referral');
    await caseCard(world.pat, reference).presses('Record decision'); // refused: no manager
    await caseCard(world.gus, reference).presses('Ask the referrer'); // refused: a guest
    await decides(world.mo, reference);
    await world.until(() => allOf(world.jane.chat()).includes('The MASH has decided'));
  });
  afterAll(() => world.stop());

  it('sees how many cases there are in each state, what was told and what was refused', async () => {
    const text = await world.until(async () => {
      const now = await scrape();
      return value(now, 'mash_cases_with_unsent_messages') === 0 && now;
    });
    expect(value(text, 'mash_cases{state="decided"}')).toBe(1);
    expect(value(text, 'mash_cases{state="draft"}')).toBe(0);
    expect(value(text, 'mash_messages_sent_total{kind="decision-notice",late="false"}')).toBe(1);
    expect(value(text, 'mash_refusals_total{kind="only-a-manager-decides"}')).toBe(1);
    expect(value(text, 'mash_refusals_total{kind="not-a-member"}')).toBe(1);
    expect(value(text, 'mash_cases{state="withdrawn"}')).toBe(0);
    expect(value(text, 'mash_store_answers')).toBe(1);
    expect(value(text, 'mash_store_seconds_count{operation="replace"}')).toBeGreaterThan(9);
    expect(value(text, 'mash_turn_seconds_count{kind="tap"}')).toBeGreaterThan(9);
    expect(value(text, 'mash_oldest_unsent_seconds')).toBe(0);
  });

  it('sees since when a message waits while Teams takes nothing', async () => {
    const fault = world.teams.faults.add({
      match: ({ path }) => path === '/v3/conversations',
      trouble: { status: 503 },
    });
    await refers(world.tom); // the replies come, the post does not
    await world.until(async () => value(await scrape(), 'mash_oldest_unsent_seconds') > 1);
    const ready = await (await fetch(`${world.base}/readyz`)).json();
    expect(ready).toMatchObject({
      ok: true,
      store: 'answers',
      casesWithUnsentMessages: 1,
      casesThatFail: 0,
      messagesGivenUp: 0,
    });
    fault.end();
    await world.until(async () => value(await scrape(), 'mash_cases_with_unsent_messages') === 0, 20_000);
  }, 40_000);

  it('sees that a message was given up', async () => {
    const fault = world.teams.faults.add({
      match: ({ path, method }) => method === 'POST' && path.includes(world.jane.chatId),
      trouble: { status: 403 },
    });
    await caseCard(world.mo, reference).presses('Ask the referrer');
    await world.mo.presses('Send question', { 'Your question': 'Which school?' });
    await world.until(async () => {
      const ready = (await (await fetch(`${world.base}/readyz`)).json()) as { messagesGivenUp: number };
      return ready.messagesGivenUp > 0;
    });
    fault.end();
  }, 20_000);

  it('reads no name, no reference and no fact of a child in it', async () => {
    const seen = (await scrape()) + (await (await fetch(`${world.base}/readyz`)).text());
    for (const fact of ['Zircon', 'Beryl', 'Okafor', 'Hussain', reference]) expect(seen).not.toContain(fact);
  });

  it('is answered 404 elsewhere, and the service lives on', async () => {
    expect((await fetch(`${metrics}/else`)).status).toBe(404);
    expect((await fetch(`${world.base}/healthz`)).status).toBe(200);
  });
});
