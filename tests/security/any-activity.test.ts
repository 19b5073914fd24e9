import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aWorld } from '../conversations/a-world.ts';
import { arrives, refers } from '../conversations/walks.ts';
import { type TeamsClient, teamsClient } from '../fakes/teams-client.ts';
import { type Activity, isJson } from '../fakes/wire.ts';
import { anyTypedText, everyKind, nearlyRight } from './mutations.ts';

/** Teams refused the answer, because the activity named a conversation that does not exist. */
const refusedByTeams = '"type":"RestError"';

const wanted = Number(process.env.ACTIVITIES ?? 300);
const perBatch = Math.min(500, wanted); // each batch has its own seed, one more than the last
const batches = wanted / perBatch;
const inFlight = 16;
const isLong = process.env.ACTIVITIES !== undefined;

describe(`${wanted.toLocaleString('en-GB')} malformed activities`, () => {
  const world = aWorld({ ownProcess: isLong, env: { LOG_LEVEL: 'trace' } });
  let kinds: Activity[];
  let sent = 0;
  const memory: number[] = [];
  beforeAll(async () => {
    const reference = await arrives(world, world.jane);
    const [jane, mo] = [world.jane, world.mo].map(({ profile }) => teamsClient(profile, world.teams));
    kinds = everyKind(jane as TeamsClient, mo as TeamsClient, reference);
  });

  async function post(activity: unknown): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(activity);
    const signal = AbortSignal.timeout(60_000);
    const send = () => fetch(`${world.base}/api/messages`, { method: 'POST', headers, body, signal });
    try {
      const answer = await send().catch(send); // tries twice, as Teams does: the idle connection may just have closed
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0; // no answer, even on a busy machine
    }
  }

  /** The program's memory in megabytes. */
  async function memoryInUse(): Promise<number> {
    const page = await (await fetch(`${world.watchers}/metrics`)).text();
    return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(page)?.[1]) / 1024 / 1024);
  }

  it(
    'Malformed activities are answered without a fault',
    async () => {
      const activity = nearlyRight(kinds);
      const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
      process.stdout.write(`seed of the activities: ${seed}\n`);
      const wrong: unknown[] = [];
      const end = Date.now() + (isLong ? 3_000_000 : 20_000);
      // a busy machine needs longer for the same number
      const goesOn = () => Date.now() < end || (!isLong && sent < wanted);
      for (let batch = 0; batch < batches && goesOn(); batch += 1) {
        memory.push(await memoryInUse());
        const waiting = fc.sample(activity, { seed: seed + batch, numRuns: perBatch });
        const sends = async () => {
          for (let next = waiting.pop(); next !== undefined && goesOn(); next = waiting.pop()) {
            if (!isRightStatus(next, await post(next))) wrong.push(next);
            sent += 1;
          }
        };
        await Promise.all(Array.from({ length: inFlight }, sends));
        if (isLong && batch % 10 === 9) process.stdout.write(`${sent} activities, ${await memoryInUse()} MB\n`);
      }
      expect(wrong).toEqual([]);
      process.stdout.write(
        `${sent} activities; memory of the program in MB: ${memory.filter((_, batch) => batch % 10 === 0).join(' ')}\n`,
      );
      expect(sent).toBeGreaterThanOrEqual(wanted);
    },
    isLong ? 3_600_000 : 300_000,
  );

  /**
   * The SDK answers 501 to an invoke that nobody handled. The program answers 401 when the activity's `serviceUrl`
   * is not the address of Teams.
   */
  function isRightStatus(activity: unknown, status: number | undefined): boolean {
    if (status === 401) return isJson(activity) && activity.serviceUrl !== world.teams.serviceUrl;
    if (status === 413) return JSON.stringify(activity).length > 128 * 1024; // a character takes two bytes, or more
    return status === 200 || status === 400 || (status === 501 && isJson(activity) && activity.type === 'invoke');
  }

  it('Malformed activities neither restart the program nor break a turn', async () => {
    expect((await fetch(`${world.base}/healthz`)).status).toBe(200);
    expect(await world.tom.says('hi')).not.toEqual([]);
    expect(await refers(world.tom)).toMatch(/^HT-/);
    expect(world.log.length).toBeGreaterThan(10);
    const faults = world.log.filter((line) => /"event":"(crashed|turn\.failed|log\.unreadable)"/.test(line));
    expect(faults.filter((line) => !line.includes(refusedByTeams))).toEqual([]);
  });

  it('Malformed activities leave none of their text in the log', () => {
    expect(world.log.filter((line) => line.includes(anyTypedText))).toEqual([]);
  });

  it('Malformed activities leave nothing behind in memory', async () => {
    const [begun = 0, ...later] = memory;
    const half = Math.max(begun, ...later.slice(0, Math.ceil(later.length / 2)));
    expect(await memoryInUse()).toBeLessThan(isLong ? half * 1.25 : begun + 300);
  });
});
