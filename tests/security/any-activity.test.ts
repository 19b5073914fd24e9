import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseCard, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { freePort } from '../fakes/free-port.ts';
import { groupChat, referrals } from '../fakes/people.ts';
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

/** One of every kind of activity, by people who have a case and a desk. */
function everyKind(who: TeamsClient, manager: TeamsClient, reference: string): Activity[] {
  const { chatId } = who;
  const card = '1';
  const ofCase = { case: reference };
  const decision = { ...ofCase, decision__0: 'other', action__0: written, reasons__0: written };
  return [
    who.message(chatId, 'start'),
    who.message(chatId, written),
    who.message(chatId, `missing ${reference}: ${written}`),
    who.message(chatId, `add ${reference}: ${written}`),
    who.mention(referrals.id, written),
    who.mention(groupChat.id, written),
    who.execute(chatId, card, 'start', {}),
    who.execute(chatId, card, 'answer', { ...ofCase, step: 'child', revision: 1, name__1: written }),
    who.execute(chatId, card, 'report-missing', { ...ofCase, know__0: 'yes', police__0: written }),
    who.execute(chatId, card, 'send-information', { ...ofCase, information__0: written }),
    who.execute(chatId, card, 'disagreement-save', { ...ofCase, reasons__0: written }),
    who.execute(referrals.id, card, 'take', ofCase),
    manager.mention(referrals.id, 'waiting'),
    manager.execute(referrals.id, card, 'decide', ofCase),
    manager.execute(referrals.id, card, 'confirm-decision', decision),
    manager.execute(referrals.id, card, 'send-question', { ...ofCase, question__0: written }),
    manager.execute(referrals.id, card, 'record-side', { ...ofCase, choice: 'family', words__0: written }),
    manager.execute(referrals.id, card, 'list', { list: 'waiting', page: 0 }),
    who.submit(chatId, card, { verb: 'my-referrals' }),
    ...who.installed(),
    ...who.installedInTeam(),
    { ...who.execute(chatId, card, 'start', {}), name: 'composeExtension/query' },
    { ...who.execute(chatId, card, 'start', {}), name: 'fileConsent/invoke', value: { action: 'accept', context: {} } },
    { ...who.message(chatId, 'hi'), type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
  ];
}

/** Ten times in eleven somebody else than who it was made for, one of a thousand. */
function by(activity: unknown, person: number): unknown {
  if (person >= strangers || !isJson(activity) || !isJson(activity.from)) return activity;
  return { ...activity, from: { ...activity.from, aadObjectId: `stranger-${person}` } };
}
const strangers = 1000;

/** The answer went to a conversation that does not exist, because the activity named it. */
const refusedByTeams = '"type":"RestError"';

const wanted = Number(process.env.ACTIVITIES ?? 3000);
const atOnce = 500; // made from a seed of their own, one more than the last
const parts = wanted / atOnce;
const together = 16;
const isLong = process.env.ACTIVITIES !== undefined;

describe(`${wanted.toLocaleString('en-GB')} activities that are not quite right`, () => {
  let world: World;
  let metricsPort: number;
  let kinds: Activity[];
  let sent = 0;
  const memory: number[] = [];
  beforeAll(async () => {
    metricsPort = await freePort();
    world = await startWorld({ env: { LOG_LEVEL: 'trace', METRICS_PORT: String(metricsPort) } });
    const reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    kinds = everyKind(
      teamsClient(world.jane.profile, world.teams),
      teamsClient(world.mo.profile, world.teams),
      reference,
    );
  });
  afterAll(() => world.stop());

  async function post(activity: unknown): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(activity);
    const signal = AbortSignal.timeout(15_000);
    const send = () => fetch(`${world.base}/api/messages`, { method: 'POST', headers, body, signal });
    try {
      const answer = await send().catch(send); // once more, as Teams does: an idle connection may just have been closed
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0; // no answer in the time that Teams waits
    }
  }

  /** Of the program, in megabytes. */
  async function resident(): Promise<number> {
    const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(page)?.[1]) / 1024 / 1024);
  }

  it(
    'break nothing, and are answered without a fault',
    async () => {
      const activity = fc
        .tuple(fc.nat(), fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(1.1 * strangers))
        .map(([kind, changes, person]) => by(changed(kinds[kind % kinds.length] as Activity, changes), person));
      const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
      process.stdout.write(`seed of the activities: ${seed}\n`);
      const wrong: unknown[] = [];
      const end = Date.now() + (isLong ? 3_000_000 : 20_000);
      for (let part = 0; part < parts && Date.now() < end; part += 1) {
        memory.push(await resident());
        const waiting = fc.sample(activity, { seed: seed + part, numRuns: atOnce });
        const sends = async () => {
          for (let next = waiting.pop(); next !== undefined && Date.now() < end; next = waiting.pop()) {
            if (!right(next, await post(next))) wrong.push(next);
            sent += 1;
          }
        };
        await Promise.all(Array.from({ length: together }, sends));
        if (isLong && part % 10 === 9) process.stdout.write(`${sent} activities, ${await resident()} MB\n`);
      }
      expect(wrong).toEqual([]);
      process.stdout.write(
        `${sent} activities; memory of the program in MB: ${memory.filter((_, part) => part % 10 === 0).join(' ')}\n`,
      );
      expect(sent).toBeGreaterThanOrEqual(isLong ? wanted : 500);
    },
    isLong ? 3_600_000 : 60_000,
  );

  /** 501 is what the SDK answers to an invoke that nobody took up; 401, where it would have to be answered elsewhere. */
  function right(activity: unknown, status: number | undefined): boolean {
    if (status === 401) return isJson(activity) && activity.serviceUrl !== world.teams.serviceUrl;
    return status === 200 || status === 400 || (status === 501 && isJson(activity) && activity.type === 'invoke');
  }

  it('leave the service as it was: never started anew, no fault in a turn', async () => {
    expect((await fetch(`${world.base}/healthz`)).status).toBe(200);
    expect(await world.tom.says('hi')).not.toEqual([]);
    expect(await refers(world.tom)).toMatch(/^HT-/);
    expect(world.log.length).toBeGreaterThan(10);
    const faults = world.log.filter((line) => /"event":"(crashed|turn\.failed|log\.unreadable)"/.test(line));
    expect(faults.filter((line) => !line.includes(refusedByTeams))).toEqual([]);
  });

  it('leave nothing of what was written in the log', () => {
    expect(world.log.filter((line) => line.includes(written))).toEqual([]);
  });

  it('leave nothing behind in memory', async () => {
    const [begun = 0, ...later] = memory;
    const half = Math.max(begun, ...later.slice(0, Math.ceil(later.length / 2)));
    expect(await resident()).toBeLessThan(isLong ? half * 1.25 : 700);
  });
});
