import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startWorld, type World } from '../conversations/world.ts';
import { referrals } from '../fakes/people.ts';
import { type TeamsClient, teamsClient } from '../fakes/teams-client.ts';
import { type Activity, isJson } from '../fakes/wire.ts';

/** Stands for what somebody wrote: it must not turn up in the log. */
const written = 'Chrysoprase';

const hostile = [
  '',
  ' ',
  written,
  '__proto__',
  'constructor',
  '${7*7}',
  '{{DATE(2020-01-01)}}',
  '<at>',
  '<at></at>',
  '../../etc/passwd',
  '%00%2e%2e',
  '\u0000',
  '\u202e',
  '\ud800',
  '🙂'.repeat(2_000),
  'x'.repeat(20_000),
  '[['.repeat(2_000),
  '2026-13-45T99:99:99Z',
  'HT-0000-000',
  'expectReplies',
  'invoke',
  'invokeResponse',
  'trace',
  'delay',
  'emulator',
  'AseChannel',
  'http://[',
  'javascript:alert(1)',
];

const nested = (depth: number): unknown => JSON.parse('{"a":['.repeat(depth) + ']}'.repeat(depth));

const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, [], {}, [null], [[]], { length: -1 }, nested(700)),
  fc.constantFrom(...hostile),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.dictionary(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'then', 'id', 'text'),
    fc.jsonValue(),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Where to change something, by numbers that are taken around the number of places; and into what. */
const change = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('set', 'remove', 'add'),
  value,
  name: fc.constantFrom(...hostile),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(activity: Activity, changes: Change[]): unknown {
  const copy: unknown = structuredClone(activity);
  for (const { place, how, value, name } of changes) {
    const places = placesIn(copy);
    const [holder, key] = places[place % places.length] ?? [{}, ''];
    if (how === 'remove') delete holder[key];
    else define(holder, how === 'set' ? key : name, structuredClone(value));
  }
  return copy;
}

/** Like `holder[key] = value`, also where the key is `__proto__`. */
const define = (holder: object, key: string, value: unknown): void =>
  void Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

function placesIn(value: unknown, depth = 0): [Record<string, unknown>, string][] {
  if (depth > 8) return [];
  if (Array.isArray(value)) return value.flatMap((each) => placesIn(each, depth + 1));
  if (!isJson(value)) return [];
  return Object.keys(value).flatMap((key) => [[value, key], ...placesIn(value[key], depth + 1)]);
}

function everyKind(client: TeamsClient): Activity[] {
  const { chatId } = client;
  const card = '1';
  return [
    client.message(chatId, 'start'),
    client.message(chatId, written),
    client.mention(referrals.id, written),
    client.execute(chatId, card, 'start', {}),
    client.execute(chatId, card, 'answer', { case: 'HT-0000-000', step: 'child', revision: 1, name__1: written }),
    client.execute(referrals.id, card, 'take', { case: 'HT-0000-000' }),
    client.submit(chatId, card, { verb: 'my-referrals' }),
    ...client.installed(),
    ...client.installedInTeam(),
    { ...client.execute(chatId, card, 'start', {}), name: 'composeExtension/query' },
    { ...client.message(chatId, 'hi'), type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
  ];
}

describe('two thousand activities that are not quite right', () => {
  let world: World;
  let client: TeamsClient;
  beforeAll(async () => {
    world = await startWorld({ env: { LOG_LEVEL: 'trace' } });
    client = teamsClient(world.jane.profile, world.teams);
  });
  afterAll(() => world.stop());

  async function post(activity: unknown): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(activity);
    const signal = AbortSignal.timeout(8_000);
    const answer = await fetch(`${world.base}/api/messages`, { method: 'POST', headers, body, signal });
    await answer.arrayBuffer();
    return answer.status;
  }

  it('break nothing, and are answered without a fault', async () => {
    const kinds = everyKind(client);
    const activity = fc
      .tuple(fc.nat(kinds.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }))
      .map(([kind, changes]) => changed(kinds[kind] as Activity, changes));
    const together = fc.array(activity, { minLength: 20, maxLength: 20, size: 'max' });
    const seed = Date.now() % 2 ** 31;
    process.stdout.write(`seed of the activities: ${seed}\n`);
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(together, async (activities) => {
        const statuses = await Promise.all(activities.map(post));
        sent += statuses.length;
        const wrong = activities.filter((each, i) => !right(each, statuses[i]));
        expect(wrong).toEqual([]);
      }),
      { seed, numRuns: 100, interruptAfterTimeLimit: 10_000 },
    );
    expect(sent).toBeGreaterThan(500);
  });

  /** 501 is what the SDK answers to an invoke that nobody took up. */
  function right(activity: unknown, status: number | undefined): boolean {
    return status === 200 || status === 400 || (status === 501 && isJson(activity) && activity.type === 'invoke');
  }

  it('leave the service as it was', async () => {
    expect((await fetch(`${world.base}/healthz`)).status).toBe(200);
    expect(await world.tom.says('hi')).not.toEqual([]);
    expect(Object.keys(world.log)).not.toEqual([]);
  });

  it('leave nothing of what was written in the log', () => {
    expect(world.log.filter((line) => line.includes(written))).toEqual([]);
  });
});
