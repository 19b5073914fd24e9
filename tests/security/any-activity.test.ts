import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseCard, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { type Activity, isJson } from '../fakes/wire.ts';
import { everyKind, nearlyRight, written } from './mutations.ts';

/** The answer went to a conversation that does not exist, because the activity named it. */
const refusedByTeams = '"type":"RestError"';

const wanted = Number(process.env.ACTIVITIES ?? 300);
const atOnce = Math.min(500, wanted); // made from a seed of their own, one more than the last
const parts = wanted / atOnce;
const together = 16;
const isLong = process.env.ACTIVITIES !== undefined;

describe(`${wanted.toLocaleString('en-GB')} activities that are not quite right`, () => {
  let world: World;
  let kinds: Activity[];
  let sent = 0;
  const memory: number[] = [];
  beforeAll(async () => {
    world = await startWorld({ ownProcess: true, env: { LOG_LEVEL: 'trace' } });
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
    const page = await (await fetch(`${world.watchers}/metrics`)).text();
    return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(page)?.[1]) / 1024 / 1024);
  }

  it(
    'break nothing, and are answered without a fault',
    async () => {
      const activity = nearlyRight(kinds);
      const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
      process.stdout.write(`seed of the activities: ${seed}\n`);
      const wrong: unknown[] = [];
      const end = Date.now() + (isLong ? 3_000_000 : 20_000);
      const goesOn = () => Date.now() < end || (!isLong && sent < wanted); // a busy machine takes longer for as many
      for (let part = 0; part < parts && goesOn(); part += 1) {
        memory.push(await resident());
        const waiting = fc.sample(activity, { seed: seed + part, numRuns: atOnce });
        const sends = async () => {
          for (let next = waiting.pop(); next !== undefined && goesOn(); next = waiting.pop()) {
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
      expect(sent).toBeGreaterThanOrEqual(wanted);
    },
    isLong ? 3_600_000 : 300_000,
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
